import { groupsOf } from "../forms/schema";
import type { Action, Refusal } from "../http/types";

/** The act that mends what was refused, and the field of its form. */
export interface Mending {
  action: Action;
  field?: string;
  title?: string;
}

/** Words this short stand in too many sentences to name a field. */
const SHORTEST = 5;

/** Which of the acts that the server allows its own words name: a button by its label, or a field by its title. */
export function mendingOf({ text, mend }: Pick<Refusal, "text" | "mend">, allowed: Action[]): Mending | null {
  const said = [mend ?? "", text].join(" ").toLocaleLowerCase("vi");
  const quoted = (words: string) => said.includes(`“${words.toLocaleLowerCase("vi")}”`);
  const named = allowed.find((action) => quoted(action.label));
  if (named) return { action: named };
  const fields = allowed.flatMap((action) =>
    groupsOf(action.form_schema).flatMap((group) =>
      group.fields.map((field) => ({ action, field: field.name, title: field.schema.title ?? "" })),
    ),
  );
  return (
    fields.find(({ title }) => quoted(title)) ??
    fields
      .filter(({ title }) => title.length >= SHORTEST)
      .find(({ title }) => said.includes(title.toLocaleLowerCase("vi"))) ??
    null
  );
}

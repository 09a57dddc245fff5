import { Facts } from "../../components/parts";
import { groupsOf, type SchemaField } from "../../forms/schema";
import { Spoken } from "../../forms/spoken";
import type { Case, ProcessDefinition, Schema } from "../../http/types";

type Form = Record<string, unknown>;

export interface Said {
  schema: Schema;
  form: Form;
}

export const isFilled = (form: Form, name: string) =>
  form[name] !== undefined && form[name] !== null && form[name] !== "";

/** What moves asked for and the case keeps apart from its own form (a vote, a ceremony), the newest first. */
export function keptForms(found: Case, definition: ProcessDefinition | null): Said[] {
  const kept = new Map<string, Said>();
  for (const move of definition?.moves ?? []) {
    const said = move.keep ? found.form[move.keep] : undefined;
    if (!move.keep || !move.form_schema || !said) continue;
    const entries = Array.isArray(said) ? (said as Form[]) : [said as Form];
    for (const [place, form] of entries.entries()) {
      if (Object.keys(form).length > 0) kept.set(`${move.keep}.${place}`, { schema: move.form_schema, form });
    }
  }
  return [...kept.values()].reverse();
}

/** What the case keeps under that name, by the schema of the move that asked for it; of a list the last entry. */
export function keptForm(found: Case, definition: ProcessDefinition, name: string): Said | null {
  const schema = definition.moves.find((move) => move.keep === name && move.form_schema)?.form_schema;
  const kept = found.form[name];
  const form = (Array.isArray(kept) ? kept.at(-1) : kept) as Form | undefined;
  return schema && form ? { schema, form } : null;
}

/** What was filled in when the move was made, by the move's own schema. */
export function saidAt(line: { action: string; form?: Form }, definition: ProcessDefinition | null): Said | null {
  const schema = definition?.moves.find((move) => move.action === line.action)?.form_schema ?? definition?.form_schema;
  return schema && line.form && Object.keys(line.form).length > 0 ? { schema, form: line.form } : null;
}

/** The filled fields of a form, group by group. wide: names beside the values, where there is room for both. */
export function SaidGroups({ said, wide = false }: { said: Said; wide?: boolean }) {
  const groups = groupsOf(said.schema)
    .map((group) => ({ ...group, fields: filledFields(said, group.fields) }))
    .filter((group) => group.fields.length > 0);
  return (
    <>
      {groups.map((group) => (
        <section key={group.title} class="content-group">
          {group.title && <h3>{group.title}</h3>}
          <SaidFacts fields={group.fields} form={said.form} wide={wide} />
        </section>
      ))}
    </>
  );
}

export const fieldsOf = (schema: Schema): SchemaField[] => groupsOf(schema).flatMap((group) => group.fields);

export function filledFields({ schema, form }: Said, fields: SchemaField[] = fieldsOf(schema)): SchemaField[] {
  return fields.filter((field) => field.widget !== "meeting" && isFilled(form, field.name));
}

export function SaidFacts({ fields, form, wide = false }: { fields: SchemaField[]; form: Form; wide?: boolean }) {
  return (
    <Facts
      wide={wide}
      items={fields.map((field) => [
        field.schema.title ?? field.name,
        <Spoken field={field} value={form[field.name]} />,
      ])}
    />
  );
}

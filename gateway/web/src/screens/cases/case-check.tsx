import type { Option } from "../../components/combobox";
import { Card, Page } from "../../components/page";
import { Facts } from "../../components/parts";
import { groupsOf, isNeededFor, isShown, OPEN, spoken, type SchemaField } from "../../forms/schema";
import type { ProcessDefinition } from "../../http/types";
import { caseStart as text } from "../../text/vi-cases";
import { Blanks } from "./case-content";
import { isFilled } from "./case-said";

interface CheckProps {
  definition: ProcessDefinition;
  form: Record<string, unknown>;
  unit: Option | null;
  /** What whoever it is about is called here, and who it is. */
  subject: [string, Option | null] | null;
  busy: boolean;
  /** Leads back to where a group of the form is filled in. */
  onEdit: (group: string) => void;
  onSend: () => void;
}

const titleOf = (field: SchemaField) => field.schema.title ?? field.name;

/** All answers read back before they are sent. */
export function CheckAnswers({ definition, form, unit, subject, busy, onEdit, onSend }: CheckProps) {
  const edit = (part: string) => (
    <button type="button" class="link" aria-label={text.editPart(part)} onClick={() => onEdit(part)}>
      {text.edit}
    </button>
  );
  const head = [
    [text.unit, unit?.label ?? ""],
    // Of two people of one name the birth date and the chapter tell which is meant.
    [subject?.[0] ?? "", [subject?.[1]?.label, subject?.[1]?.detail].filter(Boolean).join(" · ")],
  ] as [string, string][];
  const lacksSubject = definition.subject === "member" && !subject?.[1];
  const steps = (definition.rail ?? []).flatMap((code) => definition.states.find((state) => state.code === code) ?? []);
  const groups = groupsOf(definition.form_schema).map(({ title, fields }) => ({
    title,
    fields: fields.filter((field) => isShown(field.schema, form) && field.widget !== "meeting"),
  }));
  const blank = groups
    .flatMap(({ fields }) => fields)
    .filter((field) => isNeededFor(field, OPEN) && !isFilled(form, field.name));
  const missing = [...(lacksSubject ? [subject?.[0] ?? ""] : []), ...blank.map(titleOf)];
  return (
    <Page title={text.checkTitle} narrow>
      <div class="stack">
        <Card title={definition.title} actions={edit(definition.title)}>
          <Facts items={head} />
        </Card>
        {missing.length > 0 && (
          <div class="box box-gold between">
            <span>{text.missing(missing.join(", "))}</span>{" "}
            {edit(groups.find(({ fields }) => fields.includes(blank[0]!))?.title || text.answers)}
          </div>
        )}
        {groups.map(({ title, fields }) => (
          <Card key={title} title={title || text.answers} actions={edit(title || text.answers)}>
            <Facts
              wide
              items={fields
                .filter((field) => isNeededFor(field, OPEN) || isFilled(form, field.name))
                .map((field) => [titleOf(field), spoken(field, form[field.name])])}
            />
            <Blanks
              fields={fields.filter((field) => !isNeededFor(field, OPEN) && !isFilled(form, field.name))}
              form={form}
            />
          </Card>
        ))}
        {steps.length > 1 && (
          <Card title={text.next}>
            <p class="muted">{text.nextText}</p>
            <ol class="steps-text">
              {steps.map((state) => (
                <li key={state.code}>{state.title}</li>
              ))}
            </ol>
          </Card>
        )}
        <div class="action-bar">
          <button type="button" class="button button-primary button-wide" aria-disabled={busy} onClick={onSend}>
            {text.open}
          </button>
        </div>
      </div>
    </Page>
  );
}

import type { Option } from "../components/combobox";
import { Card, Page } from "../components/page";
import { Facts } from "../components/parts";
import { groupsOf, isShown, spoken } from "../forms/schema";
import type { ProcessDefinition } from "../http/types";
import { caseStart as text } from "../text/vi";

interface CheckProps {
  definition: ProcessDefinition;
  form: Record<string, unknown>;
  unit: Option | null;
  /** What whoever it is about is called here, and who it is. */
  subject: [string, Option] | null;
  busy: boolean;
  onEdit: () => void;
  onSend: () => void;
}

/** All answers read back before they are sent. */
export function CheckAnswers({ definition, form, unit, subject, busy, onEdit, onSend }: CheckProps) {
  const edit = (part: string) => (
    <button type="button" class="link" aria-label={text.editPart(part)} onClick={onEdit}>
      {text.edit}
    </button>
  );
  const head = [
    [text.unit, unit?.label ?? ""],
    [subject?.[0] ?? "", subject?.[1].label ?? ""],
  ] as [string, string][];
  const steps = (definition.rail ?? []).flatMap((code) => definition.states.find((state) => state.code === code) ?? []);
  return (
    <Page title={text.checkTitle} narrow>
      <div class="stack">
        <Card title={definition.title} actions={edit(definition.title)}>
          <Facts items={head} />
        </Card>
        {groupsOf(definition.form_schema).map((group) => (
          <Card key={group.title} title={group.title || text.answers} actions={edit(group.title || text.answers)}>
            <Facts wide items={group.fields.filter((field) => isShown(field.schema, form) && field.widget !== "meeting").map((field) => [field.schema.title ?? field.name, spoken(field, form[field.name])])} />
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

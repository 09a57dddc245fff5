import type { ComponentChildren } from "preact";
import { Card } from "../../components/page";
import { Facts, unitUrl } from "../../components/parts";
import { groupsOf, isShown, type SchemaField } from "../../forms/schema";
import type { Action, Case, ProcessDefinition } from "../../http/types";
import { casePage as text } from "../../text/vi-cases";
import { isFilled, keptForms, SaidFacts, SaidGroups } from "./case-said";

/** What a screen of a process's own draws. */
export interface DossierProps {
  found: Case;
  definition: ProcessDefinition;
  /** Begins an act that the server allows; known: what its form begins with. */
  onAct: (action: Action, known: Record<string, unknown>) => void;
}

/** Whom and which unit a case is about. */
export function subjectFacts(found: Case): [string, ComponentChildren][] {
  return [
    [
      text.about,
      found.subject?.id ? (
        <a href={`/doan-vien/${found.subject.id}/so`}>{found.subject.full_name}</a>
      ) : (
        found.subject?.full_name
      ),
    ],
    [text.unit, <a href={unitUrl(found.unit.id)}>{found.unit.name}</a>],
  ];
}

interface ContentProps {
  found: Case;
  definition: ProcessDefinition | null;
}

/** What the latest moves said stands first: who decides looks for the vote. */
export function CaseContent({ found, definition }: ContentProps) {
  // The case may carry the schema that it was opened under; else the process has it.
  const schema = found.form_schema ?? definition?.form_schema;
  const isTold = ({ name }: SchemaField) => isFilled(found.form, name);
  const groups = groupsOf(schema).filter((group) => group.fields.some(isTold));
  return (
    <Card title={text.content}>
      <Facts wide items={subjectFacts(found)} />
      {keptForms(found, definition).map((said, index) => (
        <SaidGroups key={index} said={said} wide />
      ))}
      {groups.map((group) => (
        <section key={group.title} class="content-group">
          {group.title && <h3>{group.title}</h3>}
          <SaidFacts wide fields={group.fields.filter(isTold)} form={found.form} />
          <Blanks fields={group.fields.filter((field) => !isTold(field))} form={found.form} />
        </section>
      ))}
      {schema === null && Object.keys(found.form).length === 0 && <p class="muted">{text.noForm}</p>}
    </Card>
  );
}

/** What a group leaves open, in one line instead of a row each. */
export function Blanks({ fields, form }: { fields: SchemaField[]; form: Record<string, unknown> }) {
  const asked = fields.filter(
    (field) => field.widget !== "meeting" && field.widget !== "bool" && isShown(field.schema, form),
  );
  if (asked.length === 0) return null;
  return <p class="caption">{text.empty(asked.map((field) => field.schema.title ?? field.name).join(", "))}</p>;
}

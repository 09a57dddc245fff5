import { useState } from "preact/hooks";
import type { Schema } from "../http/types";
import { common } from "../text/vi";
import { ErrorSummary } from "../components/field";
import { errorsFor, groupsOf, isShown, type SchemaField } from "./schema";
import { Control } from "./controls";

interface SchemaFormProps {
  schema: Schema | null | undefined;
  form: Record<string, unknown>;
  errors?: Record<string, string[]>;
  onChange: (form: Record<string, unknown>) => void;
  /** Where this form stands inside another one. */
  prefix?: string;
}

export const fieldId = (path: string) => `f-${path.replaceAll(".", "-")}`;

/** A form drawn wholly from the server's schema: its order, groups, titles, hints, choices and controls. */
export function SchemaForm({ schema, form, errors = {}, onChange, prefix = "" }: SchemaFormProps) {
  // Meetings are picked where meetings are kept; a form alone cannot offer any yet.
  const isDrawn = (field: SchemaField) => field.widget !== "meeting" && isShown(field.schema, form);
  const groups = groupsOf(schema)
    .map((group) => ({ ...group, fields: group.fields.filter(isDrawn) }))
    .filter((group) => group.fields.length > 0);
  const set = (name: string, value: unknown) => onChange({ ...form, [name]: value });
  const draw = (field: SchemaField) => {
    const path = prefix ? `${prefix}.${field.name}` : field.name;
    return (
      <Control
        key={field.name}
        field={field}
        path={path}
        value={form[field.name]}
        errors={errorsFor(errors, path)}
        allErrors={errors}
        onChange={(value) => set(field.name, value)}
      />
    );
  };
  return (
    <>
      {groups.map((group) =>
        group.title ? (
          <fieldset key={group.title} class="group">
            <legend>{group.title}</legend>
            <div class="group-fields">{group.fields.map(draw)}</div>
          </fieldset>
        ) : (
          <div key="" class="group-fields">
            {group.fields.map(draw)}
          </div>
        ),
      )}
    </>
  );
}

/** The fields that the server found wrong, and what it said that belongs to no field. */
export function FormErrors({ schema, errors }: { schema: Schema | null | undefined; errors: Record<string, string[]> }) {
  const fields = groupsOf(schema).flatMap((group) => group.fields);
  const items = Object.entries(errors).flatMap(([path, texts]) => {
    const field = fields.find(({ name }) => path === name || path.startsWith(`${name}.`) || path.includes(`form.${name}`));
    const title = field?.schema.title;
    return texts.map((text) => ({ id: fieldId(path.replace(/^form\./, "")), text: title ? `${title}: ${text}` : text }));
  });
  return <ErrorSummary items={items} />;
}

/** A form that starts from what is known and remembers what is typed. */
export function useForm(schema: Schema | null | undefined, known: Record<string, unknown> = {}) {
  return useState<Record<string, unknown>>(() => {
    const start: Record<string, unknown> = {};
    for (const { name, schema: of } of groupsOf(schema).flatMap((group) => group.fields)) {
      if (of.default !== undefined) start[name] = of.default;
    }
    return { ...start, ...known };
  });
}

export const noteField = (needed: boolean): Schema => ({
  type: "object",
  properties: { note: { type: "string", title: common.note, "x-widget": "textarea" } },
  required: needed ? ["note"] : [],
});

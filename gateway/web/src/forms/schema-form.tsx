import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import type { Schema } from "../http/types";
import { common } from "../text/vi";
import { ErrorSummary, focusOnce } from "../components/field";
import { Failure } from "../components/states";
import type { Problem } from "../http/client";
import { findMisreadDay } from "./calendar";
import { errorsFor, groupsOf, isShown, widthOf, type SchemaField } from "./schema";
import { Control } from "./controls";

interface SchemaFormProps {
  schema: Schema | null | undefined;
  form: Record<string, unknown>;
  errors?: Record<string, string[]>;
  onChange: (form: Record<string, unknown>) => void;
  /** Where this form stands inside another one. */
  prefix?: string;
  /** The groups to draw; all of them when left out. */
  only?: readonly string[];
}

export const fieldId = (path: string) => `f-${path.replaceAll(".", "-")}`;

/** A form drawn wholly from the server's schema: its order, groups, titles, hints, choices and controls. */
export function SchemaForm({ schema, form, errors = {}, onChange, prefix = "", only }: SchemaFormProps) {
  // Meetings are picked where meetings are kept; a form alone cannot offer any yet.
  const isDrawn = (field: SchemaField) => field.widget !== "meeting" && isShown(field.schema, form);
  const groups = groupsOf(schema)
    .filter((group) => only?.includes(group.title) ?? true)
    .map((group) => ({ ...group, fields: group.fields.filter(isDrawn) }))
    .filter((group) => group.fields.length > 0);
  // What was wrong with a field is no longer said once it is being mended; another answer of the server says it anew.
  const [mended, setMended] = useState<{ of: object; names: string[] }>({ of: errors, names: [] });
  const isMended = (name: string) => mended.of === errors && mended.names.includes(name);
  const set = (name: string, value: unknown) => {
    setMended({ of: errors, names: [...(mended.of === errors ? mended.names : []), name] });
    onChange({ ...form, [name]: value });
  };
  const [left, setLeft] = useState<Record<string, unknown>>({});
  const errorsOf = (field: SchemaField, path: string) => {
    const answered = isMended(field.name) ? undefined : errorsFor(errors, path);
    const misread = left[field.name] === form[field.name] && findMisreadDay(field, form[field.name]);
    return answered ?? (misread ? [misread] : undefined);
  };
  // A button keeps its place under the press that leaves the field; the way on names what is wrong all the same.
  const leave = ({ relatedTarget: next }: FocusEvent, { name }: SchemaField) => {
    if (!(next instanceof Element && next.closest("button, a"))) setLeft({ ...left, [name]: form[name] });
  };
  const draw = (field: SchemaField) => {
    const path = prefix ? `${prefix}.${field.name}` : field.name;
    return (
      <div key={field.name} class={`cell cell-${widthOf(field)}`} onFocusOut={(event) => leave(event, field)}>
        <Control
          field={field}
          path={path}
          value={form[field.name]}
          errors={errorsOf(field, path)}
          allErrors={errors}
          onChange={(value) => set(field.name, value)}
        />
      </div>
    );
  };
  return (
    <>
      {groups.map((group) =>
        schema?.["x-folded"]?.includes(group.title) ? (
          <FoldedGroup
            key={group.title}
            title={group.title}
            isOpen={group.fields.some(
              ({ name }) => isAnswered(form[name]) || errorsFor(errors, prefix ? `${prefix}.${name}` : name),
            )}
          >
            {group.fields.map(draw)}
          </FoldedGroup>
        ) : group.title ? (
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

const isAnswered = (value: unknown) => value !== undefined && value !== null && value !== "" && value !== false;

/** A group that few people need: closed until it is opened, or until something in it was filled in or is wrong. */
function FoldedGroup({ title, isOpen, children }: { title: string; isOpen: boolean; children: ComponentChildren }) {
  const [opened, setOpened] = useState(false);
  return (
    <details
      class="group group-folded"
      open={isOpen || opened}
      onToggle={(event) => setOpened(event.currentTarget.open)}
    >
      <summary>{title}</summary>
      <div class="group-fields">{children}</div>
    </details>
  );
}

/** The fields that are wrong, and what was said that belongs to no field. */
export function FormErrors({
  schema,
  errors,
}: {
  schema: Schema | null | undefined;
  errors: Record<string, string[]>;
}) {
  const fields = groupsOf(schema).flatMap((group) => group.fields);
  const items = Object.entries(errors).flatMap(([path, texts]) => {
    const field = fields.find(
      ({ name }) => path === name || path.startsWith(`${name}.`) || path.includes(`form.${name}`),
    );
    const title = field?.schema.title;
    return texts.map((text) => ({
      id: fieldId(path.replace(/^form\./, "")),
      text: title && !text.startsWith(`${title}:`) ? `${title}: ${text}` : text,
    }));
  });
  return <ErrorSummary items={items} />;
}

/**
 * Why a form was not taken: the fields that are wrong, else the reasons. It takes the focus: on a phone the button lies
 * far below.
 */
export function FormProblem({ schema, problem }: { schema: Schema | null | undefined; problem: Problem }) {
  if (Object.keys(problem.errors).length > 0) return <FormErrors schema={schema} errors={problem.errors} />;
  return (
    <div tabIndex={-1} ref={focusOnce}>
      <Failure problem={problem} />
    </div>
  );
}

/** A form that starts from what is known and remembers what is typed. */
export function useForm(schema: Schema | null | undefined, known: Record<string, unknown> = {}) {
  return useState<Record<string, unknown>>(() => ({ ...startOf(schema), ...known }));
}

/** What a form that nobody has touched says. */
export function startOf(schema: Schema | null | undefined): Record<string, unknown> {
  const fields = groupsOf(schema).flatMap((group) => group.fields);
  return Object.fromEntries(
    fields.flatMap(({ name, schema: of }) => (of.default === undefined ? [] : [[name, of.default]])),
  );
}

export const noteField = (needed: boolean): Schema => ({
  type: "object",
  properties: { note: { type: "string", title: common.note, "x-widget": "textarea" } },
  required: needed ? ["note"] : [],
});

import { useState } from "preact/hooks";
import type { Problem } from "../http/client";
import type { Schema } from "../http/types";
import { findMisreadDay } from "./calendar";
import { groupsOf, isShown, type SchemaField } from "./schema";
import { FormErrors, FormProblem } from "./schema-form";

type Form = Record<string, unknown>;
type Errors = Record<string, string[]>;

function errorsOfField(field: SchemaField, value: unknown, path: string): Errors {
  const { schema, widget } = field;
  const misread = findMisreadDay(field, value);
  if (misread) return { [path]: [misread] };
  if (value === undefined || value === null || value === "") return {};
  if (widget === "object" || widget === "votes") return misreadDays(schema, value as Form, undefined, path);
  if (Array.isArray(value) && schema.items?.properties)
    return Object.assign(
      {},
      ...value.map((row: Form, place) => misreadDays(schema.items, row, undefined, `${path}.${place}`)),
    ) as Errors;
  return {};
}

/**
 * What stands in the form's fields of days and months and is in no calendar, by field, as an answer of the server names
 * them.
 */
export function misreadDays(
  schema: Schema | null | undefined,
  form: Form,
  only?: readonly string[],
  prefix = "",
): Errors {
  const drawn = groupsOf(schema)
    .filter(({ title }) => only?.includes(title) ?? true)
    .flatMap(({ fields }) => fields)
    .filter((field) => isShown(field.schema, form));
  return Object.assign(
    {},
    ...drawn.map((field) => errorsOfField(field, form[field.name], prefix ? `${prefix}.${field.name}` : field.name)),
  ) as Errors;
}

const NONE: Errors = {};

/**
 * What is wrong with a form: the days that cannot be read, found when its page is left, else what the server answered.
 */
export function useFormErrors(schema: Schema | null | undefined, problem: Problem | null) {
  const [misread, setMisread] = useState<{ errors: Errors; times: number } | null>(null);
  /** The days of these groups that cannot be read, or null where all can. */
  const readDays = (form: Form, groups?: readonly string[]): Errors | null => {
    const errors = misreadDays(schema, form, groups);
    const isRead = Object.keys(errors).length === 0;
    setMisread(isRead ? null : { errors, times: (misread?.times ?? 0) + 1 });
    return isRead ? null : errors;
  };
  const summary = misread ? (
    <FormErrors key={misread.times} schema={schema} errors={misread.errors} />
  ) : (
    problem && <FormProblem problem={problem} schema={schema} />
  );
  return {
    errors: misread?.errors ?? problem?.errors ?? NONE,
    isWrong: misread !== null || problem !== null,
    summary,
    readDays,
  };
}

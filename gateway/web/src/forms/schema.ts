import { createContext } from "preact";
import { birth, day, dayToIso, monthToIso } from "../format";
import type { Schema } from "../http/types";
import { common } from "../text/vi";

type Widget =
  | "text"
  | "textarea"
  | "day"
  | "month"
  | "number"
  | "choice"
  | "unit"
  | "person"
  | "people"
  | "votes"
  | "file"
  | "bool"
  | "radio"
  | "meeting";

/**
 * The act that a form belongs to: what it cannot do without must be filled in here, what another act needs may wait.
 */
export const ActOfForm = createContext("");

/** The act by which a case begins. */
export const OPEN = "open";

/** A form cannot be sent without it. */
export const isNeededFor = (field: SchemaField, act: string) =>
  field.required || (act !== "" && field.schema["x-needed"] === act);

export interface SchemaField {
  name: string;
  schema: Schema;
  widget: Widget | "object" | "list" | "rows";
  required: boolean;
}

interface FieldGroup {
  title: string;
  fields: SchemaField[];
}

/** The single type of a schema; "null" beside another type only says that it may be empty. */
function typeOf(schema: Schema): string {
  const types = Array.isArray(schema.type) ? schema.type : [schema.type ?? "string"];
  return types.find((type) => type !== "null") ?? "string";
}

const ALIASES: Record<string, Widget> = { select: "choice", stepper: "number", date: "day", checkbox: "bool" };

/** The control that the server names, else the plain one for the type. */
export function widgetOf(schema: Schema): SchemaField["widget"] {
  const named = schema["x-widget"];
  const type = typeOf(schema);
  if (named && named !== "text") return ALIASES[named] ?? (named as Widget);
  if (schema.enum) return "choice";
  if (type === "boolean") return "bool";
  if (type === "integer" || type === "number") return "number";
  if (type === "object") return "object";
  if (type === "array") return "list";
  if (schema.format === "date") return "day";
  return (schema.maxLength ?? 0) > 300 ? "textarea" : "text";
}

/** Fields of an object in the server's order, by the server's groups. */
export function groupsOf(schema: Schema | null | undefined): FieldGroup[] {
  const required = new Set(schema?.required ?? []);
  const fields = Object.entries(schema?.properties ?? {})
    .map(([name, of], index) => ({ name, schema: of, widget: widgetOf(of), required: required.has(name), index }))
    .sort((a, b) => (a.schema["x-order"] ?? a.index) - (b.schema["x-order"] ?? b.index));
  const groups: FieldGroup[] = [];
  for (const { index: _, ...field } of fields) {
    const title = field.schema["x-group"] ?? "";
    const group = groups.find((known) => known.title === title);
    if (group) group.fields.push(field);
    else groups.push({ title, fields: [field] });
  }
  return groups;
}

/**
 * A field that hangs on others is there only while they have one of the values that the server names, or a day after
 * the one it names.
 */
export function isShown(schema: Schema, form: Record<string, unknown>): boolean {
  const hasValue = Object.entries(schema["x-when"] ?? {}).every(([name, values]) => values.includes(form[name]));
  return (
    hasValue && Object.entries(schema["x-when-after"] ?? {}).every(([name, limit]) => isDayAfter(form[name], limit))
  );
}

/** Whether what stands in a field of days is a whole day after the limit, an ISO day. */
function isDayAfter(value: unknown, limit: string): boolean {
  const typed = dayToIso(String(value ?? ""));
  return /^\d{4}-\d{2}-\d{2}$/.test(typed) && typed > limit;
}

export interface FormPage {
  title: string;
  groups: string[];
}

/**
 * The pages on which the server wants the form asked; groups that it names on none stand on the last. One page where it
 * names none.
 */
export function pagesOf(schema: Schema | null | undefined): FormPage[] {
  const named = (schema?.["x-pages"] ?? []).map((page) => ({ ...page, groups: [...page.groups] }));
  if (named.length === 0) return [{ title: "", groups: groupsOf(schema).map(({ title }) => title) }];
  const known = new Set(named.flatMap(({ groups }) => groups));
  named.at(-1)!.groups.push(
    ...groupsOf(schema)
      .map(({ title }) => title)
      .filter((title) => !known.has(title)),
  );
  return named;
}

export function choicesOf(schema: Schema): { value: string; label: string }[] {
  const labels = schema["x-labels"];
  return (schema.enum ?? [])
    .filter((value) => value !== null)
    .map((value, index) => ({
      value: String(value),
      label: (Array.isArray(labels) ? labels[index] : labels?.[String(value)]) ?? String(value),
    }));
}

/** What goes to the server for what stands in the form: days as ISO, numbers as numbers, blanks left out. */
export function outgoing(schema: Schema | null | undefined, form: Record<string, unknown>): Record<string, unknown> {
  const sent: Record<string, unknown> = {};
  for (const { name, schema: of, widget } of groupsOf(schema).flatMap((group) => group.fields)) {
    const value = outgoingValue(of, widget, form[name]);
    if (value !== undefined) sent[name] = value;
  }
  return sent;
}

function outgoingValue(schema: Schema, widget: SchemaField["widget"], value: unknown): unknown {
  // A blank leaves out what was never there, and clears what was.
  if (value === undefined || value === null || value === "")
    return value !== undefined && schema.default !== undefined ? null : undefined;
  if (widget === "day") return dayToIso(String(value));
  if (widget === "month") return monthToIso(String(value));
  if (widget === "number") return asNumber(value);
  if (widget === "unit" || widget === "person") return idOf(value);
  if (widget === "people") return (value as unknown[]).map(idOf);
  if (widget === "choice" || widget === "radio")
    return schema.enum?.find((choice) => String(choice) === String(value)) ?? value;
  if (widget === "votes" || widget === "object") return outgoing(schema, value as Record<string, unknown>);
  if ((widget === "list" || widget === "rows") && schema.items?.properties) {
    return (value as Record<string, unknown>[]).map((row) => outgoing(schema.items, row));
  }
  return value;
}

/** A thing picked from a list is kept with its label for people; the server gets the id. */
function idOf(value: unknown): unknown {
  return typeof value === "object" && value !== null && "id" in value ? (value as { id: unknown }).id : value;
}

function asNumber(value: unknown): unknown {
  const number = Number(String(value).replace(",", "."));
  return Number.isNaN(number) ? value : number;
}

/** What a case's form says, in words. */
export function spoken(field: SchemaField, value: unknown): string {
  if (value === undefined || value === null || value === "") return common.notFilled;
  const { schema, widget } = field;
  if (widget === "bool") return value ? common.yes : common.no;
  if (widget === "day") return day(dayToIso(String(value)));
  if (widget === "month") return birth(monthToIso(String(value)), "month");
  if (widget === "choice" || widget === "radio")
    return choicesOf(schema).find((choice) => choice.value === String(value))?.label ?? String(value);
  if (Array.isArray(value)) return value.map((item) => spokenItem(item, schema.items)).join("; ") || common.notFilled;
  return spokenItem(value, schema);
}

/** A filled-in form in one line. */
export function saidIn(schema: Schema | null | undefined, form: Record<string, unknown>): string {
  const fields = groupsOf(schema).flatMap((group) => group.fields);
  return fields
    .filter(({ name }) => form[name] !== undefined && form[name] !== null && form[name] !== "")
    .map((field) => spoken(field, form[field.name]))
    .join(" · ");
}

/** How much room a field's answer takes in a line of the form: a day less than a name, a name less than prose. */
export function widthOf({ schema, widget }: SchemaField): "short" | "medium" | "long" {
  if (widget === "day" || widget === "month" || widget === "number") return schema["x-suggested"] ? "medium" : "short";
  if (widget === "radio") return isBrief(schema) ? "medium" : "long";
  if (widget === "bool") return (schema.title ?? "").length <= 30 ? "medium" : "long";
  if (widget === "choice" || widget === "unit" || widget === "person") return "medium";
  if (widget !== "text") return "long";
  const most = schema.maxLength ?? 100;
  return most <= 40 ? "short" : most <= 120 ? "medium" : "long";
}

/** A few choices of a word or two, which stand beside each other in one line. */
export function isBrief(schema: Schema): boolean {
  const choices = choicesOf(schema);
  return (
    choices.length <= 4 &&
    choices.every(({ label }) => label.length <= 14) &&
    choices.reduce((length, { label }) => length + label.length, 0) <= 34
  );
}

function spokenItem(value: unknown, schema: Schema | undefined): string {
  if (typeof value === "number") return isYear(schema) ? String(value) : value.toLocaleString("vi-VN");
  if (typeof value !== "object" || value === null) return plain(value);
  const record = value as Record<string, unknown>;
  const name = record["label"] ?? record["full_name"] ?? record["name"];
  if (typeof name === "string") return name;
  const parts = schema?.properties
    ? groupsOf(schema).flatMap((group) =>
        group.fields.map((field) => `${field.schema.title ?? field.name}: ${spoken(field, record[field.name])}`),
      )
    : Object.values(record).filter((part) => typeof part === "string" || typeof part === "number");
  return parts.join(" · ");
}

/** A number between the years that the server takes: a year is not grouped like a count. */
function isYear(schema: Schema | undefined): boolean {
  return (schema?.minimum ?? 0) >= 1900 && (schema?.maximum ?? Infinity) <= 2200;
}

function plain(value: unknown): string {
  const text = String(value);
  return /^\d{4}-\d{2}-\d{2}$/.test(text) ? birth(text) : text;
}

/** Errors of the server find their field whether or not it names the form that the field stands in. */
export function errorsFor(errors: Record<string, string[]>, path: string): string[] | undefined {
  const found = Object.entries(errors).filter(
    ([key]) => key === path || key === `form.${path}` || key.endsWith(`.${path}`),
  );
  return found.length ? found.flatMap(([, texts]) => texts) : undefined;
}

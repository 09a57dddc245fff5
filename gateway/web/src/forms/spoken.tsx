import { useName } from "./controls";
import { spoken, type SchemaField } from "./schema";

/** What a field of a form says; a unit or a person by name. */
export function Spoken({ field, value }: { field: SchemaField; value: unknown }) {
  if ((field.widget === "unit" || field.widget === "person") && typeof value === "string") return <Named kind={field.widget} id={value} />;
  return <>{spoken(field, value)}</>;
}

function Named({ kind, id }: { kind: "unit" | "person"; id: string }) {
  const name = useName(kind, id);
  const href = kind === "unit" ? `/don-vi/${id}/tong-quan` : `/doan-vien/${id}/so`;
  return name ? <a href={href}>{name}</a> : <span class="muted">…</span>;
}

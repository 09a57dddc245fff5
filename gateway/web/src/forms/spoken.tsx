import { createContext } from "preact";
import { useContext } from "preact/hooks";
import { Paperclip } from "lucide-preact";
import { useName } from "./things";
import type { FileRef, Schema } from "../http/types";
import { groupsOf, spoken, type SchemaField } from "./schema";

/** Where the files that a form names can be fetched; none: they are only named. */
export const FilesAt = createContext<string | null>(null);

export const filesOf = (caseId: string) => `/api/v1/cases/${caseId}/files`;

/** What a field of a form says; a unit or a person by name, a file to be opened. */
export function Spoken({ field, value }: { field: SchemaField; value: unknown }) {
  const filesAt = useContext(FilesAt);
  if (field.widget === "file" && filesAt && value) return <FileLink file={value as FileRef} />;
  if ((field.widget === "unit" || field.widget === "person") && typeof value === "string")
    return <Named kind={field.widget} id={value} />;
  if (Array.isArray(value) && field.schema.items?.properties)
    return <Rows schema={field.schema.items} rows={value as Record<string, unknown>[]} />;
  return <>{spoken(field, value)}</>;
}

/** Entries of a list, each with its filled fields. */
function Rows({ schema, rows }: { schema: Schema; rows: Record<string, unknown>[] }) {
  const fields = groupsOf(schema).flatMap((group) => group.fields);
  return (
    <ol class="said-rows">
      {rows.map((row, place) => (
        <li key={place}>
          {fields
            .filter((field) => row[field.name] !== undefined && row[field.name] !== null && row[field.name] !== "")
            .map((field, index) => (
              <span key={field.name}>
                {index > 0 && " · "}
                <Spoken field={field} value={row[field.name]} />
              </span>
            ))}
        </li>
      ))}
    </ol>
  );
}

/** A picture is shown small; whatever it is, a tap opens it. */
export function FileLink({ file }: { file: FileRef }) {
  const url = `${useContext(FilesAt)}/${file.digest}`;
  return (
    <a class="attached" href={url} target="_blank" rel="noopener">
      {file.media_type?.startsWith("image/") && file.media_type !== "image/heic" ? (
        <img src={url} alt="" loading="lazy" />
      ) : (
        <Paperclip size={18} aria-hidden="true" />
      )}
      {file.name}
    </a>
  );
}

function Named({ kind, id }: { kind: "unit" | "person"; id: string }) {
  const name = useName(kind, id);
  const href = kind === "unit" ? `/don-vi/${id}/tong-quan` : `/doan-vien/${id}/so`;
  return name ? <a href={href}>{name}</a> : <span class="muted">…</span>;
}

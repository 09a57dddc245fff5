import { Combobox, type Option } from "../components/combobox";
import { placeName } from "../components/parts";
import { birth } from "../format";
import { withQuery } from "../http/client";
import type { MemberItem, Page, UnitItem } from "../http/types";
import { useResource } from "../resources/resource";
import { common, fields as text } from "../text/vi";

export const searchMembers = (q: string) => withQuery("/members", { q, limit: 12 });
export const searchUnits = (q: string) => withQuery("/units", { q, limit: 12 });
const searchAnywhere = (q: string) => withQuery("/units", { q, anywhere: true, limit: 12 });
export const memberOption = (item: MemberItem): Option => ({
  id: item.id,
  label: item.full_name,
  detail: [birth(item.born_on, item.born_precision), placeName(item.unit)].filter(Boolean).join(" · "),
});
export const unitOption = (item: UnitItem): Option => ({
  id: item.id,
  label: item.name,
  ...(item.parent_name && { detail: item.parent_name }),
});

/** A unit as it is told apart from others of its name: chapters of two wards are called alike. */
const placed = ({ label, detail }: Option): string => [label, detail].filter(Boolean).join(", ");

const SOURCES = {
  unit: { path: "/units/", search: searchUnits, read: unitOption as never, placeholder: text.searchUnit },
  person: { path: "/members/", search: searchMembers, read: memberOption as never, placeholder: text.searchPerson },
};

interface ThingProps {
  id: string;
  kind: "unit" | "person";
  /** Units of the whole province are searched, not the reader's alone. */
  anywhere: boolean;
  value: unknown;
  invalid: boolean;
  describedBy: string | undefined;
  onChange: (value: unknown) => void;
}

/** A unit or a person out of the registry; an id alone is shown by its name. */
export function ThingControl({ id, kind, anywhere, value, invalid, describedBy, onChange }: ThingProps) {
  const { path, search, read, placeholder } = SOURCES[kind];
  const name = useName(kind, typeof value === "string" ? value : null);
  const option = typeof value === "string" && value ? { id: value, label: name ?? "" } : asOption(value);
  const choose = (chosen: Option | null) =>
    onChange(chosen && kind === "unit" ? { id: chosen.id, label: placed(chosen) } : chosen);
  return (
    <Combobox
      id={id}
      value={option}
      onChange={choose}
      search={anywhere ? searchAnywhere : search}
      read={read}
      placeholder={placeholder}
      invalid={invalid}
      key={path}
      {...(describedBy && { describedBy })}
    />
  );
}

/** The name of a unit or a person that only its id is known of. */
export function useName(kind: "unit" | "person", id: string | null): string | null {
  const person = useResource<{ full_name?: string }>(id && kind === "person" ? SOURCES.person.path + id : null);
  // A case may name a unit that its reader sees nothing else of.
  const unit = useResource<Page<UnitItem>>(
    id && kind === "unit" ? withQuery("/units", { anywhere: true, unit_id: id, limit: 1 }) : null,
  );
  const named = unit.data?.items[0];
  return person.data?.full_name ?? (named ? placed(unitOption(named)) : null);
}

function asOption(value: unknown): Option | null {
  if (typeof value === "object" && value !== null && "id" in value) {
    const { id, label, full_name, name } = value as Record<string, string>;
    return { id: id!, label: label ?? full_name ?? name ?? "" };
  }
  return typeof value === "string" && value ? { id: value, label: value } : null;
}

export function PeopleControl({
  id,
  value,
  onChange,
}: {
  id: string;
  value: unknown;
  onChange: (value: unknown) => void;
}) {
  const people = ((value as unknown[]) ?? []).map(asOption).filter((option): option is Option => option !== null);
  return (
    <div class="people">
      {people.length > 0 && (
        <ul class="chips">
          {people.map((person) => (
            <li key={person.id}>
              <button
                type="button"
                class="chip chip-button"
                aria-label={common.remove(person.label)}
                onClick={() => onChange(people.filter((other) => other.id !== person.id))}
              >
                {person.label} <span aria-hidden="true">×</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      <Combobox
        id={id}
        value={null}
        onChange={(option) =>
          option && !people.some((person) => person.id === option.id) && onChange([...people, option])
        }
        search={searchMembers}
        read={memberOption as never}
        placeholder={text.searchPerson}
      />
    </div>
  );
}

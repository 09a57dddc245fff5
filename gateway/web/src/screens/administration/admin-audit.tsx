import { useState } from "preact/hooks";
import { Choice } from "../../components/choice";
import { Combobox, type Option } from "../../components/combobox";
import { Field } from "../../components/field";
import { Line } from "../../components/line";
import { ListTools } from "../../components/list-tools";
import { Page } from "../../components/page";
import { Paged, Rows } from "../../components/paged";
import { placeName } from "../../components/parts";
import { memberOption, searchMembers, unitOption } from "../../forms/things";
import { clock, day } from "../../format";
import { withQuery } from "../../http/client";
import type { AccountItem, AuditItem, Unit } from "../../http/types";
import { isAdministrator } from "../../places";
import { usePages, useResource } from "../../resources/resource";
import { audit as text } from "./vi";
import { useFilters } from "../../url";

/** Who did what, day by day, the latest first. */
export default function AdminAudit() {
  const { values, change, clear } = useFilters(["loai", "tu", "den", "don_vi", "nguoi"] as const, {
    loai: text.groups,
  });
  const asked = {
    group: values.loai,
    since: values.tu,
    until: values.den,
    unit_id: values.don_vi,
    person_id: values.nguoi,
  };
  const list = usePages<AuditItem>(withQuery("/audit", { ...asked, count: "exact" }), 30);
  const unit = useResource<Unit>(values.don_vi ? `/units/${values.don_vi}` : null).data;
  const isNarrowed = Object.values(values).some(Boolean);
  return (
    <Page title={text.title} below={<p class="lead">{text.lead}</p>}>
      <div class="stack">
        <ListTools
          list={list}
          filters={
            <>
              <Choice
                id="loc-loai"
                title={text.group}
                value={values.loai}
                choices={text.groups}
                onChange={(loai) => change({ loai: loai || null })}
              />
              <Field id="loc-don-vi" label={text.unit}>
                <Combobox
                  id="loc-don-vi"
                  value={unit ? { id: unit.id, label: unit.name } : null}
                  onChange={(option) => change({ don_vi: option?.id ?? null })}
                  search={(q) => withQuery("/units", { q, limit: 12, anywhere: true })}
                  read={unitOption as never}
                />
              </Field>
              <PersonChoice id={values.nguoi} items={list.items} onChange={(nguoi) => change({ nguoi })} />
              <DayChoice id="loc-tu" title={text.since} value={values.tu} onChange={(tu) => change({ tu })} />
              <DayChoice id="loc-den" title={text.until} value={values.den} onChange={(den) => change({ den })} />
            </>
          }
          active={Object.values(values).filter(Boolean).length}
          onClear={clear}
        />
        <Paged
          list={list}
          count={text.count}
          shapes={6}
          endless
          empty={{ title: text.empty, text: text.emptyText }}
          noMatch={isNarrowed && { title: text.noMatch, text: text.noMatchText, clear: text.clear, onClear: clear }}
        >
          {(items) =>
            byDay(items).map(([on, ofDay]) => (
              <section key={on} class="work-group">
                <h2>{on}</h2>
                <Rows items={ofDay} even>
                  {(item) => <AuditRow item={item} />}
                </Rows>
              </section>
            ))
          }
        </Paged>
      </div>
    </Page>
  );
}

const accountOption = ({ id, person, unit }: AccountItem): Option => ({
  id,
  label: person.full_name,
  ...(unit && { detail: unit.name }),
});

/** Whose acts: an administrator finds people among accounts, an inspector among the members of her units. */
function PersonChoice({
  id,
  items,
  onChange,
}: {
  id: string;
  items: AuditItem[];
  onChange: (id: string | null) => void;
}) {
  const [picked, setPicked] = useState<Option | null>(null);
  const named =
    items.find(({ who }) => who?.id === id)?.who?.full_name ?? (picked?.id === id ? picked.label : text.chosen);
  const choose = (option: Option | null) => (setPicked(option), onChange(option?.id ?? null));
  const [search, read] = isAdministrator()
    ? [(q: string) => withQuery("/accounts", { q, limit: 12 }), accountOption]
    : [searchMembers, memberOption];
  return (
    <Field id="loc-nguoi" label={text.person}>
      <Combobox
        id="loc-nguoi"
        value={id ? { id, label: named } : null}
        onChange={choose}
        search={search}
        read={read as never}
      />
    </Field>
  );
}

function DayChoice({
  id,
  title,
  value,
  onChange,
}: {
  id: string;
  title: string;
  value: string;
  onChange: (value: string | null) => void;
}) {
  return (
    <Field id={id} label={title}>
      <input
        id={id}
        class="input"
        type="date"
        value={value}
        onChange={(event) => onChange(event.currentTarget.value || null)}
      />
    </Field>
  );
}

function AuditRow({ item }: { item: AuditItem }) {
  const subject = item.subject && item.subject !== item.who?.full_name && text.about(item.subject);
  const changed = item.changed.length > 0 && text.changed(item.changed.length);
  const who = item.who?.full_name ?? (item.is_anonymous ? text.anonymous : text.system);
  return (
    <Line
      title={item.title}
      told={[
        clock(item.at),
        who,
        subject,
        placeName(item.unit),
        item.reason && text.reason(item.reason),
        changed,
        ...item.offices,
      ]}
    />
  );
}

function byDay(items: AuditItem[]): [string, AuditItem[]][] {
  const days = new Map<string, AuditItem[]>();
  for (const item of items) days.set(day(item.at), [...(days.get(day(item.at)) ?? []), item]);
  return [...days];
}

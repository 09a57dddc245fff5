import { ChevronRight } from "lucide-preact";
import { Field } from "../components/field";
import { Paged, Rows } from "../components/paged";
import { SearchBox } from "../components/search-box";
import { withQuery } from "../http/client";
import type { Arrears } from "../resources/fees";
import { money, monthsText } from "../resources/fees";
import { usePages } from "../resources/resource";
import { fees as text } from "../text/vi";
import { useFilters } from "../url";
import { ExportButton } from "./export-dialog";
import { memberUrl } from "./member-rows";

const LEAST = ["2", "3", "6", "12"];

/** Members of the unit and below who owe past months. */
export default function ArrearsList({ unitId }: { unitId: string }) {
  const { values, change } = useFilters(["q", "so_thang"] as const);
  const list = usePages<Arrears & { id: string }>(withQuery("/fees/arrears", { unit_id: unitId, q: values.q, months: values.so_thang, count: "exact" }), 50);
  return (
    <div class="stack">
      <div class="toolbar">
        <SearchBox label={text.search} value={values.q} onChange={(q) => change({ q })} />
        <Field id="so-thang" label={text.leastMonths}>
          <select id="so-thang" class="input" value={values.so_thang} onChange={(event) => change({ so_thang: event.currentTarget.value || null })}>
            <option value="">{text.anyMonths}</option>
            {LEAST.map((months) => (
              <option key={months} value={months}>
                {months}
              </option>
            ))}
          </select>
        </Field>
        <ExportButton path="/fees/exports" body={{ unit_id: unitId, kind: "arrears" }} what={text.exportArrears} />
      </div>
      <Paged list={list} count={text.owingPeople} shapes={6} empty={{ drawing: "badge", title: text.noArrears, text: text.noArrearsText }} noMatch={!!values.q && { title: text.noMatch, text: text.noMatchText }}>
        {(items) => (
          <Rows items={items} keyOf={(item) => item.person.id}>
            {(item) => <ArrearsRow item={item} />}
          </Rows>
        )}
      </Paged>
    </div>
  );
}

function ArrearsRow({ item }: { item: Arrears }) {
  return (
    <a class="row-link" href={memberUrl(item.person, "doan-phi")}>
      <span class="row-main">
        <span>{item.person.full_name}</span>
        <span class="caption">{item.unit.name}</span>
        <span class="caption red-text">{text.owes(monthsText(item.owed_months), money(item.owed_amount))}</span>
      </span>
      <ChevronRight size={20} aria-hidden="true" />
    </a>
  );
}

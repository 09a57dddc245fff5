import { Choice } from "../../components/choice";
import { Line } from "../../components/line";
import { ListTools } from "../../components/list-tools";
import { Paged, Rows } from "../../components/paged";
import { placeName } from "../../components/parts";
import { withQuery } from "../../http/client";
import type { Arrears } from "../../resources/fees";
import { money, monthsText } from "../../resources/fees";
import { usePages } from "../../resources/resource";
import { fees as text } from "../../text/vi-fees";
import { useFilters } from "../../url";
import { ExportButton } from "../acts/export-dialog";
import { memberUrl } from "../members/member-rows";

const LEAST = ["2", "3", "6", "12"];

/** Members of the unit and below who owe past months. */
export default function ArrearsList({ unitId }: { unitId: string }) {
  const { values, change } = useFilters(["q", "so_thang"] as const);
  const list = usePages<Arrears & { id: string }>(
    withQuery("/fees/arrears", { unit_id: unitId, q: values.q, months: values.so_thang, count: "exact" }),
    50,
  );
  return (
    <div class="stack">
      <ListTools
        list={list}
        search={{ label: text.search, value: values.q, onChange: (q) => change({ q }) }}
        filters={
          <Choice
            id="so-thang"
            title={text.leastMonths}
            blank={text.anyMonths}
            value={values.so_thang}
            choices={LEAST.map((months) => ({ code: months, title: months }))}
            onChange={(months) => change({ so_thang: months || null })}
          />
        }
        active={values.so_thang ? 1 : 0}
        onClear={() => change({ so_thang: null })}
      >
        <ExportButton path="/fees/exports" body={{ unit_id: unitId, kind: "arrears" }} what={text.exportArrears} />
      </ListTools>
      <Paged
        list={list}
        count={text.owingPeople}
        shapes={6}
        empty={{ drawing: "badge", title: text.noArrears, text: text.noArrearsText }}
        noMatch={!!values.q && { title: text.noMatch, text: text.noMatchText }}
      >
        {(items) => (
          <Rows items={items} keyOf={(item) => item.person.id} even>
            {(item) => <ArrearsRow item={item} />}
          </Rows>
        )}
      </Paged>
    </div>
  );
}

function ArrearsRow({ item }: { item: Arrears }) {
  return (
    <Line
      href={memberUrl(item.person, "doan-phi")}
      title={item.person.full_name}
      told={[
        <span class="red-text">{text.owes(monthsText(item.owed_months), money(item.owed_amount))}</span>,
        placeName(item.unit),
      ]}
    />
  );
}

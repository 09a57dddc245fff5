import { Choice } from "../../components/choice";
import { ListTools } from "../../components/list-tools";
import { Paged } from "../../components/paged";
import { placeName } from "../../components/parts";
import { ago } from "../../format";
import { withQuery, type Query } from "../../http/client";
import type { CaseItem, ProcessItem } from "../../http/types";
import { usePages, useResource } from "../../resources/resource";
import { isOfficer } from "../../resources/session";
import { time } from "../../text/vi";
import { cases as text } from "../../text/vi-cases";
import { useFilters } from "../../url";
import { CASE_COLUMNS, CaseRows, subjectOf, type CaseLook } from "./case-rows";
import { ExportButton, filterBody } from "../acts/export-dialog";

const NAMES = ["q", "quy_trinh", "buoc", "xem", "don_vi", "sap_xep"] as const;

/** What "Xem" means to the API. */
const VIEWS: Record<string, Query> = {
  "": {},
  "dang-mo": { open: true },
  "da-xong": { open: false },
  "cho-toi": { waiting_for_me: true },
};

const holderOf = (item: CaseItem) => placeName(item.holder_unit ?? item.unit);
const LOOK: CaseLook = {
  caption: text.caption,
  region: text.region,
  columns: [
    { title: text.process, isCut: true, of: (item) => item.process_title ?? item.process },
    { title: text.subject, isCut: true, of: subjectOf },
    CASE_COLUMNS.state,
    { title: text.holder, class: "cell-clip", isCut: true, of: holderOf },
    CASE_COLUMNS.due,
  ],
  title: (item) => item.title,
  line: (item) => [item.state_title, holderOf(item), item.number, time.since(ago(item.since))],
};

interface CaseListProps {
  unitId?: string;
  subjectId?: string;
  emptyText?: string;
}

export default function CaseList({ unitId, subjectId, emptyText = text.emptyText }: CaseListProps) {
  const { values, change, clear, isComing, processes, steps } = useCaseFilters();
  const query = {
    q: values.q,
    process: values.quy_trinh,
    state: values.buoc,
    unit_id: unitId ?? values.don_vi,
    subject_id: subjectId,
    sort: values.sap_xep,
    ...VIEWS[values.xem],
  };
  const list = usePages<CaseItem>(isComing ? null : withQuery("/cases", { ...query, count: "exact" }), 30, isComing);
  const isFiltered = NAMES.some((name) => name !== "sap_xep" && values[name]);
  return (
    <div class="stack">
      <ListTools
        list={list}
        search={{ label: text.search, value: values.q, onChange: (q) => change({ q }) }}
        filters={<CaseFilters values={values} processes={processes} steps={steps} onChange={change} />}
        active={NAMES.filter((name) => !["q", "sap_xep", "don_vi"].includes(name) && values[name]).length}
        onClear={clear}
      >
        {isOfficer.value && (
          <ExportButton
            path="/cases/exports"
            body={filterBody(query)}
            what={list.total === null ? text.title.toLowerCase() : text.count(list.total)}
          />
        )}
      </ListTools>
      <Paged
        list={list}
        count={text.count}
        shapes={6}
        endless
        empty={{ drawing: "board", title: text.emptyTitle, text: emptyText }}
        noMatch={
          isFiltered && { title: text.noMatch, text: text.noMatchText, clear: text.clearFilters, onClear: clear }
        }
      >
        {(items) => <CaseRows items={items} look={LOOK} />}
      </Paged>
    </div>
  );
}

type Codes = { code: string; title: string }[];

/** The filters with their codes, of which the server gives the processes and their steps. */
function useCaseFilters() {
  const menu = useResource<{ items: ProcessItem[] }>("/processes");
  const processes = menu.data?.items ?? (menu.error ? [] : null);
  const { values } = useFilters(["quy_trinh"] as const, { quy_trinh: processes });
  const chosen = processes && values.quy_trinh;
  const definition = useResource<{ states: { code: string; title: string; held_by: string | null }[] }>(
    chosen ? `/processes/${chosen}` : null,
  );
  const states = definition.data?.states.filter((state) => state.held_by !== "system");
  const steps: Codes | null = states ?? (chosen && !definition.error ? null : []);
  return {
    ...useFilters(NAMES, { quy_trinh: processes, buoc: processes && steps, sap_xep: text.sorts }),
    processes,
    steps,
  };
}

interface FilterProps {
  values: Record<(typeof NAMES)[number], string>;
  processes: Codes | null;
  steps: Codes | null;
  onChange: (changes: Partial<Record<(typeof NAMES)[number], string | null>>) => void;
}

function CaseFilters({ values, processes, steps, onChange }: FilterProps) {
  return (
    <>
      <Choice
        id="xem"
        title={text.scope}
        value={values.xem}
        choices={[
          { code: "cho-toi", title: text.waiting },
          { code: "dang-mo", title: text.openOnly },
          { code: "da-xong", title: text.closedOnly },
        ]}
        onChange={(xem) => onChange({ xem })}
      />
      <Choice
        id="quy-trinh"
        title={text.process}
        value={values.quy_trinh}
        choices={processes ?? []}
        comes={!processes}
        onChange={(quy_trinh) => onChange({ quy_trinh, buoc: null })}
      />
      {values.quy_trinh && (
        <Choice
          id="buoc"
          title={text.step}
          value={values.buoc}
          choices={steps ?? []}
          comes={!steps}
          onChange={(buoc) => onChange({ buoc })}
        />
      )}
      <Choice
        id="sap-xep"
        title={text.sort}
        blank={text.sortDefault}
        value={values.sap_xep}
        choices={text.sorts}
        onChange={(sap_xep) => onChange({ sap_xep })}
      />
    </>
  );
}

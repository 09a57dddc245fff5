import { ChevronRight } from "lucide-preact";
import { Chip, DueChip } from "../components/parts";
import { SearchBox } from "../components/search-box";
import { Empty, Failure, Loading } from "../components/states";
import { useMedia, useNearEnd } from "../components/virtual";
import { ago } from "../format";
import { withQuery, type Query } from "../http/client";
import type { CaseItem, ProcessItem } from "../http/types";
import { usePages, useResource } from "../resources/resource";
import { isOfficer } from "../resources/session";
import { cases as text, common, time } from "../text/vi";
import { useFilters } from "../url";
import { ExportButton, filterBody } from "./export-dialog";
import { Choice } from "./member-filters";

const NAMES = ["q", "quy_trinh", "buoc", "xem", "don_vi", "sap_xep"] as const;

/** What "Xem" means to the API. */
const VIEWS: Record<string, Query> = {
  "": {},
  "dang-mo": { open: true },
  "da-xong": { open: false },
  "cho-toi": { waiting_for_me: true },
};

interface CaseListProps {
  unitId?: string;
  subjectId?: string;
  emptyText?: string;
}

export function CaseList({ unitId, subjectId, emptyText = text.emptyText }: CaseListProps) {
  const { values, change, clear } = useFilters(NAMES);
  const processes = useResource<{ items: ProcessItem[] }>("/processes");
  const isWide = useMedia("(min-width: 768px)");
  const query = {
    q: values.q,
    process: values.quy_trinh,
    state: values.buoc,
    unit_id: unitId ?? values.don_vi,
    subject_id: subjectId,
    sort: values.sap_xep,
    ...VIEWS[values.xem],
  };
  const list = usePages<CaseItem>(withQuery("/cases", { ...query, count: "exact" }), 30);
  const end = useNearEnd(list.more, list.next !== null && !list.busy && !list.error);
  const isFiltered = NAMES.some((name) => name !== "sap_xep" && values[name]);
  return (
    <div class="stack">
      <div class="toolbar">
        <SearchBox label={text.search} value={values.q} onChange={(q) => change({ q })} />
        <Choice id="xem" title={text.scope} value={values.xem} choices={[{ code: "cho-toi", title: text.waiting }, { code: "dang-mo", title: text.openOnly }, { code: "da-xong", title: text.closedOnly }]} onChange={(xem) => change({ xem })} />
        <Choice id="quy-trinh" title={text.process} value={values.quy_trinh} choices={processes.data?.items ?? []} onChange={(quy_trinh) => change({ quy_trinh, buoc: null })} />
        {values.quy_trinh && <StepChoice process={values.quy_trinh} value={values.buoc} onChange={(buoc) => change({ buoc })} />}
        <Choice id="sap-xep" title={text.sort} blank={text.sortDefault} value={values.sap_xep} choices={text.sorts} onChange={(sap_xep) => change({ sap_xep })} />
        {isOfficer.value && <ExportButton path="/cases/exports" body={filterBody(query)} what={list.total === null ? text.title.toLowerCase() : text.count(list.total)} />}
      </div>
      <p class="muted list-count" role="status">
        {list.total !== null && !list.first ? text.count(list.total) : ""}
      </p>
      {list.error && list.items.length === 0 ? (
        <Failure problem={list.error} onRetry={list.reload} />
      ) : list.first && list.busy ? (
        <Loading rows={6} />
      ) : list.items.length === 0 ? (
        isFiltered ? (
          <Empty drawing="board" title={text.noMatch} text={text.noMatchText}>
            <button type="button" class="button" onClick={clear}>
              {text.clearFilters}
            </button>
          </Empty>
        ) : (
          <Empty drawing="board" title={text.emptyTitle} text={emptyText} />
        )
      ) : isWide ? (
        <CaseTable items={list.items} />
      ) : (
        <CaseCards items={list.items} />
      )}
      <div ref={end} class="list-end">
        {list.next && (
          <button type="button" class="button" aria-disabled={list.busy} onClick={list.more}>
            {common.loadMore}
          </button>
        )}
      </div>
    </div>
  );
}

function CaseTable({ items }: { items: CaseItem[] }) {
  return (
    <div class="table-region" role="region" aria-label={text.region} tabIndex={0}>
      <table class="table">
        <caption class="sr-only">{text.caption}</caption>
        <thead>
          <tr>
            <th scope="col">{text.number}</th>
            <th scope="col">{text.process}</th>
            <th scope="col">{text.subject}</th>
            <th scope="col">{text.state}</th>
            <th scope="col">{text.holder}</th>
            <th scope="col">{text.due}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr key={item.id}>
              <th scope="row" class="number">
                <a href={`/ho-so/${item.id}`}>{item.number}</a>
              </th>
              <td>{item.process_title ?? item.process}</td>
              <td>{item.subject?.full_name ?? item.title}</td>
              <td>
                <Chip tone="blue">{item.state_title}</Chip>
              </td>
              <td class="cell-clip">{item.holder_unit?.name ?? item.unit.name}</td>
              <td>
                <DueChip at={item.due_at} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function CaseCards({ items }: { items: CaseItem[] }) {
  return (
    <ul class="card rows">
      {items.map((item) => (
        <li key={item.id}>
          <a class="row-link" href={`/ho-so/${item.id}`}>
            <span class="row-main">
              <span class="row-title">{item.title}</span>
              <span class="caption">{[item.number, item.holder_unit?.name ?? item.unit.name, time.since(ago(item.since))].join(" · ")}</span>
              <span class="chips">
                <Chip tone="blue">{item.state_title}</Chip>
                <DueChip at={item.due_at} />
              </span>
            </span>
            <ChevronRight size={20} aria-hidden="true" />
          </a>
        </li>
      ))}
    </ul>
  );
}

/** The steps of one process, as its definition names them. */
function StepChoice({ process, value, onChange }: { process: string; value: string; onChange: (state: string) => void }) {
  const states = useResource<{ states: { code: string; title: string; held_by: string | null }[] }>(`/processes/${process}`).data?.states ?? [];
  const steps = states.filter((state) => state.held_by !== "system");
  return <Choice id="buoc" title={text.step} value={value} choices={steps} onChange={onChange} />;
}

import { useState } from "preact/hooks";
import { ChevronRight, PackageOpen } from "lucide-preact";
import { Combobox } from "../components/combobox";
import { Field } from "../components/field";
import { Page } from "../components/page";
import { Chip, DueChip, Tabs } from "../components/parts";
import { SearchBox } from "../components/search-box";
import { Await, Empty, Failure, Loading } from "../components/states";
import { useMedia, useNearEnd } from "../components/virtual";
import { ago, capital } from "../format";
import { searchUnits, unitOption } from "../forms/controls";
import { withQuery, type Query } from "../http/client";
import type { CaseItem, ProcessDefinition, Unit } from "../http/types";
import { casesPath, laneQuery, useBoard, useCount } from "../resources/boards";
import { usePages, useResource } from "../resources/resource";
import { acting, isOfficer } from "../resources/session";
import { cases, common, time, transfers as text } from "../text/vi";
import { useFilters } from "../url";
import { ExportButton, filterBody } from "./export-dialog";
import { PackageDialog } from "./package-dialog";

const NAMES = ["xem", "q", "don_vi"] as const;

/** Who is on the way between units: waiting to be let go, going, coming, late, and wanted by nobody. */
export default function Transfers() {
  const definition = useBoard("chuyen-sinh-hoat");
  if (!definition.data?.board) {
    return (
      <Page title={text.title} failed={!!definition.error}>
        <Await of={definition}>{() => null}</Await>
      </Page>
    );
  }
  return <Lanes process={definition.data.code} board={definition.data.board} />;
}

function Lanes({ process, board }: { process: string; board: NonNullable<ProcessDefinition["board"]> }) {
  const { values, change } = useFilters(NAMES);
  const [taking, setTaking] = useState(false);
  const own = acting.value?.unit.id;
  const lane = board.lanes.find((known) => known.code === values.xem) ?? board.lanes[0]!;
  const counts = board.lanes.map((known) => useCount(laneQuery(process, known, values.don_vi, own, "")));
  return (
    <Page
      title={text.title}
      actions={
        isOfficer.value &&
        board.takes_packages && (
          <button type="button" class="button" onClick={() => setTaking(true)}>
            <PackageOpen size={20} aria-hidden="true" /> {text.fromPackage}
          </button>
        )
      }
    >
      <div class="stack">
        <Tabs
          label={text.tabs}
          items={board.lanes.map((known, index) => ({
            href: withQuery("/chuyen-sinh-hoat", { xem: known.code, don_vi: values.don_vi }),
            title: known.title,
            current: known === lane,
            count: counts[index] ?? null,
          }))}
        />
        <LaneList key={lane.code} query={laneQuery(process, lane, values.don_vi, own, values.q)} unitTitle={lane.side === "to" ? text.toUnit : text.fromUnit} q={values.q} unitId={values.don_vi} onChange={change} />
      </div>
      {taking && <PackageDialog unitId={own} onClose={() => setTaking(false)} />}
    </Page>
  );
}

interface LaneProps {
  query: Query;
  unitTitle: string;
  q: string;
  unitId: string;
  onChange: (changes: { q?: string | null; don_vi?: string | null }) => void;
}

function LaneList({ query, unitTitle, q, unitId, onChange }: LaneProps) {
  const isWide = useMedia("(min-width: 768px)");
  const list = usePages<CaseItem>(casesPath(query), 30);
  const end = useNearEnd(list.more, list.next !== null && !list.busy && !list.error);
  return (
    <>
      <div class="toolbar">
        <SearchBox label={cases.search} value={q} onChange={(next) => onChange({ q: next || null })} />
        <UnitFilter title={unitTitle} value={unitId} onChange={(don_vi) => onChange({ don_vi })} />
        {isOfficer.value && <ExportButton path="/cases/exports" body={filterBody(query)} what={list.total === null ? text.title.toLowerCase() : cases.count(list.total)} />}
      </div>
      <p class="muted list-count" role="status">
        {list.total !== null && !list.first ? cases.count(list.total) : ""}
      </p>
      {list.error && list.items.length === 0 ? (
        <Failure problem={list.error} onRetry={list.reload} />
      ) : list.first && list.busy ? (
        <Loading rows={6} />
      ) : list.items.length === 0 ? (
        <Nothing isFiltered={!!q || !!unitId} onClear={() => onChange({ q: null, don_vi: null })} />
      ) : isWide ? (
        <Table items={list.items} />
      ) : (
        <Cards items={list.items} />
      )}
      <div ref={end} class="list-end">
        {list.next && (
          <button type="button" class="button" aria-disabled={list.busy} onClick={list.more}>
            {common.loadMore}
          </button>
        )}
      </div>
    </>
  );
}

export function UnitFilter({ title, value, onChange }: { title: string; value: string; onChange: (id: string | null) => void }) {
  const unit = useResource<Unit>(value ? `/units/${value}` : null).data;
  return (
    <Field id="loc-don-vi" label={title}>
      <Combobox id="loc-don-vi" value={unit ? { id: unit.id, label: unit.name } : null} onChange={(option) => onChange(option?.id ?? null)} search={searchUnits} read={unitOption as never} placeholder={common.all} />
    </Field>
  );
}

function Nothing({ isFiltered, onClear }: { isFiltered: boolean; onClear: () => void }) {
  if (!isFiltered) return <Empty drawing="board" title={text.empty} text={text.emptyText} />;
  return (
    <Empty drawing="board" title={cases.noMatch} text={cases.noMatchText}>
      <button type="button" class="button" onClick={onClear}>
        {cases.clearFilters}
      </button>
    </Empty>
  );
}

function Table({ items }: { items: CaseItem[] }) {
  return (
    <div class="table-region" role="region" aria-label={text.region} tabIndex={0}>
      <table class="table">
        <caption class="sr-only">{text.title}</caption>
        <thead>
          <tr>
            <th scope="col">{cases.number}</th>
            <th scope="col">{text.who}</th>
            <th scope="col">{text.fromUnit}</th>
            <th scope="col">{cases.holder}</th>
            <th scope="col">{cases.state}</th>
            <th scope="col">{text.since}</th>
            <th scope="col">{cases.due}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr key={item.id}>
              <th scope="row" class="number">
                <a href={`/ho-so/${item.id}`}>{item.number}</a>
              </th>
              <td>{item.subject?.full_name ?? item.title}</td>
              <td class="cell-clip">{item.unit.name}</td>
              <td class="cell-clip">{item.holder_unit?.name}</td>
              <td>
                <Chip tone="blue">{item.state_title}</Chip>
              </td>
              <td>{capital(ago(item.since))}</td>
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

function Cards({ items }: { items: CaseItem[] }) {
  return (
    <ul class="card rows">
      {items.map((item) => (
        <li key={item.id}>
          <a class="row-link" href={`/ho-so/${item.id}`}>
            <span class="row-main">
              <span class="row-title">{item.subject?.full_name ?? item.title}</span>
              <span class="caption">{[item.number, item.unit.name, item.holder_unit && text.at(item.holder_unit.name), time.since(ago(item.since))].filter(Boolean).join(" · ")}</span>
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

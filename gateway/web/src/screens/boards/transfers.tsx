import { useState } from "preact/hooks";
import { ArrowRightLeft, FileSpreadsheet, PackageOpen } from "lucide-preact";
import { ListTools } from "../../components/list-tools";
import { Page } from "../../components/page";
import { Paged } from "../../components/paged";
import { placeName, Tabs } from "../../components/parts";
import { Await } from "../../components/states";
import { ago, capital } from "../../format";
import { withQuery, type Query } from "../../http/client";
import type { CaseItem, ProcessDefinition } from "../../http/types";
import { slugOf } from "../../resources/slug";
import { casesPath, laneQuery, useBoard, useCounts } from "../../resources/boards";
import { usePages } from "../../resources/resource";
import { acting, isOfficer } from "../../resources/session";
import { time } from "../../text/vi";
import { cases } from "../../text/vi-cases";
import { caseSheet } from "../cases/vi";
import { transfers as text } from "./vi";
import { useFilters } from "../../url";
import { CASE_COLUMNS, CaseRows, subjectOf, type CaseLook } from "../cases/case-rows";
import { ExportButton, filterBody } from "../acts/export-dialog";
import { PackageDialog } from "./package-dialog";
import { UnitFilter } from "../units/unit-filter";

const NAMES = ["xem", "q", "don_vi"] as const;

const LOOK: CaseLook = {
  caption: text.title,
  region: text.region,
  columns: [
    { title: text.who, isCut: true, of: subjectOf },
    { title: text.fromUnit, class: "cell-clip", isCut: true, of: (item) => placeName(item.unit) },
    { title: cases.holder, class: "cell-clip", isCut: true, of: (item) => placeName(item.holder_unit) },
    CASE_COLUMNS.state,
    { title: text.since, of: (item) => capital(ago(item.since)) },
    CASE_COLUMNS.due,
  ],
  title: subjectOf,
  line: (item) => [
    item.state_title,
    placeName(item.unit),
    item.holder_unit && text.at(placeName(item.holder_unit)),
    item.number,
    time.since(ago(item.since)),
  ],
};

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
  return (
    <Lanes
      process={definition.data.code}
      title={definition.data.title}
      board={definition.data.board}
      hasSheet={!!definition.data.members_sheet}
    />
  );
}

function Lanes({
  process,
  title,
  board,
  hasSheet,
}: {
  process: string;
  title: string;
  board: NonNullable<ProcessDefinition["board"]>;
  hasSheet: boolean;
}) {
  const { values, change } = useFilters(NAMES);
  const [taking, setTaking] = useState(false);
  const own = acting.value?.unit.id;
  const lane = board.lanes.find((known) => known.code === values.xem) ?? board.lanes[0]!;
  const counts = useCounts(board.lanes.map((known) => laneQuery(process, known, values.don_vi, own, "")));
  return (
    <Page
      title={text.title}
      actions={
        isOfficer.value && (
          <>
            <a class="button button-primary" href={`/ho-so/moi/${slugOf(title)}`}>
              <ArrowRightLeft size={20} aria-hidden="true" /> {text.one}
            </a>
            {hasSheet && (
              <a class="button" href={withQuery(`/ho-so/bang-doan-vien/${slugOf(title)}`, { don_vi: values.don_vi })}>
                <FileSpreadsheet size={20} aria-hidden="true" /> {caseSheet.link}
              </a>
            )}
            {board.takes_packages && (
              <button type="button" class="button" onClick={() => setTaking(true)}>
                <PackageOpen size={20} aria-hidden="true" /> {text.fromPackage}
              </button>
            )}
          </>
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
        <LaneList
          key={lane.code}
          query={laneQuery(process, lane, values.don_vi, own, values.q)}
          unitTitle={lane.side === "to" ? text.toUnit : text.fromUnit}
          q={values.q}
          unitId={values.don_vi}
          onChange={change}
        />
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
  const list = usePages<CaseItem>(casesPath(query), 30);
  const isFiltered = !!q || !!unitId;
  return (
    <>
      <ListTools
        list={list}
        search={{ label: cases.search, value: q, onChange: (next) => onChange({ q: next || null }) }}
        filters={<UnitFilter title={unitTitle} value={unitId} onChange={(don_vi) => onChange({ don_vi })} />}
        active={unitId ? 1 : 0}
        onClear={() => onChange({ q: null, don_vi: null })}
      >
        {isOfficer.value && (
          <ExportButton
            path="/cases/exports"
            body={filterBody(query)}
            what={list.total === null ? text.title.toLowerCase() : cases.count(list.total)}
          />
        )}
      </ListTools>
      <Paged
        list={list}
        count={cases.count}
        shapes={6}
        endless
        empty={{ drawing: "board", title: text.empty, text: text.emptyText }}
        noMatch={
          isFiltered && {
            title: cases.noMatch,
            text: cases.noMatchText,
            clear: cases.clearFilters,
            onClear: () => onChange({ q: null, don_vi: null }),
          }
        }
      >
        {(items) => <CaseRows items={items} look={LOOK} />}
      </Paged>
    </>
  );
}

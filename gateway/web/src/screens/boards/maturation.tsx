import { useEffect, useState } from "preact/hooks";
import { ListTools } from "../../components/list-tools";
import { Page } from "../../components/page";
import { ListCount, Paged } from "../../components/paged";
import { Chip, DueChip, Progress, Tabs } from "../../components/parts";
import { Await, Empty, Loading } from "../../components/states";
import { withQuery, type Query } from "../../http/client";
import type { Action, Case, CaseItem, Lane, Page as Items } from "../../http/types";
import { outcomes } from "../../resources/bulk";
import { wordOf } from "../../resources/address-words";
import { casesPath, laneQuery, useBoard, useCounts } from "../../resources/boards";
import type { Campaign, CampaignItem, CampaignKinds } from "../../resources/campaigns";
import { usePages, useResource } from "../../resources/resource";
import { acting, isOfficer, positionAt } from "../../resources/session";
import { bulk, cases } from "../../text/vi-cases";
import { maturation as text } from "./vi";
import { campaigns } from "../campaigns/vi";
import { useFilters } from "../../url";
import { Running } from "../bulk/bulk-running";
import { BulkDialog } from "../bulk/bulk-dialog";
import { OpenButton } from "../campaigns/campaign-open";
import { ExportButton, filterBody } from "../acts/export-dialog";
import { UnitFilter } from "../units/unit-filter";

const NAMES = ["buoc", "q", "don_vi"] as const;

/** Who comes of age this year, chapter by chapter and step by step; those who are ticked go on together. */
export default function Maturation() {
  const definition = useBoard("truong-thanh");
  useEffect(() => {
    outcomes.value = new Map();
  }, []);
  return (
    <Page title={text.title} below={<p class="muted">{text.lead}</p>} failed={!!definition.error}>
      <Await of={definition}>
        {(known) => (
          <div class="stack">
            {known.has_campaigns && <YearLists process={known.code} />}
            {known.board && <Steps process={known.code} lanes={known.board.lanes} />}
          </div>
        )}
      </Await>
    </Page>
  );
}

/** The lists of this year; where there is none, those who may open one are offered it. */
function YearLists({ process }: { process: string }) {
  const found = useResource<Items<CampaignItem>>(
    withQuery("/campaigns", { process, year: new Date().getFullYear(), limit: 20 }),
  );
  const kinds = useResource<CampaignKinds>("/campaigns/kinds");
  const lists = (found.data?.items ?? []).filter((list) => list.state !== "CANCELLED");
  const mayOpen =
    isOfficer.value && !!kinds.data?.form_schema && kinds.data.items.some((kind) => kind.process === process);
  if (!found.data || !kinds.data) return <Await of={found}>{() => null}</Await>;
  if (lists.length > 0) return lists.map((list) => <ListCard key={list.id} id={list.id} />);
  return (
    <Empty drawing="flag" title={text.noList} text={mayOpen ? text.noListOpen : text.noListWait}>
      {mayOpen && <OpenButton kinds={kinds.data} process={process} label={text.open} />}
    </Empty>
  );
}

/** How far one year's list is. */
function ListCard({ id }: { id: string }) {
  const list = useResource<Campaign>(`/campaigns/${id}`).data;
  if (!list) return <Loading rows={2} />;
  const label = campaigns.progress(list.done, list.total);
  return (
    <section class="card">
      <div class="card-head">
        <h2>{list.title}</h2>
        <a href={`/dot/${id}`}>{text.byUnit}</a>
      </div>
      <p>
        {list.unit.name} · {label}
      </p>
      <Progress label={`${list.title}: ${label}`} done={list.done} total={list.total} />
    </section>
  );
}

/** The steps at which people wait for someone, as the definition has them. */
function Steps({ process, lanes }: { process: string; lanes: Lane[] }) {
  const { values, change } = useFilters(NAMES, { buoc: lanes });
  const own = acting.value?.unit.id;
  const counts = useCounts(lanes.map((lane) => laneQuery(process, lane, values.don_vi, own, "")));
  const current =
    lanes.find((lane) => lane.code === values.buoc) ??
    lanes[
      Math.max(
        0,
        counts.findIndex((count) => count),
      )
    ]!;
  return (
    <>
      <Tabs
        label={cases.step}
        items={lanes.map((lane, index) => ({
          href: withQuery("/truong-thanh", { buoc: wordOf(lanes, lane.code), don_vi: values.don_vi }),
          title: lane.title,
          current: lane === current,
          count: counts[index] ?? null,
        }))}
      />
      <StepList
        key={current.code}
        query={laneQuery(process, current, values.don_vi, own, values.q)}
        isFiltered={!!values.q || !!values.don_vi}
        q={values.q}
        unit={values.don_vi}
        onChange={change}
      />
    </>
  );
}

interface StepProps {
  query: Query;
  isFiltered: boolean;
  q: string;
  unit: string;
  onChange: (changes: { q?: string | null; don_vi?: string | null }) => void;
}

function StepList({ query, isFiltered, q, unit, onChange }: StepProps) {
  const list = usePages<CaseItem>(casesPath(query), 100);
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const chosen = list.items.filter((item) => ticked.has(item.id));
  const toggle = (ids: string[]) => {
    const all = ids.every((id) => ticked.has(id));
    setTicked(new Set(all ? [...ticked].filter((id) => !ids.includes(id)) : [...ticked, ...ids]));
  };
  return (
    <>
      <ListTools
        list={list}
        search={{ label: cases.search, value: q, onChange: (next) => onChange({ q: next || null }) }}
        filters={<UnitFilter title={text.unit} value={unit} onChange={(don_vi) => onChange({ don_vi })} />}
        active={unit ? 1 : 0}
        onClear={() => onChange({ q: null, don_vi: null })}
      >
        {isOfficer.value && (
          <ExportButton path="/cases/exports" body={filterBody(query)} what={cases.count(list.total ?? 0)} />
        )}
      </ListTools>
      <ListCount list={list} count={cases.count} />
      <Running />
      <Paged
        list={list}
        shapes={6}
        empty={{ title: text.nobody, text: text.nobodyText }}
        noMatch={isFiltered && { title: cases.noMatch, text: cases.noMatchText }}
      >
        {(items) =>
          chaptersOf(items).map((rows) => (
            <Chapter key={rows[0]!.unit.id} rows={rows} ticked={ticked} onToggle={toggle} />
          ))
        }
      </Paged>
      {list.items.length > 0 && (
        <StepBar
          chosen={chosen}
          total={list.items.length}
          onSettled={(failed) => setTicked(new Set(failed))}
          onSent={() => setTicked(new Set())}
        />
      )}
    </>
  );
}

/** Cases of one chapter stand together, chapters by name. */
export function chaptersOf(items: CaseItem[]): CaseItem[][] {
  const byUnit = new Map<string, CaseItem[]>();
  for (const item of items) byUnit.set(item.unit.id, [...(byUnit.get(item.unit.id) ?? []), item]);
  return [...byUnit.values()].sort((a, b) => a[0]!.unit.name.localeCompare(b[0]!.unit.name, "vi"));
}

function Chapter({
  rows,
  ticked,
  onToggle,
}: {
  rows: CaseItem[];
  ticked: ReadonlySet<string>;
  onToggle: (ids: string[]) => void;
}) {
  const unit = rows[0]!.unit;
  return (
    <section class="card" aria-label={unit.name}>
      <div class="card-head">
        <h2>{unit.name}</h2>
        <button
          type="button"
          class="link"
          aria-label={text.pickAllOf(unit.name, rows.length)}
          onClick={() => onToggle(rows.map((row) => row.id))}
        >
          {text.pickAll(rows.length)}
        </button>
      </div>
      <ul class="rows">
        {rows.map((row) => (
          <li key={row.id} class="pick-line">
            <label class="check pick-box">
              <input
                type="checkbox"
                checked={ticked.has(row.id)}
                aria-label={bulk.pickRow(row.number)}
                onChange={() => onToggle([row.id])}
              />
            </label>
            <Row row={row} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Row({ row }: { row: CaseItem }) {
  const outcome = outcomes.value.get(row.id);
  return (
    <span class="row-main">
      <a href={`/ho-so/${row.id}`}>{row.subject?.full_name ?? row.title}</a>
      <span class="chips">
        <span class="caption">{row.number}</span>
        <DueChip at={row.due_at} />
        {row.warnings?.map((warning) => (
          <Chip key={warning.text} tone="gold">
            {warning.text}
          </Chip>
        ))}
      </span>
      {outcome && !outcome.ok && <span class="red-text">{outcome.detail ?? bulk.failed}</span>}
    </span>
  );
}

interface BarProps {
  chosen: CaseItem[];
  total: number;
  onSent: () => void;
  onSettled: (failed: string[]) => void;
}

/** All rows stand at one step: what the first of them allows is asked for all, and each is answered for itself. */
function StepBar({ chosen, total, onSent, onSettled }: BarProps) {
  const [acted, setActed] = useState<Action | null>(null);
  const first = useResource<Case>(chosen[0] ? `/cases/${chosen[0].id}` : null).data;
  const actions = chosen.length > 0 ? (first?.allowed_actions ?? []) : [];
  const position = positionAt(first?.holder.unit?.id) ?? "";
  return (
    <div class="action-bar bulk-bar">
      <p role="status">{bulk.chosen(chosen.length, total)}</p>
      <div class="buttons">
        {actions.map((action) => (
          <button
            key={action.action}
            type="button"
            class={`button ${action.primary ? "button-primary" : action.destructive ? "button-danger-plain" : ""}`}
            onClick={() => setActed(action)}
          >
            {bulk.act(action.label, chosen.length)}
          </button>
        ))}
        {first && chosen.length > 0 && actions.length === 0 && <p class="caption">{text.noActions}</p>}
      </div>
      {acted && (
        <BulkDialog
          action={acted}
          which={{ case_ids: chosen.map((item) => item.id) }}
          first={chosen[0]!.id}
          count={chosen.length}
          position={position}
          onClose={() => setActed(null)}
          onSent={() => (setActed(null), onSent())}
          onSettled={(failed) => failed.length > 0 && onSettled(failed)}
        />
      )}
    </div>
  );
}

import { useRoute } from "preact-iso";
import { useState } from "preact/hooks";
import { Download } from "lucide-preact";
import { Page } from "../components/page";
import { Await, Empty } from "../components/states";
import { useMedia } from "../components/virtual";
import { outgoing } from "../forms/schema";
import { SchemaForm } from "../forms/schema-form";
import { withQuery } from "../http/client";
import { RATING, type Grid, type GridRow, type GridSummary } from "../resources/campaigns";
import { actOn, itemsOf, useDrafts, useFreshStart, useParts } from "../resources/rating";
import { useResource } from "../resources/resource";
import { rating as text } from "../text/vi";
import { GridBar } from "./grid-bar";
import { RatingCards } from "./rating-cards";
import { RatingGrid, Standing } from "./rating-grid";
import { RowDialog } from "./rating-row";
import { SheetUpload } from "./rating-sheet";

/** A chapter's members in one campaign: known, rated, sent up and recognised in one grid. */
export default function RatingScreen() {
  const { dot, unit } = useRoute().params as { dot: string; unit: string };
  const found = useResource<Grid>(withQuery(`/campaigns/${dot}/rows`, { unit_id: unit, limit: 500 }));
  useFreshStart();
  return (
    <Page title={found.data ? text.title(found.data.unit.name) : text.plain} above={<a href={`/dot/${dot}`}>{text.campaign}</a>} wide>
      <Await of={found} rows={8}>
        {(grid) => (grid.items.length === 0 ? <Empty drawing="board" title={text.empty} text={text.emptyText} /> : grid.summary.choices ? <Filled key={unit} grid={grid} campaignId={dot} /> : <Plain key={unit} rows={grid.items} />)}
      </Await>
    </Page>
  );
}

/** Rows of a process without ratings: where each stands, and what can be done with all of them. */
function Plain({ rows }: { rows: GridRow[] }) {
  return (
    <div class="stack">
      <ul class="card rows">
        {rows.map((row) => (
          <li key={row.id}>
            <a class="row-link" href={`/ho-so/${row.id}`}>
              <span class="row-main">
                <span class="row-title">{row.subject?.full_name ?? row.title}</span>
                <span class="caption">{row.number}</span>
              </span>
              <Standing row={row} />
            </a>
          </li>
        ))}
      </ul>
      <GridBar rows={rows} />
    </div>
  );
}

function Filled({ grid, campaignId }: { grid: Grid; campaignId: string }) {
  const { drafts, put, change } = useDrafts(`grid.${campaignId}.${grid.unit.id}`);
  const [meeting, setMeeting] = useState<Record<string, unknown>>(() => knownMeeting(grid));
  const [allAgree, setAllAgree] = useState(true);
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const [detail, setDetail] = useState<GridRow | null>(null);
  const isWide = useMedia("(min-width: 900px)");
  const { own, shared, names } = useParts(grid);
  const rows = grid.items;
  const choices = grid.summary.choices ?? [];
  // A row that the rules refuse just now may be filled in all the same: another rating may be right.
  const canFill = (row: GridRow) => [...row.allowed_actions, ...row.refused_actions].some(({ action }) => action === grid.action);
  const dropDone = (done: Set<string>) => put(Object.fromEntries(Object.entries(drafts).filter(([id]) => !done.has(id))));
  const toggle = (id: string) => {
    const next = new Set(picked);
    if (!next.delete(id)) next.add(id);
    setPicked(next);
  };
  const save = () => {
    const form = outgoing(shared, meeting);
    const items = itemsOf(rows, drafts, choices.map((choice) => choice.code), names, form["present"], allAgree);
    void actOn(grid.action!, items, form, "", dropDone);
  };
  const view = {
    rows,
    choices,
    drafts,
    picked,
    canFill,
    onRate: (row: GridRow, code: string) => canFill(row) && change(row.id, { [RATING]: code }),
    onDetail: setDetail,
    onToggle: toggle,
    onPickAll: () => setPicked(new Set(picked.size ? [] : rows.map((row) => row.id))),
  };
  return (
    <div class="stack">
      <Tools campaignId={campaignId} grid={grid} onRead={(read) => put({ ...drafts, ...read })} />
      {rows.some(canFill) && (
        <details class="card rating-meeting" open>
          <summary>{text.meeting}</summary>
          <SchemaForm schema={shared} form={meeting} onChange={setMeeting} />
          <label class="check">
            <input type="checkbox" checked={allAgree} onChange={(event) => setAllAgree(event.currentTarget.checked)} />
            <span>{text.allAgree}</span>
          </label>
        </details>
      )}
      <CapMeter summary={grid.summary} />
      {isWide ? <RatingGrid {...view} /> : <RatingCards {...view} />}
      <GridBar rows={rows} picked={picked} unsaved={Object.keys(drafts).length} onSave={save} />
      {detail && (
        <RowDialog
          row={detail}
          draft={drafts[detail.id]}
          schema={own}
          names={names}
          isOpen={canFill(detail)}
          onClose={() => setDetail(null)}
          onKeep={(draft) => {
            change(detail.id, draft);
            setDetail(null);
          }}
        />
      )}
    </div>
  );
}

/** The meeting as it was recorded for a row already. */
function knownMeeting(grid: Grid): Record<string, unknown> {
  const held = grid.items.map((row) => row.facts.meeting).find((meeting) => meeting?.["met_on"]);
  const known = held ?? { members_total: grid.summary.members_total };
  return Object.fromEntries(Object.entries(known).filter(([, value]) => value !== null && value !== undefined));
}

function CapMeter({ summary: { cap } }: { summary: GridSummary }) {
  if (!cap) return null;
  return (
    <p class={cap.best > cap.most ? "box box-gold" : "box"} role="status">
      {text.cap(cap.best, cap.most, cap.percent)} <meter min={0} max={Math.max(cap.most, cap.best, 1)} high={cap.most} value={cap.best} />
    </p>
  );
}

function Tools({ campaignId, grid, onRead }: { campaignId: string; grid: Grid; onRead: (drafts: Record<string, Record<string, unknown>>) => void }) {
  const [isOpen, setIsOpen] = useState(false);
  const href = withQuery(`/api/v1/campaigns/${campaignId}/sheet.xlsx`, { unit_id: grid.unit.id });
  return (
    <div class="toolbar">
      <a class="button" href={href} download>
        <Download size={20} aria-hidden="true" /> {text.download}
      </a>
      <button type="button" class="button" onClick={() => setIsOpen(true)}>
        {text.upload}
      </button>
      {isOpen && (
        <SheetUpload
          path={`/campaigns/${campaignId}/sheet`}
          unitId={grid.unit.id}
          onClose={() => setIsOpen(false)}
          onRead={(read) => {
            onRead(read);
            setIsOpen(false);
          }}
        />
      )}
    </div>
  );
}

import type { ComponentChildren } from "preact";
import { useRoute } from "preact-iso";
import { useState } from "preact/hooks";
import { Download } from "lucide-preact";
import { FileButton } from "../../components/file-button";
import { Page } from "../../components/page";
import { More } from "../../components/paged";
import { Empty, Failure, Loading } from "../../components/states";
import { outgoing } from "../../forms/schema";
import { withQuery } from "../../http/client";
import type { Drafts, Grid, GridRow } from "../../resources/campaigns";
import { actOn, itemsOf, useFreshStart } from "../../resources/rating";
import { usePages, type PagedList } from "../../resources/resource";
import { rating as text } from "../../text/vi-rating";
import { campaignWaiting } from "../campaigns/vi";
import { GridBar } from "../campaigns/grid-bar";
import { Standing } from "./rating-grid";
import { Alike, RateAll } from "./rating-alike";
import { Meeting } from "./rating-meeting";
import { SheetUpload } from "./rating-sheet";
import { OverShare } from "./rating-tally";
import { RatingRows, useRatingRows } from "./rating-view";

const PAGE = 500;

/** A chapter's members in one campaign: known, rated, sent up and recognised in one grid. */
export default function RatingScreen() {
  const { dot, unit } = useRoute().params as { dot: string; unit: string };
  const list = usePages<GridRow>(withQuery(`/campaigns/${dot}/rows`, { unit_id: unit }), PAGE);
  const head = list.head as Grid | null;
  useFreshStart();
  return (
    <Page
      title={head ? text.title(head.unit.name) : text.plain}
      above={<a href={`/dot/${dot}`}>{text.campaign}</a>}
      failed={!!list.error && !head}
      wide
    >
      {list.error && !head && <Failure problem={list.error} onRetry={list.retry} />}
      {list.first && list.busy && <Loading rows={8} />}
      {head && list.items.length === 0 && <Empty drawing="board" title={text.empty} text={text.emptyText} />}
      {head && list.items.length > 0 && (
        <Rows
          key={unit}
          grid={{ ...head, items: list.items }}
          campaignId={dot}
          more={list.next && <Rest list={list} />}
        />
      )}
    </Page>
  );
}

const Rows = ({ grid, ...more }: FilledProps) =>
  grid.summary.choices ? <Filled grid={grid} {...more} /> : <PlainRows rows={grid.items} more={more.more} />;

/** A unit with more members than one page holds goes on with the next. */
function Rest({ list }: { list: PagedList<GridRow> }) {
  return (
    <>
      <p class="muted">{text.shown(list.items.length)}</p>
      <More list={list} />
    </>
  );
}

interface FilledProps {
  grid: Grid;
  campaignId: string;
  more: ComponentChildren;
}

/** Rows of a process without ratings: where each stands, and what can be done with all of them. */
export function PlainRows({
  rows,
  more,
  asksFirst = false,
}: {
  rows: GridRow[];
  more?: ComponentChildren;
  asksFirst?: boolean;
}) {
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
      {more}
      <GridBar rows={rows} asksFirst={asksFirst} />
    </div>
  );
}

function Filled({ grid, campaignId, more }: FilledProps) {
  const filled = useRatingRows(grid, `grid.${campaignId}.${grid.unit.id}`);
  const [meeting, setMeeting] = useState<Record<string, unknown>>(() => knownMeeting(grid));
  const [allAgree, setAllAgree] = useState(true);
  const [isShared, setIsShared] = useState(false);
  const { view, rows, share, put, own, shared, names, alike, changeAlike, rateAlike, dropDone } = filled;
  const { drafts, picked, choices, canFill } = view;
  const save = () => {
    const form = outgoing(shared, meeting);
    const items = itemsOf(
      rows,
      drafts,
      choices.map((choice) => choice.code),
      names,
      form["present"],
      allAgree,
    );
    void actOn(grid.action!, items, form, "", dropDone);
  };
  return (
    <div class="stack">
      <Tools campaignId={campaignId} grid={grid} onRead={(read) => put({ ...drafts, ...read })} />
      {rows.some(canFill) && (
        <Meeting schema={shared} form={meeting} onChange={setMeeting} allAgree={allAgree} onAllAgree={setAllAgree} />
      )}
      <RatingRows filled={filled} />
      {more}
      <GridBar
        rows={rows}
        picked={picked}
        warning={<OverShare share={share} />}
        unsaved={Object.keys(drafts).length}
        onSave={save}
        more={
          alike.length > 0
            ? [{ key: "alike", label: campaignWaiting.alike(alike.length), onPick: () => setIsShared(true) }]
            : []
        }
      >
        {alike.length > 0 && <RateAll count={alike.length} choices={choices} onRate={rateAlike} />}
      </GridBar>
      {isShared && (
        <Alike
          rows={alike}
          schema={own}
          onClose={() => setIsShared(false)}
          onKeep={(form) => {
            changeAlike(form);
            setIsShared(false);
          }}
        />
      )}
    </div>
  );
}

/** The meeting as it was recorded for a row already. */
function knownMeeting(grid: Grid): Record<string, unknown> {
  const held = grid.items.map((row) => row.facts.meeting).find((meeting) => meeting?.["met_on"]);
  const known = held ?? { members_total: grid.summary.members_total, ...grid.summary.meeting };
  return Object.fromEntries(Object.entries(known).filter(([, value]) => value !== null && value !== undefined));
}

interface ToolsProps {
  campaignId: string;
  grid: Grid;
  onRead: (drafts: Drafts) => void;
}

/** The grid out as a workbook, and back filled in. */
export function Tools({ campaignId, grid, onRead }: ToolsProps) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <div class="toolbar rating-tools">
      <FileButton path={withQuery(`/campaigns/${campaignId}/sheet.xlsx`, { unit_id: grid.unit.id })}>
        <Download size={20} aria-hidden="true" /> {text.download}
      </FileButton>
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

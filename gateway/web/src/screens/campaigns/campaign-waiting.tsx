import type { ComponentChildren } from "preact";
import { useRoute } from "preact-iso";
import { useState } from "preact/hooks";
import { Page } from "../../components/page";
import { More } from "../../components/paged";
import { Empty, Failure, Loading } from "../../components/states";
import { withQuery } from "../../http/client";
import type { Action, Case } from "../../http/types";
import { decide, runningJob } from "../../resources/bulk";
import type { ActionForAll, Grid, GridRow } from "../../resources/campaigns";
import { actOn, itemsOf, useFreshStart } from "../../resources/rating";
import { usePages, useResource, type PagedList } from "../../resources/resource";
import { common } from "../../text/vi";
import { rating } from "../../text/vi-rating";
import { campaignWaiting as text } from "./vi";
import { useFilters } from "../../url";
import { ActDialog, type Given } from "../acts/act-dialog";
import { Running } from "../bulk/bulk-running";
import { GridBar } from "./grid-bar";
import { PlainRows } from "../ratings/rating";
import { Alike, RateAll } from "../ratings/rating-alike";
import { RatingRows, useRatingRows } from "../ratings/rating-view";

const PAGE = 200;

/**
 * All cases of a campaign at a unit and below it that wait for the reader's office, in one grid that goes on page by
 * page.
 */
export default function CampaignWaiting() {
  const { id } = useRoute().params as { id: string };
  const { values } = useFilters(["don_vi"] as const);
  const list = usePages<GridRow>(
    withQuery(`/campaigns/${id}/rows`, { unit_id: values.don_vi, below: true, waiting: true }),
    PAGE,
  );
  const head = list.head as Grid | null;
  useFreshStart();
  return (
    <Page
      title={head ? text.title(head.unit.name) : text.plain}
      above={<a href={withQuery(`/dot/${id}`, { don_vi: values.don_vi })}>{rating.campaign}</a>}
      failed={!!list.error && !head}
      wide
    >
      <div class="stack">
        <Running />
        {list.error && !head && <Failure problem={list.error} onRetry={list.retry} />}
        {list.first && list.busy && <Loading rows={8} />}
        {head && list.items.length === 0 && <Empty drawing="badge" title={text.empty} text={text.emptyText} />}
        {head && list.items.length > 0 && (
          <Waiting key={head.unit.id} grid={{ ...head, items: list.items }} list={list} campaignId={id} />
        )}
      </div>
    </Page>
  );
}

interface WaitingProps {
  grid: Grid;
  list: PagedList<GridRow>;
  campaignId: string;
}

function Waiting({ grid, list, campaignId }: WaitingProps) {
  const more = <More list={list} />;
  return (
    <>
      <p class="muted list-count" role="status">
        {list.next ? text.countOf(grid.items.length, grid.total ?? grid.items.length) : text.count(grid.items.length)}
      </p>
      <ForAll grid={grid} campaignId={campaignId} />
      {grid.summary.choices ? (
        <Rated grid={grid} campaignId={campaignId} more={more} />
      ) : (
        <PlainRows rows={grid.items} more={more} asksFirst />
      )}
    </>
  );
}

/**
 * Acts upon everything that waits, whether it is on the screen or not: one job, which can be taken back for some
 * seconds.
 */
function ForAll({ grid, campaignId }: { grid: Grid; campaignId: string }) {
  const [asked, setAsked] = useState<ActionForAll | null>(null);
  const shown = ({ action }: Action) =>
    grid.items.filter((row) => row.allowed_actions.some((one) => one.action === action)).length;
  const acts = (grid.for_all ?? []).filter((each) => each.count > shown(each));
  const send = async (action: ActionForAll, { note, key }: Given) => {
    const matching = { campaign_id: campaignId, unit_id: grid.unit.id };
    await decide(action, { matching }, {}, note ?? "", () => undefined, key);
    setAsked(null);
  };
  return (
    <>
      {acts.length > 0 && (
        <div class="box buttons">
          <span>{text.unseen}</span>
          {acts.map((each) => (
            <button
              key={each.action}
              type="button"
              class="button"
              aria-disabled={runningJob.value !== null}
              onClick={() => runningJob.value || setAsked(each)}
            >
              {text.forAll(each.label, each.count)}
            </button>
          ))}
        </div>
      )}
      {asked && (
        <AllDialog
          asked={asked}
          first={grid.items.find((row) => row.allowed_actions.some((one) => one.action === asked.action))}
          onClose={() => setAsked(null)}
          send={(given) => send(asked, given)}
        />
      )}
    </>
  );
}

interface AllDialogProps {
  asked: ActionForAll;
  /** A case that the act would be carried out on; it tells what comes of that. */
  first: GridRow | undefined;
  send: (given: Given) => Promise<void>;
  onClose: () => void;
}

function AllDialog({ asked, first, send, onClose }: AllDialogProps) {
  const whole = useResource<Case>(first ? `/cases/${first.id}` : null).data;
  const consequences = whole?.allowed_actions.find((one) => one.action === asked.action)?.consequences ?? [];
  const label = text.forAll(asked.label, asked.count);
  return (
    <ActDialog
      title={common.question(label)}
      action={{ ...asked, label, consequences: [...consequences, ...text.forAllMeans] }}
      asksNote={asked.needs_note ?? false}
      onClose={onClose}
      onReload={() => undefined}
      send={send}
    />
  );
}

/** Each row is rated by itself, or those that are ticked together; then all of it is decided at once. */
function Rated({ grid, campaignId, more }: { grid: Grid; campaignId: string; more: ComponentChildren }) {
  const filled = useRatingRows(grid, `grid.${campaignId}.${grid.unit.id}.above`);
  const [isShared, setIsShared] = useState(false);
  const { view, rows, alike, changeAlike, rateAlike, own, names, dropDone } = filled;
  const { drafts, picked, choices, canFill } = view;
  const touched = rows.filter((row) => drafts[row.id] && canFill(row));
  const action = rows.flatMap((row) => row.allowed_actions).find((one) => one.action === grid.action);
  const save = () =>
    void actOn(
      grid.action!,
      itemsOf(
        touched,
        drafts,
        choices.map((choice) => choice.code),
        names,
        null,
        false,
      ),
      {},
      "",
      dropDone,
    );
  return (
    <>
      <RatingRows filled={filled} hasUnits />
      {more}
      <GridBar
        rows={rows}
        picked={picked}
        asksFirst
        more={
          alike.length > 0 ? [{ key: "alike", label: text.alike(alike.length), onPick: () => setIsShared(true) }] : []
        }
        {...(action && { filling: { action, rows: touched, onSave: save } })}
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
    </>
  );
}

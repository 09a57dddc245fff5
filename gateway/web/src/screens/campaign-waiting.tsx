import { useRoute } from "preact-iso";
import { useState } from "preact/hooks";
import { Dialog } from "../components/dialog";
import { Page } from "../components/page";
import { Await, Empty } from "../components/states";
import { outgoing } from "../forms/schema";
import { SchemaForm } from "../forms/schema-form";
import { withQuery } from "../http/client";
import type { Schema } from "../http/types";
import { type Grid, type GridRow, type RowDraft } from "../resources/campaigns";
import { actOn, itemsOf, useFreshStart } from "../resources/rating";
import { useResource } from "../resources/resource";
import { common, campaignWaiting as text, rating } from "../text/vi";
import { useFilters } from "../url";
import { GridBar } from "./grid-bar";
import { PlainRows } from "./rating";
import { RatingRows, useRatingRows } from "./rating-view";

/** All cases of a campaign at a unit and below it that wait for the reader's office, in one grid. */
export default function CampaignWaiting() {
  const { id } = useRoute().params as { id: string };
  const { values } = useFilters(["don_vi"] as const);
  const found = useResource<Grid>(withQuery(`/campaigns/${id}/rows`, { unit_id: values.don_vi, below: true, waiting: true, limit: 500 }));
  useFreshStart();
  return (
    <Page title={found.data ? text.title(found.data.unit.name) : text.plain} above={<a href={withQuery(`/dot/${id}`, { don_vi: values.don_vi })}>{rating.campaign}</a>} failed={!!found.error && !found.data} wide>
      <Await of={found} rows={8}>
        {(grid) => (grid.items.length === 0 ? <Empty drawing="badge" title={text.empty} text={text.emptyText} /> : <Waiting key={grid.unit.id} grid={grid} campaignId={id} />)}
      </Await>
    </Page>
  );
}

function Waiting({ grid, campaignId }: { grid: Grid; campaignId: string }) {
  return (
    <div class="stack">
      <p class="muted list-count" role="status">
        {text.count(grid.items.length)} {grid.next && text.more}
      </p>
      {grid.summary.choices ? <Rated grid={grid} campaignId={campaignId} /> : <PlainRows rows={grid.items} asksFirst />}
    </div>
  );
}

/** Each row is rated by itself, or those that are ticked together; then all of it is decided at once. */
function Rated({ grid, campaignId }: { grid: Grid; campaignId: string }) {
  const filled = useRatingRows(grid, `grid.${campaignId}.${grid.unit.id}.above`);
  const [isShared, setIsShared] = useState(false);
  const { view, put, own, names, dropDone } = filled;
  const { rows, drafts, picked, choices, canFill } = view;
  const touched = rows.filter((row) => drafts[row.id] && canFill(row));
  const alike = rows.filter((row) => picked.has(row.id) && canFill(row));
  const action = rows.flatMap((row) => row.allowed_actions).find((one) => one.action === grid.action);
  const save = () => void actOn(grid.action!, itemsOf(touched, drafts, choices.map((choice) => choice.code), names, null, false), {}, "", dropDone);
  return (
    <>
      <RatingRows filled={filled} hasUnits />
      <GridBar rows={rows} picked={picked} asksFirst {...(action && { filling: { action, rows: touched, onSave: save } })}>
        {alike.length > 0 && (
          <button type="button" class="button" onClick={() => setIsShared(true)}>
            {text.alike(alike.length)}
          </button>
        )}
      </GridBar>
      {isShared && (
        <Alike
          rows={alike}
          schema={own}
          onClose={() => setIsShared(false)}
          onKeep={(form) => {
            put({ ...drafts, ...Object.fromEntries(alike.map((row) => [row.id, { ...drafts[row.id], ...form }])) });
            setIsShared(false);
          }}
        />
      )}
    </>
  );
}

interface AlikeProps {
  rows: GridRow[];
  schema: Schema;
  onKeep: (form: RowDraft) => void;
  onClose: () => void;
}

/** The same words for all ticked rows; what is left blank stays as each row has it. */
function Alike({ rows, schema, onKeep, onClose }: AlikeProps) {
  const [form, setForm] = useState<RowDraft>({});
  const blank = { ...schema, required: [] };
  const keep = (event: Event) => {
    event.preventDefault();
    onKeep(outgoing(schema, form));
  };
  return (
    <Dialog title={text.alike(rows.length)} onClose={onClose} wide>
      <form class="form" noValidate onSubmit={keep}>
        <p class="caption">{text.alikeText}</p>
        <SchemaForm schema={blank} form={form} onChange={setForm} />
        <div class="dialog-actions">
          <button type="button" class="button" onClick={onClose}>
            {common.cancel}
          </button>
          <button type="submit" class="button button-primary">
            {rating.apply}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

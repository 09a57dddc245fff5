import { useRoute } from "preact-iso";
import { Line } from "../../components/line";
import { Page } from "../../components/page";
import { Rows } from "../../components/paged";
import { Chip, DueChip, Progress } from "../../components/parts";
import { Await, Empty } from "../../components/states";
import { withQuery } from "../../http/client";
import type { Grid, GridRow } from "../../resources/campaigns";
import { actOn, told, useDrafts, useFreshStart } from "../../resources/rating";
import { useResource } from "../../resources/resource";
import { training as text } from "../../text/vi-cases";
import { useFilters } from "../../url";
import { GridBar } from "../campaigns/grid-bar";
import { Tools } from "./rating";
import { Refused } from "./rating-grid";

/** Members of a chapter with how far each is in their programme of the year; a tap opens the log. */
export default function TrainingList() {
  const { dot, unit } = useRoute().params as { dot: string; unit: string };
  const found = useResource<Grid>(withQuery(`/campaigns/${dot}/rows`, { unit_id: unit, limit: 500 }));
  useFreshStart();
  return (
    <Page
      title={found.data ? text.listOf(found.data.unit.name) : text.list}
      above={<a href={`/dot/${dot}`}>{text.campaign}</a>}
      failed={!!found.error && !found.data}
    >
      <Await of={found} rows={8}>
        {(grid) =>
          grid.items.length === 0 ? (
            <Empty drawing="board" title={text.empty} text={text.emptyText} />
          ) : (
            <Logs key={unit} grid={grid} campaignId={dot} />
          )
        }
      </Await>
    </Page>
  );
}

/** A row that the grid's act can be made in now. */
const takes = (row: GridRow, action: string | null) => row.allowed_actions.find((each) => each.action === action);

/** What a workbook said of each member, kept on this device until it is registered. */
function useRegistering(grid: Grid, campaignId: string) {
  const { drafts, put } = useDrafts(`grid.${campaignId}.${grid.unit.id}`);
  const rows = grid.items.filter((row) => drafts[row.id] && takes(row, grid.action));
  const action = rows[0] && takes(rows[0], grid.action);
  const items = rows.map((row) => ({ case_id: row.id, version: row.version, form: drafts[row.id]! }));
  const dropDone = (done: ReadonlySet<string>) =>
    put(Object.fromEntries(Object.entries(drafts).filter(([id]) => !done.has(id))));
  return {
    drafts,
    put,
    filling: action && { action, rows, onSave: () => void actOn(action.action, items, {}, "", dropDone) },
  };
}

function Logs({ grid, campaignId }: { grid: Grid; campaignId: string }) {
  const rows = grid.items;
  const { drafts, put, filling } = useRegistering(grid, campaignId);
  const states = new Map(rows.map((row) => [row.state, row.state_title]));
  const { values, change } = useFilters(["buoc"] as const, {
    buoc: [...states].map(([code, title]) => ({ code, title })),
  });
  const chosen = states.has(values.buoc) ? values.buoc : "";
  const shown = rows.filter((row) => !chosen || row.state === chosen);
  return (
    <div class="stack">
      {rows.some((row) => takes(row, grid.action)) && (
        <Tools campaignId={campaignId} grid={grid} onRead={(read) => put({ ...drafts, ...read })} />
      )}
      <p class="muted list-count" role="status">
        {text.count(shown.length)}
      </p>
      {states.size > 1 && (
        <div class="chips" role="group" aria-label={text.states}>
          {[...states].map(([state, title]) => (
            <button
              key={state}
              type="button"
              class="chip chip-button"
              aria-pressed={state === chosen}
              onClick={() => change({ buoc: state === chosen ? "" : state })}
            >
              {text.inState(title, rows.filter((row) => row.state === state).length)}
            </button>
          ))}
        </div>
      )}
      <Rows items={shown} even={!shown.some(({ id }) => told.value.get(id)?.ok === false)}>
        {(row) => (
          <>
            <LogLine row={row} read={filling?.rows.includes(row) ?? false} />
            <Refused row={row} />
          </>
        )}
      </Rows>
      <GridBar rows={shown} {...(filling && { filling })} />
    </div>
  );
}

/** read: a workbook said what this member undertakes, and it is not registered yet. */
function LogLine({ row, read }: { row: GridRow; read: boolean }) {
  const {
    registered_groups: registered = 0,
    done_groups: done = 0,
    needed_groups: needed = 0,
    left = [],
    result_title: result,
  } = row.facts;
  const far = registered > 0 ? text.done(done, registered) : text.registeredOf(0, needed);
  const next = left[0];
  return (
    <Line
      href={`/ho-so/${row.id}`}
      title={row.subject?.full_name ?? row.title}
      chips={
        <>
          <Chip tone={row.is_over ? "green" : "plain"}>{row.state_title}</Chip>{" "}
          {next?.until && <DueChip at={`${next.until}T23:59:59+07:00`} beside />}
        </>
      }
      told={[read && text.fromSheet, result, far, next && [next.by, next.text].join(": ")]}
      end={
        <span class="log-far">
          <Progress label={far} done={done} total={registered || needed} />
        </span>
      }
    />
  );
}

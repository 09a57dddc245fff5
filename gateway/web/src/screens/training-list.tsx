import { useRoute } from "preact-iso";
import { ChevronRight } from "lucide-preact";
import { Page } from "../components/page";
import { DueChip, Progress } from "../components/parts";
import { Await, Empty } from "../components/states";
import { withQuery } from "../http/client";
import type { Grid, GridRow } from "../resources/campaigns";
import { useFreshStart } from "../resources/rating";
import { useResource } from "../resources/resource";
import { training as text } from "../text/vi";
import { useFilters } from "../url";
import { GridBar } from "./grid-bar";
import { Standing } from "./rating-grid";

/** Members of a chapter with how far each is in their programme of the year; a tap opens the log. */
export default function TrainingList() {
  const { dot, unit } = useRoute().params as { dot: string; unit: string };
  const found = useResource<Grid>(withQuery(`/campaigns/${dot}/rows`, { unit_id: unit, limit: 500 }));
  useFreshStart();
  return (
    <Page title={found.data ? text.listOf(found.data.unit.name) : text.list} above={<a href={`/dot/${dot}`}>{text.campaign}</a>} failed={!!found.error && !found.data}>
      <Await of={found} rows={8}>
        {({ items }) => (items.length === 0 ? <Empty drawing="board" title={text.empty} text={text.emptyText} /> : <Logs rows={items} />)}
      </Await>
    </Page>
  );
}

function Logs({ rows }: { rows: GridRow[] }) {
  const { values, change } = useFilters(["buoc"] as const);
  const states = new Map(rows.map((row) => [row.state, row.state_title]));
  const chosen = states.has(values.buoc) ? values.buoc : "";
  const shown = rows.filter((row) => !chosen || row.state === chosen);
  return (
    <div class="stack">
      <p class="muted list-count" role="status">
        {text.count(shown.length)}
      </p>
      {states.size > 1 && (
        <div class="chips" role="group" aria-label={text.states}>
          {[...states].map(([state, title]) => (
            <button key={state} type="button" class="chip chip-button" aria-pressed={state === chosen} onClick={() => change({ buoc: state === chosen ? "" : state })}>
              {text.inState(title, rows.filter((row) => row.state === state).length)}
            </button>
          ))}
        </div>
      )}
      <ul class="card rows">
        {shown.map((row) => (
          <li key={row.id}>
            <LogLink row={row} />
          </li>
        ))}
      </ul>
      <GridBar rows={shown} />
    </div>
  );
}

function LogLink({ row }: { row: GridRow }) {
  const { registered_groups: registered = 0, done_groups: done = 0, needed_groups: needed = 0, left = [], result_title: result } = row.facts;
  const far = registered > 0 ? text.done(done, registered) : text.registeredOf(0, needed);
  const next = left[0];
  return (
    <a class="row-link log-link" href={`/ho-so/${row.id}`}>
      <span class="row-main">
        <span class="row-title">{row.subject?.full_name ?? row.title}</span>
        <span class="chips">
          <Standing row={row} />
          {next?.until && <DueChip at={`${next.until}T23:59:59+07:00`} beside />}
        </span>
      </span>
      <span class="row-main">
        <span class="caption">{[result, far].filter(Boolean).join(" · ")}</span>
        <Progress label={far} done={done} total={registered || needed} />
        {next && <span class="caption">{[next.by, next.text].join(": ")}</span>}
      </span>
      <ChevronRight size={20} aria-hidden="true" />
    </a>
  );
}

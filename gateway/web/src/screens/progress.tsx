import { ChevronRight } from "lucide-preact";
import { Card, Page } from "../components/page";
import { Await, Empty } from "../components/states";
import { ago, count } from "../format";
import { withQuery } from "../http/client";
import type { Bottleneck, Progress, ProgressRow, ProcessItem } from "../http/types";
import { useResource } from "../resources/resource";
import { progress as text } from "../text/vi";
import { useFilters } from "../url";
import { Choice } from "./member-filters";

/** Where the dossiers of a branch stand: child by child, and the steps that hold most of them up. */
export default function ProgressBoard() {
  const { values, change } = useFilters(["don_vi", "quy_trinh"] as const);
  const found = useResource<Progress>(withQuery("/progress", { unit_id: values.don_vi, process: values.quy_trinh }));
  const processes = useResource<{ items: ProcessItem[] }>("/processes").data?.items ?? [];
  return (
    <Page title={text.title} below={<p class="muted">{text.intro}</p>}>
      <div class="stack">
        <Choice id="quy-trinh" title={text.process} blank={text.all} value={values.quy_trinh} choices={processes.map((each) => ({ code: each.code, title: each.title }))} onChange={(quy_trinh) => change({ quy_trinh })} />
        <Await of={found} rows={5}>
          {(board) => <Board board={board} process={values.quy_trinh} />}
        </Await>
      </div>
    </Page>
  );
}

function Board({ board, process }: { board: Progress; process: string }) {
  if (board.total.open === 0) return <Empty drawing="flag" title={text.none} text={text.noneText(board.unit.name)} />;
  return (
    <>
      <p role="status" class="list-count">
        {text.summary(board.unit.name, count(board.total.open), count(board.total.overdue))}
      </p>
      <Card title={text.units}>
        <div class="table-region" role="region" aria-label={text.units} tabIndex={0}>
          <Units rows={board.items} process={process} />
        </div>
      </Card>
      {board.bottlenecks.length > 0 && (
        <Card title={text.steps}>
          <ul class="rows">
            {board.bottlenecks.map((step) => (
              <Step key={`${step.process}.${step.state}`} step={step} unitId={board.unit.id} />
            ))}
          </ul>
        </Card>
      )}
    </>
  );
}

function Units({ rows, process }: { rows: ProgressRow[]; process: string }) {
  return (
    <table class="table">
      <caption class="sr-only">{text.units}</caption>
      <thead>
        <tr>
          <th scope="col">{text.unit}</th>
          {(["open", "overdue", "soon", "held", "vacant"] as const).map((name) => (
            <th key={name} scope="col" class="number">
              {text.columns[name]}
            </th>
          ))}
          <th scope="col">{text.oldest}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.unit.id}>
            <th scope="row">
              <a href={row.has_children ? withQuery("/tien-do", { don_vi: row.unit.id, quy_trinh: process }) : withQuery("/ho-so", { don_vi: row.unit.id, quy_trinh: process, xem: "dang-mo" })}>{row.unit.name}</a>
            </th>
            {(["open", "overdue", "soon", "held", "vacant"] as const).map((name) => (
              <td key={name} class={`number${name === "overdue" && row.overdue > 0 ? " late" : ""}`}>
                {count(row[name])}
              </td>
            ))}
            <td>{row.oldest_at ? ago(row.oldest_at) : ""}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Step({ step, unitId }: { step: Bottleneck; unitId: string }) {
  return (
    <li>
      <a class="row-link" href={withQuery("/ho-so", { don_vi: unitId, quy_trinh: step.process, buoc: step.state })}>
        <span class="row-main">
          <span class="row-title">
            {step.process_title} · {step.state_title}
          </span>
          <span>{text.step(count(step.open), count(step.overdue))}</span>
          <span class="caption">{text.waits(step.median_days, step.usual_days)}</span>
          {step.slowest_unit && <span class="caption">{text.slowest(step.slowest_unit.name)}</span>}
        </span>
        <ChevronRight size={20} aria-hidden="true" />
      </a>
    </li>
  );
}

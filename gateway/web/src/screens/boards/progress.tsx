import { ChevronRight } from "lucide-preact";
import { Choice } from "../../components/choice";
import { Card, Page } from "../../components/page";
import { Await, Empty } from "../../components/states";
import { Table } from "../../components/table";
import { useMedia } from "../../components/virtual";
import { ago, count } from "../../format";
import { withQuery } from "../../http/client";
import { wordOf } from "../../resources/address-words";
import { slugOf } from "../../resources/slug";
import type { Bottleneck, ProcessItem, Progress, ProgressRow } from "../../http/types";
import { useResource } from "../../resources/resource";
import { progress as text } from "./vi";
import { useFilters } from "../../url";

/** Where the dossiers of a branch stand: child by child, and the steps that hold most of them up. */
export default function ProgressBoard() {
  const menu = useResource<{ items: ProcessItem[] }>("/processes");
  const processes = menu.data?.items ?? [];
  const { values, change, isComing } = useFilters(["don_vi", "quy_trinh"] as const, {
    quy_trinh: menu.data || menu.error ? processes : null,
  });
  const found = useResource<Progress>(
    isComing ? null : withQuery("/progress", { unit_id: values.don_vi, process: values.quy_trinh }),
  );
  return (
    <Page title={text.title} below={<p class="muted">{text.intro}</p>}>
      <div class="stack">
        <Choice
          id="quy-trinh"
          title={text.process}
          blank={text.all}
          value={values.quy_trinh}
          choices={processes.map((each) => ({ code: each.code, title: each.title }))}
          onChange={(quy_trinh) => change({ quy_trinh })}
        />
        <Await of={found} rows={5}>
          {(board) => <Board board={board} process={values.quy_trinh && wordOf(processes, values.quy_trinh)} />}
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
        <Units rows={board.items} process={process} />
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

const PARTS = ["open", "overdue", "soon", "held", "vacant"] as const;

/** The board of the units below a unit, or the cases of one that has none. */
const hrefOf = (row: ProgressRow, process: string) =>
  row.has_children
    ? withQuery("/tien-do", { don_vi: row.unit.id, quy_trinh: process })
    : withQuery("/ho-so", { don_vi: row.unit.id, quy_trinh: process, xem: "dang-mo" });

function Units({ rows, process }: { rows: ProgressRow[]; process: string }) {
  const isWide = useMedia("(min-width: 768px)");
  if (!isWide) return <UnitRows rows={rows} process={process} />;
  return (
    <Table
      class="table figure-table"
      items={rows}
      keyOf={(row) => row.unit.id}
      caption={text.units}
      lead={{ title: text.unit, of: (row) => <a href={hrefOf(row, process)}>{row.unit.name}</a> }}
      columns={[
        ...PARTS.map((name) => ({
          title: text.columns[name],
          class: "number",
          of: (row: ProgressRow) => <Part row={row} name={name} />,
        })),
        { title: text.oldest, of: (row) => (row.oldest_at ? ago(row.oldest_at) : "") },
      ]}
    />
  );
}

function Part({ row, name }: { row: ProgressRow; name: (typeof PARTS)[number] }) {
  return <span class={name === "overdue" && row.overdue > 0 ? "late" : undefined}>{count(row[name])}</span>;
}

/** The same on a phone: what there is of each unit, in words. */
function UnitRows({ rows, process }: { rows: ProgressRow[]; process: string }) {
  return (
    <ul class="rows">
      {rows.map((row) => (
        <li key={row.unit.id}>
          <a class="row-link" href={hrefOf(row, process)}>
            <span class="row-main">
              <span class="row-title">{row.unit.name}</span>
              <span class="caption">
                {PARTS.filter((name) => row[name] > 0)
                  .map((name) => text.part(count(row[name]), text.columns[name]))
                  .join(" · ") || text.noneHere}
              </span>
            </span>
            <ChevronRight size={20} aria-hidden="true" />
          </a>
        </li>
      ))}
    </ul>
  );
}

function Step({ step, unitId }: { step: Bottleneck; unitId: string }) {
  return (
    <li>
      <a
        class="row-link"
        href={withQuery("/ho-so", {
          don_vi: unitId,
          quy_trinh: slugOf(step.process_title),
          buoc: slugOf(step.state_title),
        })}
      >
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

import { useState } from "preact/hooks";
import { CircleCheck, Columns3 } from "lucide-preact";
import { Card } from "../../components/page";
import { Failure } from "../../components/states";
import { count } from "../../format";
import { patch, post, Problem } from "../../http/client";
import type { CellProblem, ImportView } from "../../http/types";
import { columnTitle, fieldOf } from "../../resources/imports";
import { notify } from "../../resources/notices";
import { usePages } from "../../resources/resource";
import { imports as text } from "./vi";
import { Counts } from "./import-counts";

interface CheckProps {
  view: ImportView;
  onChange: (view: ImportView) => void;
  onReload: () => void;
  onMapping: () => void;
}

/** Step 3: what would happen, and the cells to mend, here and now. */
export function DryRun({ view, onChange, onReload, onMapping }: CheckProps) {
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const ready = view.ok;
  const waiting = view.counts?.doubtful ?? 0;
  const apply = async () => {
    if (busy) return;
    setBusy(true);
    try {
      onChange((await post<ImportView>(`/imports/${view.id}/apply`)).data);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      setProblem(error);
      setBusy(false);
    }
  };
  return (
    <div class="stack">
      <Counts view={view} onChange={onChange} />
      <p class="muted between">
        <span>
          {view.file_name} · {text.rows(view.rows)}
        </span>
        <button type="button" class="link" onClick={onMapping}>
          <Columns3 size={18} aria-hidden="true" /> {text.changeMapping}
        </button>
      </p>
      <Problems view={view} severity="error" onReload={onReload} />
      <Problems view={view} severity="warning" onReload={onReload} />
      {problem && <Failure problem={problem} />}
      <div class="action-bar">
        {waiting > 0 && <p class="muted">{text.waiting(waiting)}</p>}
        {ready === 0 && <p class="muted">{text.nothing}</p>}
        <button
          type="button"
          class="button button-primary button-wide"
          disabled={ready === 0}
          aria-disabled={busy}
          onClick={() => void apply()}
        >
          {text.apply(ready)}
        </button>
      </div>
    </div>
  );
}

function Problems({
  view,
  severity,
  onReload,
}: {
  view: ImportView;
  severity: "error" | "warning";
  onReload: () => void;
}) {
  const list = usePages<CellProblem>(`/imports/${view.id}/problems?severity=${severity}`, 50);
  const isError = severity === "error";
  if (list.error) return <Failure problem={list.error} onRetry={list.reload} part />;
  const items = list.items.filter((item) => (item.severity ?? severity) === severity);
  if (items.length === 0) {
    if (!isError || list.busy) return null;
    return (
      <p class="box box-green">
        <CircleCheck size={20} aria-hidden="true" /> {text.noProblems}
      </p>
    );
  }
  const onFixed = () => {
    list.reload();
    onReload();
  };
  const table = (
    <>
      <div class="table-region" role="region" aria-label={text.region} tabIndex={0}>
        <table class="table table-stack">
          <caption class="sr-only">{isError ? text.problems : text.warningsTitle}</caption>
          <thead>
            <tr>
              <th scope="col">{text.row}</th>
              <th scope="col">{text.column}</th>
              <th scope="col">{text.value}</th>
              <th scope="col">{text.reason}</th>
              <th scope="col">{text.fix}</th>
            </tr>
          </thead>
          <tbody>
            {items.map((item) => (
              <ProblemRow
                key={`${item.row}/${item.column}/${item.code}`}
                view={view}
                problem={item}
                onFixed={onFixed}
              />
            ))}
          </tbody>
        </table>
      </div>
      {list.next && (
        <button type="button" class="button" aria-disabled={list.busy} onClick={list.more}>
          {text.showMore}
        </button>
      )}
    </>
  );
  if (isError) {
    return (
      <Card title={text.problems} class="stack">
        <p class="muted">{text.problemsText}</p>
        {table}
      </Card>
    );
  }
  return (
    <details class="card fold">
      <summary>
        {text.warningsTitle} <span class="count">{count(view.warnings)}</span>
      </summary>
      <div class="stack">{table}</div>
    </details>
  );
}

const GONE_MS = 600;

/** The mended row goes; whoever was typing goes on at the one that takes its place. */
function nextCell(form: HTMLElement): void {
  const table = form.closest("table");
  const at = [...(table?.querySelectorAll(".mend-form") ?? [])].indexOf(form);
  setTimeout(() => {
    if (document.activeElement !== document.body) return;
    const inputs = table?.querySelectorAll<HTMLElement>(".mend-form input") ?? [];
    (inputs[at] ?? inputs[inputs.length - 1])?.focus();
  }, GONE_MS);
}

interface Mended {
  ok?: boolean;
  problems?: CellProblem[];
  errors?: CellProblem[];
}

function ProblemRow({ view, problem, onFixed }: { view: ImportView; problem: CellProblem; onFixed: () => void }) {
  const [value, setValue] = useState(problem.value ?? "");
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);
  const field = fieldOf(view, problem);
  const column = columnTitle(view, problem);
  const id = `fix-${problem.row}-${field ?? ""}-${problem.code}`;

  const mend = async (event: Event) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLElement;
    if (!field || busy) return;
    setBusy(true);
    setWrong(null);
    try {
      const { data } = await patch<Mended | null>(`/imports/${view.id}/rows/${problem.row}`, {
        body: { cells: { [field]: value } },
      });
      const left = [...(data?.problems ?? data?.errors ?? [])].filter(
        (other) => other.row === problem.row && other.severity !== "warning",
      );
      if (left.length === 0) {
        notify(text.fixed(problem.row));
        nextCell(form);
      } else setWrong(left[0]!.text);
      onFixed();
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      setWrong(error.errors[field]?.join(" ") ?? error.message);
    } finally {
      setBusy(false);
    }
  };
  return (
    <tr>
      <th scope="row" data-label={text.row}>
        {problem.row}
      </th>
      <td data-label={text.column}>{column}</td>
      <td data-label={text.value}>{problem.value}</td>
      <td data-label={text.reason} id={`${id}-why`}>
        {wrong ?? problem.text}
      </td>
      <td data-label={text.fix}>
        {problem.can_compare && <Compare view={view} problem={problem} onAsked={onFixed} />}
        {field && (
          <form class="mend-form" onSubmit={mend}>
            <input
              id={id}
              class="input"
              aria-label={text.fixLabel(problem.row, column)}
              aria-describedby={`${id}-why`}
              value={value}
              onInput={(event) => setValue(event.currentTarget.value)}
            />
            <button type="submit" class="button" aria-disabled={busy}>
              {problem.can_compare ? text.fixNumber : text.fixAct}
            </button>
          </form>
        )}
      </td>
    </tr>
  );
}

/** The number is another member's, and it may be this person all the same: those who see both files compare. */
function Compare({ view, problem, onAsked }: { view: ImportView; problem: CellProblem; onAsked: () => void }) {
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<Problem | null>(null);
  const ask = async () => {
    if (busy) return;
    setBusy(true);
    try {
      await post<ImportView>(`/imports/${view.id}/rows/${problem.row}/comparison`);
      notify(text.compareAsked(problem.row));
      onAsked();
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      setFailed(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <button
        type="button"
        class="button"
        aria-label={text.compareOf(problem.row)}
        aria-disabled={busy}
        onClick={() => void ask()}
      >
        {text.compare}
      </button>
      {failed && <Failure problem={failed} part />}
    </>
  );
}

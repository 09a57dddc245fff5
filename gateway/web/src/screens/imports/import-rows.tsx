import { useState } from "preact/hooks";
import { Card } from "../../components/page";
import { Paged } from "../../components/paged";
import { SearchBox } from "../../components/search-box";
import { Failure } from "../../components/states";
import { Problem, put, withQuery } from "../../http/client";
import type { FieldChange, ImportRow, ImportView, Outlook } from "../../http/types";
import { usePages } from "../../resources/resource";
import { imports as text } from "./vi";

interface RowsProps {
  view: ImportView;
  outlook: Outlook;
  onChange: (view: ImportView) => void;
}

/** The rows behind a figure: who they are, what would change from what to what, and what has to be decided. */
export function ImportRows({ view, outlook, onChange }: RowsProps) {
  const [q, setQ] = useState("");
  const list = usePages<ImportRow>(withQuery(`/imports/${view.id}/rows`, { outlook, q, count: "exact" }), 25);
  const decided = (next: ImportView) => {
    onChange(next);
    list.reload();
  };
  return (
    <Card title={text.outlooks[outlook]} class="stack">
      <p class="muted">{text.outlookTexts[outlook]}</p>
      <SearchBox label={text.searchRows} value={q} onChange={setQ} />
      <Paged
        list={list}
        count={text.rowCount}
        empty={{ title: text.noRows, text: text.noRowsText }}
        noMatch={q ? { title: text.noRowMatch, text: text.noRowMatchText } : false}
      >
        {(items) => (
          <ul class="rows">
            {items.map((row) => (
              <li key={row.row} class="row-plain import-row">
                <Who row={row} />
                <Changes changes={row.changes} />
                {row.problems.map((problem) => (
                  <p key={problem} class="caption">
                    {problem}
                  </p>
                ))}
                {row.doubts.length > 0 && outlook !== "create" && (
                  <Decision view={view} row={row} onDecided={decided} />
                )}
              </li>
            ))}
          </ul>
        )}
      </Paged>
    </Card>
  );
}

function Who({ row }: { row: ImportRow }) {
  return (
    <p>
      <strong>{row.full_name ?? text.noName}</strong>
      <br />
      <span class="caption">
        {[
          text.line(row.line),
          row.born && text.born(row.born),
          row.person?.code && text.code(row.person.code),
          row.unit?.name,
        ]
          .filter(Boolean)
          .join(" · ")}
      </span>
    </p>
  );
}

function Changes({ changes }: { changes: FieldChange[] }) {
  if (changes.length === 0) return null;
  return (
    <dl class="import-changes">
      {changes.map((change) => (
        <div key={change.field}>
          <dt class="caption">{change.title}</dt>
          <dd>
            <span class="sr-only">{text.oldValue}</span>
            <del>{change.old || text.emptyValue}</del>
            <span aria-hidden="true"> → </span>
            <span class="sr-only">{text.newValue}</span>
            <ins>{change.new || text.emptyValue}</ins>
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Decision({
  view,
  row,
  onDecided,
}: {
  view: ImportView;
  row: ImportRow;
  onDecided: (view: ImportView) => void;
}) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const decide = async (decision: ImportRow["decision"]) => {
    if (busy) return;
    setBusy(true);
    try {
      onDecided((await put<ImportView>(`/imports/${view.id}/decisions`, { body: { rows: [row.row], decision } })).data);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      setProblem(error);
    } finally {
      setBusy(false);
    }
  };
  const name = row.full_name ?? "";
  if (row.decision) {
    return (
      <p class="between">
        <span class="chip chip-blue">{text.decisions[row.decision]}</span>
        <button type="button" class="link" aria-label={text.decideAgainOf(name)} onClick={() => void decide(null)}>
          {text.decideAgain}
        </button>
      </p>
    );
  }
  return (
    <div class="buttons">
      <button
        type="button"
        class="button"
        aria-label={text.takeChangeOf(name)}
        aria-disabled={busy}
        onClick={() => void decide("accept")}
      >
        {text.takeChange}
      </button>
      <button
        type="button"
        class="button"
        aria-label={text.keepFileOf(name)}
        aria-disabled={busy}
        onClick={() => void decide("keep")}
      >
        {text.keepFile}
      </button>
      {problem && <Failure problem={problem} part />}
    </div>
  );
}

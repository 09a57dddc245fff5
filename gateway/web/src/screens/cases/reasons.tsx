import type { JobResult } from "../../http/types";
import { caseStart as text } from "../../text/vi-cases";

/** Why rows of a workbook did not go: what holds of several is said once, with whom it is about. */
export function Reasons({ results }: { results: JobResult[] }) {
  return (
    <ul class="reasons">
      {[...together(results)].map(([reason, rows]) => (
        <li key={reason}>
          {rows.length === 1 ? (
            (rows[0]!.detail ?? rows[0]!.code)
          ) : (
            <details open={rows.length <= 5}>
              <summary>
                {reason} <span class="count">{text.people(rows.length)}</span>
              </summary>
              <p>{rows.map((row) => row.title ?? row.id).join("; ")}</p>
            </details>
          )}
        </li>
      ))}
    </ul>
  );
}

/** Reason → the rows that it holds of, the most frequent first. */
function together(results: JobResult[]): [string, JobResult[]][] {
  const found = new Map<string, JobResult[]>();
  for (const result of results) {
    const reason = result.reason ?? result.detail ?? result.code ?? "";
    found.set(reason, [...(found.get(reason) ?? []), result]);
  }
  return [...found].sort(([, one], [, other]) => other.length - one.length);
}

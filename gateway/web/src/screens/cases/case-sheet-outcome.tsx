import { useLocation } from "preact-iso";
import { Progress } from "../../components/parts";
import { Await } from "../../components/states";
import { withQuery } from "../../http/client";
import type { JobResult } from "../../http/types";
import { faultOf, isOver, useJob } from "../../resources/jobs";
import { caseSheet as text } from "./vi";
import { JobOutcome } from "../jobs/job-outcome";
import { Reasons } from "./reasons";

/** A row that says nothing of where its member goes is no fault: it is counted, and told last. */
const isBlank = (result: JobResult) => result.code === "left-blank";
const isWrong = (result: JobResult) => !result.ok && !isBlank(result);

/** What the rows of a workbook would do, before they do it. */
export function SheetChecked({ id, busy, onOpen }: { id: string; busy: boolean; onOpen: () => void }) {
  const found = useJob(id);
  const job = found.data;
  if (!job) return <Await of={found}>{() => null}</Await>;
  const ready = job.results.filter((result) => result.ok).length;
  const wrong = job.results.filter(isWrong);
  return (
    <section class="card stack" role="status">
      <h2>{text.checked}</h2>
      {!isOver(job) && <Progress label={text.checking} done={job.done} total={job.total} />}
      {job.state === "failed" && <p class="box box-red">{faultOf(job) ?? text.failed}</p>}
      {job.state === "done" && (
        <>
          <p>
            <strong>{text.ready(ready, job.results.filter(isBlank).length)}</strong>
          </p>
          <Wrong results={wrong} title={text.wrong(wrong.length)} />
          <div class="dialog-actions">
            <button
              type="button"
              class="button button-primary"
              aria-disabled={busy || ready === 0}
              onClick={() => ready > 0 && onOpen()}
            >
              {text.open(ready)}
            </button>
          </div>
        </>
      )}
    </section>
  );
}

/** At the end the cases that are open, and which rows wait to be mended. */
export function SheetOpened({ id }: { id: string }) {
  const unitId = useLocation().query["don_vi"];
  return (
    <JobOutcome
      id={id}
      unitId={unitId}
      failed={text.failed}
      outcome={(opened, left) => (opened + left > 0 ? text.opened(opened) : null)}
      again={{ href: withQuery(location.pathname, { don_vi: unitId }), title: text.again }}
    >
      {(results) => (
        <>
          <Wrong results={results.filter(isWrong)} title={text.left(results.filter(isWrong).length)} />
          <ul class="rows">
            {results
              .filter((result) => result.ok)
              .map((result) => (
                <li key={result.id} class="row-plain">
                  <span>
                    {text.row(result.id)} <a href={`/ho-so/${result.detail}`}>{result.detail}</a>
                    {result.code === "opened-before" && <span class="caption"> {text.before}</span>}
                  </span>
                </li>
              ))}
          </ul>
        </>
      )}
    </JobOutcome>
  );
}

function Wrong({ results, title }: { results: JobResult[]; title: string }) {
  if (results.length === 0) return null;
  return (
    <section class="box box-gold">
      <h3>{title}</h3>
      <Reasons results={results} />
    </section>
  );
}

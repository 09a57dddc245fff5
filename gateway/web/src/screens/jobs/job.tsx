import { useRoute } from "preact-iso";
import { useState } from "preact/hooks";
import { Page } from "../../components/page";
import { Tabs } from "../../components/parts";
import { Await } from "../../components/states";
import type { Job, JobResult } from "../../http/types";
import { faultOf, isOver, useJob } from "../../resources/jobs";
import { common } from "../../text/vi";
import { jobs as text } from "../../text/vi-jobs";
import { useFilters } from "../../url";
import { JobLinks, JobProgress, JobState, titleOf } from "./jobs";

const SHOWN = 100;

/** One job: how far it is, and what became of each item, with the way to it. */
export default function JobScreen() {
  const { id } = useRoute().params as { id: string };
  const found = useJob(id);
  return (
    <Page
      title={found.data ? titleOf(found.data) : text.other}
      above={<a href="/tac-vu">{text.toList}</a>}
      failed={!!found.error && !found.data}
      narrow
    >
      <Await of={found}>{(job) => <Told job={job} />}</Await>
    </Page>
  );
}

function Told({ job }: { job: Job }) {
  const { values } = useFilters(["xem"] as const);
  const wrong = job.results.filter((result) => !result.ok);
  const right = job.results.filter((result) => result.ok);
  const showsRight = values.xem === "xong" || wrong.length === 0;
  const href = `/tac-vu/${job.id}`;
  return (
    <div class="stack">
      <section class="card stack" role="status">
        <p>
          <JobState job={job} /> {isOver(job) && text.results(right.length, wrong.length)}
        </p>
        {!isOver(job) && <JobProgress job={job} />}
        {faultOf(job) && <p class="box box-red">{faultOf(job)}</p>}
        <JobLinks job={job} />
      </section>
      {wrong.length > 0 && right.length > 0 && (
        <Tabs
          label={text.outcomes}
          items={[
            { href, title: text.wrong, current: !showsRight, count: wrong.length },
            { href: `${href}?xem=xong`, title: text.right, current: showsRight, count: right.length },
          ]}
        />
      )}
      <Results key={String(showsRight)} kind={job.kind} results={showsRight ? right : wrong} />
    </div>
  );
}

function Results({ kind, results }: { kind: string; results: JobResult[] }) {
  const [shown, setShown] = useState(SHOWN);
  if (results.length === 0) return null;
  return (
    <>
      <ul class="card rows">
        {results.slice(0, shown).map((result) => (
          <li key={result.id} class="row-plain">
            <Result kind={kind} result={result} />
          </li>
        ))}
      </ul>
      {results.length > shown && (
        <button type="button" class="button" onClick={() => setShown(shown + SHOWN)}>
          {common.loadMore}
        </button>
      )}
    </>
  );
}

function Result({ kind, result }: { kind: string; result: JobResult }) {
  const href = placeOf(kind, result);
  return (
    <span class="row-main">
      {href ? <a href={href}>{nameOf(result, href)}</a> : <span class="caption">{text.row(result.id)}</span>}
      {!result.ok && <span class="red-text">{result.detail ?? text.noReason}</span>}
    </span>
  );
}

function nameOf({ ok, title, detail }: JobResult, href: string): string {
  if (title) return title;
  if (ok && detail) return detail;
  return href.startsWith("/ho-so") ? text.openCase : text.openMember;
}

/** Where an item is found: a case by its number or id, a member that has none, or nowhere for a row of a workbook. */
function placeOf(kind: string, { id, ok, detail }: JobResult): string | null {
  if (kind === "act_on_many") return `/ho-so/${id}`;
  if (ok && detail) return `/ho-so/${detail}`;
  return kind === "open_cases" ? `/doan-vien/${id}/so` : null;
}

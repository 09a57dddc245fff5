import { Download } from "lucide-preact";
import { KeptNotice } from "../../components/kept-notice";
import { Line } from "../../components/line";
import { Page } from "../../components/page";
import { Paged, Rows } from "../../components/paged";
import { Chip, Progress } from "../../components/parts";
import { moment } from "../../format";
import type { ImportView, JobItem } from "../../http/types";
import { cancelJob, faultOf, isOver, useOwnJobs } from "../../resources/jobs";
import { usePages } from "../../resources/resource";
import { kept } from "../../text/vi";
import { jobs as text } from "../../text/vi-jobs";
import { ImportRow } from "../imports/import-upload";

/** Exports and batches that go on by themselves, imports, and what came of them. */
export default function Jobs() {
  const list = useOwnJobs();
  const imports = usePages<ImportView>("/imports", 20);
  return (
    <Page title={text.title} narrow>
      <KeptNotice at={list.keptAt} limits={kept.jobs} onRetry={list.reload} />
      <section class="work-group">
        <h2>{text.exports}</h2>
        <Paged list={list} empty={{ drawing: "board", title: text.empty, text: text.emptyText }}>
          {(items) => (
            <Rows items={items} even>
              {(job) => <JobRow job={job} isKept={list.keptAt !== null} />}
            </Rows>
          )}
        </Paged>
      </section>
      {imports.items.length > 0 && (
        <section class="work-group">
          <h2>{text.imports}</h2>
          <Paged list={imports} empty={{ title: text.empty, text: text.emptyText }}>
            {(items) => (
              <ul class="card rows">
                {items.map((item) => (
                  <li key={item.id}>
                    <ImportRow item={item} />
                  </li>
                ))}
              </ul>
            )}
          </Paged>
        </section>
      )}
    </Page>
  );
}

export const titleOf = ({ kind }: Pick<JobItem, "kind">) => text.kinds[kind] ?? text.other;

function JobRow({ job, isKept }: { job: JobItem; isKept: boolean }) {
  const title = titleOf(job);
  const hasOutcomes = job.succeeded + job.refused > 0;
  return (
    <Line
      title={title}
      chips={<JobState job={job} />}
      told={[
        !isOver(job) && job.total !== null && text.progress(job.done, job.total),
        faultOf(job) && <strong>{faultOf(job)}</strong>,
        hasOutcomes && text.results(job.succeeded, job.refused),
        text.started(moment(job.created_at)),
      ]}
      end={
        <>
          {!isOver(job) && <Progress label={title} done={job.done} total={job.total} />}
          {!isKept && <JobLinks job={job} />}
          {hasOutcomes && (
            <a class="button button-small" href={placeOf(job)} aria-label={text.outcomesOf(title)}>
              {text.outcomes}
            </a>
          )}
        </>
      }
    />
  );
}

/** Cases that were opened for many are told by name on their own screen. */
const placeOf = ({ id, kind }: JobItem) => (kind === "open_cases" ? `/ho-so/hang-loat?viec=${id}` : `/tac-vu/${id}`);

type Standing = Pick<JobItem, "id" | "kind" | "state" | "done" | "total" | "file">;

export function JobProgress({ job }: { job: Standing }) {
  return (
    <>
      <Progress label={titleOf(job)} done={job.done} total={job.total} />
      {job.total !== null && <span class="caption number">{text.progress(job.done, job.total)}</span>}
    </>
  );
}

export function JobState({ job }: { job: Standing }) {
  return (
    <Chip tone={job.state === "done" ? "green" : job.state === "failed" ? "red" : "blue"}>
      {text.states[job.state]}
    </Chip>
  );
}

/** The file that the job wrote, or how to stop it while it is held. */
export function JobLinks({ job }: { job: Standing }) {
  return (
    <>
      {job.state === "done" && job.file && (
        <a class="button button-small" href={`/api/v1/exports/${job.id}/file`} download>
          <Download size={18} aria-hidden="true" /> <span class="tool-name">{text.file}</span>
        </a>
      )}
      {job.state === "held" && (
        <button
          type="button"
          class="button button-small"
          aria-label={text.cancelOf(titleOf(job))}
          onClick={() => void cancelJob(job.id)}
        >
          {text.cancel}
        </button>
      )}
    </>
  );
}

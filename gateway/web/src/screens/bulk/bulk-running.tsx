import { useEffect } from "preact/hooks";
import { Progress } from "../../components/parts";
import type { Job } from "../../http/types";
import { lastJob, resume, runningJob } from "../../resources/bulk";
import { bulk as text } from "../../text/vi-cases";

/**
 * How far the batch is that was sent last, whether or not its screen was closed meanwhile; at its end what came of it.
 */
export function Running() {
  useEffect(() => void resume(), []);
  const job = runningJob.value;
  if (job) return <Going job={job} />;
  return lastJob.value && lastJob.value.results.length > 0 ? <Ended job={lastJob.value} /> : null;
}

function Going({ job }: { job: Job }) {
  const label = job.state === "held" ? text.held(job.total ?? 0) : text.running(job.done, job.total ?? 0);
  return (
    <div class="box stack" role="status">
      <p>{label}</p>
      {job.state !== "held" && <Progress label={label} done={job.done} total={job.total} />}
      <p>
        {text.mayLeave} <a href={`/tac-vu/${job.id}`}>{text.outcome}</a>
      </p>
    </div>
  );
}

function Ended({ job }: { job: Job }) {
  const failed = job.results.filter((result) => !result.ok).length;
  const done = job.results.length - failed;
  return (
    <p class={failed ? "box box-gold" : "box"}>
      {failed ? text.partlyShort(done, failed) : text.done(done)} <a href={`/tac-vu/${job.id}`}>{text.outcome}</a>
    </p>
  );
}

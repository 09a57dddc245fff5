import { Progress } from "../components/parts";
import { runningJob } from "../resources/bulk";
import { bulk as text } from "../text/vi";

/** How far the batch is that was sent last. */
export function Running() {
  const job = runningJob.value;
  if (!job || job.state === "held") return null;
  const label = text.running(job.done, job.total ?? 0);
  return (
    <div class="box" role="status">
      <p>{label}</p>
      <Progress label={label} done={job.done} total={job.total} />
    </div>
  );
}

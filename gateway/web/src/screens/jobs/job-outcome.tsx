import type { ComponentChildren } from "preact";
import { Progress } from "../../components/parts";
import { Await } from "../../components/states";
import { withQuery } from "../../http/client";
import type { JobResult } from "../../http/types";
import { faultOf, isOver, useJob } from "../../resources/jobs";
import { caseStart as text } from "../../text/vi-cases";

interface JobOutcomeProps {
  id: string;
  unitId: string | undefined;
  /** What is said while the job goes on. */
  during?: string;
  /** What is said of a job that failed without words of its own. */
  failed: string;
  /** What is said at the end of the cases that were opened and of those that were not; null says nothing. */
  outcome: (opened: number, left: number) => string | null;
  again: { href: string; title: string };
  children: (results: JobResult[]) => ComponentChildren;
}

/** How far a job that opens cases is; at the end what came of it, and where to go from there. */
export function JobOutcome({ id, unitId, during, failed, outcome, again, children }: JobOutcomeProps) {
  const found = useJob(id, "/cases", "/me/inbox");
  const job = found.data;
  if (!job) return <Await of={found}>{() => null}</Await>;
  const opened = job.results.filter((result) => result.ok).length;
  const told = isOver(job) && outcome(opened, job.results.length - opened);
  return (
    <div class="card stack" role="status">
      {!isOver(job) && <Progress label={text.manyProgress} done={job.done} total={job.total} />}
      {!isOver(job) && during && <p class="caption">{during}</p>}
      {job.state === "failed" && <p class="box box-red">{faultOf(job) ?? failed}</p>}
      {told && (
        <p>
          <strong>{told}</strong>
        </p>
      )}
      {children(job.results)}
      {isOver(job) && (
        <div class="dialog-actions">
          <a class="button button-primary" href={withQuery("/ho-so", { don_vi: unitId })}>
            {text.manySee}
          </a>
          <a class="button" href={again.href}>
            {again.title}
          </a>
        </div>
      )}
    </div>
  );
}

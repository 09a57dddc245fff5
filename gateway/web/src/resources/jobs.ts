import { useEffect } from "preact/hooks";
import { get, post, Problem } from "../http/client";
import type { Job, JobItem } from "../http/types";
import { jobs as text } from "../text/vi-jobs";
import { notify } from "./notices";
import { invalidate, usePages, useResource, type PagedList, type Resource } from "./resource";

const ASK_MS = 700;
const LOOK_MS = 1_500;

/** The person's own jobs, the newest first, wherever they were started; read again as long as one of them goes on. */
export function useOwnJobs(): PagedList<JobItem> {
  const list = usePages<JobItem>("/jobs", 20);
  const isGoing = !list.keptAt && list.items.some((job) => !isOver(job));
  useEffect(() => {
    if (!isGoing || list.busy) return;
    const timer = setTimeout(list.reload, LOOK_MS);
    return () => clearTimeout(timer);
  }, [isGoing, list.busy]);
  return list;
}

/** A job that is held does not run; one that has begun goes on, and that is said. */
export async function cancelJob(id: string): Promise<void> {
  try {
    await post(`/jobs/${id}/cancel`);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    notify(error.isOffline ? error.message : text.tooLate, "error");
  }
  invalidate("/jobs");
}

/** Why the job failed as a whole, in its own words; null where it has none. */
export function faultOf(job: Pick<Job, "fault">): string | null {
  return job.fault?.text ? [job.fault.text, job.fault.mend].filter(Boolean).join(" ") : null;
}

export const isOver = (job: Pick<Job, "state">) =>
  job.state === "done" || job.state === "failed" || job.state === "cancelled";

/** A job that goes on tells how far it is; what became of each item comes once, at its end. */
const withoutResults = (id: string) => `/jobs/${id}?results=false`;

/** Ask after a job until it is over; a lost network only makes it wait. */
export async function followJob(id: string, onNews: (job: Job) => void, alive: () => boolean): Promise<void> {
  while (alive()) {
    try {
      const { data } = await get<Job>(withoutResults(id));
      if (!alive()) return;
      onNews(data);
      if (isOver(data)) return;
    } catch (error) {
      if (error instanceof Problem && error.status === 404) return;
    }
    await new Promise((resolve) => setTimeout(resolve, ASK_MS));
  }
}

/** A job, asked after until it is over; then whatever lies under `changed` is read again. */
export function useJob(id: string, ...changed: string[]): Resource<Job> {
  const found = useResource<Job>(withoutResults(id));
  const job = found.data;
  useEffect(() => {
    if (!job || found.busy) return;
    if (isOver(job)) return invalidate(...changed);
    const timer = setTimeout(found.reload, ASK_MS);
    return () => clearTimeout(timer);
  }, [job?.state, job?.done, found.busy]);
  return found;
}

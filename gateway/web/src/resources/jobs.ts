import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { get, Problem } from "../http/client";
import type { Job } from "../http/types";
import { invalidate, useResource, type Resource } from "./resource";

/** Ids of the jobs that this person started here, newest first; what they are about stays on the server. */
const KEY = "doanso.jobs";
const KEPT = 20;
const ASK_MS = 700;

export const ownJobs = signal<string[]>(JSON.parse(localStorage.getItem(KEY) ?? "[]") as string[]);

function keep(ids: string[]): void {
  ownJobs.value = ids.slice(0, KEPT);
  localStorage.setItem(KEY, JSON.stringify(ownJobs.value));
}

export function rememberJob(id: string): void {
  keep([id, ...ownJobs.value.filter((known) => known !== id)]);
}

export function forgetJob(id: string): void {
  keep(ownJobs.value.filter((known) => known !== id));
}

/** Why the job failed as a whole, in its own words; null where it has none. */
export function faultOf(job: Job): string | null {
  return job.fault?.text ? [job.fault.text, job.fault.mend].filter(Boolean).join(" ") : null;
}

export const isOver = (job: Job) => job.state === "done" || job.state === "failed" || job.state === "cancelled";

/** Ask after a job until it is over; a lost network only makes it wait. */
export async function followJob(id: string, onNews: (job: Job) => void, alive: () => boolean): Promise<void> {
  while (alive()) {
    try {
      const { data } = await get<Job>(`/jobs/${id}`);
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
  const found = useResource<Job>(`/jobs/${id}`);
  const job = found.data;
  useEffect(() => {
    if (!job || found.busy) return;
    if (isOver(job)) return invalidate(...changed);
    const timer = setTimeout(found.reload, ASK_MS);
    return () => clearTimeout(timer);
  }, [job?.state, job?.done, found.busy]);
  return found;
}

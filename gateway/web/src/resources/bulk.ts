import { signal } from "@preact/signals";
import { get, post, Problem, uuid, withQuery } from "../http/client";
import type { Action, CaseItem, InboxGroup, Job, JobItem, JobResult, WaitingCase } from "../http/types";
import { bulk as text } from "../text/vi-cases";
import { slugOf } from "./slug";
import { actingName, useInboxCount } from "./inbox";
import { cancelJob, faultOf, followJob, isOver } from "./jobs";
import { notify } from "./notices";
import { invalidate, usePages } from "./resource";

/** Cases that wait at one step of one process, as far as they were read, and the acts that the server allows there. */
export interface BulkGroup {
  key: string;
  title: string;
  position: string;
  rows: WaitingCase[];
  actions: Action[];
}

export const BULK_FILTERS = ["nhom", "q", "don_vi", "sap_xep"] as const;
export type BulkFilters = Record<(typeof BULK_FILTERS)[number], string>;

export const hasWarning = (row: CaseItem) => (row.warnings?.length ?? 0) > 0;

export const keyOf = ({ process, state }: Pick<InboxGroup, "process" | "state">) => `${process}/${state}`;
export const titleOf = (step: InboxGroup) => `${step.process_title} · ${step.state_title}`;

/** How an address says the step: its process and its state by their titles. */
export const wordsOf = (step: Pick<InboxGroup, "process_title" | "state_title">) =>
  `${slugOf(step.process_title)}/${slugOf(step.state_title)}`;

/** What of a step the filters leave, as the API names it. */
export const narrowed = (step: InboxGroup, { q, don_vi }: BulkFilters) => ({
  process: step.process,
  state: step.state,
  q: q || undefined,
  unit_id: don_vi || undefined,
});

export function groupOf(step: InboxGroup, rows: WaitingCase[]): BulkGroup {
  const actions = new Map<string, Action>();
  for (const action of rows.flatMap((row) => row.allowed_actions))
    if (!actions.has(action.action)) actions.set(action.action, action);
  const first = rows.find((row) => row.position);
  return {
    key: keyOf(step),
    title: titleOf(step),
    position: first ? actingName(first) : "",
    rows,
    actions: [...actions.values()],
  };
}

/** "A" is the act that the server marks first; "T" the one that gives back with a reason. */
export function keyActions(actions: Action[]): { approve: Action | undefined; giveBack: Action | undefined } {
  const approve = actions.find((action) => action.primary) ?? actions[0];
  const giveBack =
    actions.find((action) => action !== approve && action.needs_note && !action.destructive) ??
    actions.find((action) => action !== approve && !action.destructive);
  return { approve, giveBack };
}

/** The campaign of all cases of a group whose act asks something of each. */
export function campaignOf(group: BulkGroup): string | null {
  const [campaign, ...others] = new Set(group.rows.map((row) => row.campaign_id ?? null));
  return campaign && others.length === 0 && keyActions(group.actions).approve?.asks ? campaign : null;
}

/**
 * The step that the address names, else the most numerous, and what waits there: page after page, as it is filtered.
 */
export function useBulk(values: BulkFilters) {
  const counted = useInboxCount();
  const steps = counted.data?.groups ?? [];
  const step = steps.find((known) => [wordsOf(known), keyOf(known)].includes(values.nhom)) ?? steps[0] ?? null;
  const list = usePages<WaitingCase>(
    step && withQuery("/me/inbox", { ...narrowed(step, values), sort: values.sap_xep, count: "exact" }),
    100,
  );
  return { counted, steps, step, list };
}

/** What became of rows in the batches of this visit. */
export const outcomes = signal<ReadonlyMap<string, JobResult>>(new Map());
export const runningJob = signal<Job | null>(null);
/** The batch that ended last in this visit. */
export const lastJob = signal<Job | null>(null);

const HOLD_S = 10;
const ACT = "act_on_many";

/**
 * The cases that are named; or all that wait for the reader where the act begins: of a campaign at a unit and below it,
 * or of a step as it is filtered, those with a warning left out.
 */
export type Which =
  | { case_ids: string[] }
  | { matching: { campaign_id: string; unit_id: string } }
  | { waiting: ReturnType<typeof narrowed> };

/** The batch waits ten seconds on the server, then runs as a job; every row gets an answer of its own. */
export async function decide(
  action: Action,
  which: Which,
  form: Record<string, unknown>,
  note: string,
  onSettled: (failed: string[]) => void,
  key = uuid(),
): Promise<string> {
  const body = { action: action.action, ...which, form, ...(note && { note }), hold_s: HOLD_S };
  const { data: job } = await post<Job>("/cases/bulk-actions", { body, key });
  lastJob.value = null;
  follow(job, HOLD_S - 1, onSettled);
  return job.id;
}

/** The batch is watched to its end, whichever screen stands there; as long as it is held it can be taken back. */
function follow(job: Job, seconds: number, onSettled: (failed: string[]) => void): void {
  runningJob.value = job;
  if (job.state === "held" && seconds > 0)
    notify(text.sending(job.total ?? 0), "info", { label: text.undoIn, seconds, run: () => void cancelJob(job.id) });
  void followJob(
    job.id,
    (news) => {
      runningJob.value = news;
      if (isOver(news)) settle(news, onSettled);
    },
    () => runningJob.value?.id === job.id,
  );
}

/** A batch that goes on although its screen was closed is watched again. */
export async function resume(): Promise<void> {
  if (runningJob.value) return;
  try {
    const { data } = await get<{ items: JobItem[] }>("/jobs", { limit: 5 });
    const going = data.items.find((job) => job.kind === ACT && !isOver(job));
    if (!going || runningJob.value) return;
    const left = HOLD_S - 1 - Math.ceil((Date.now() - Date.parse(going.created_at)) / 1_000);
    follow({ ...going, results: [] }, Math.min(left, HOLD_S - 1), () => undefined);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
  }
}

function settle(job: Job, onSettled: (failed: string[]) => void): void {
  runningJob.value = null;
  lastJob.value = job;
  if (job.state === "cancelled") {
    notify(text.undone, "info");
    return;
  }
  const next = new Map(outcomes.value);
  for (const result of job.results) next.set(result.id, result);
  outcomes.value = next;
  if (job.state === "failed" && job.results.length === 0) notify(faultOf(job) ?? text.notRun, "error");
  else tellOf(job);
  onSettled(job.results.filter((result) => !result.ok).map((result) => result.id));
  invalidate("/cases", "/campaigns", "/me/inbox");
}

function tellOf(job: Job): void {
  const failed = job.results.filter((result) => !result.ok);
  const done = job.results.length - failed.length;
  notify(failed.length ? text.partly(done, failed.length) : text.done(done), failed.length ? "error" : "done");
}

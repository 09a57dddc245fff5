import { signal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { post, uuid } from "../http/client";
import type { Action, CaseItem, InboxItem, Job, JobResult } from "../http/types";
import { bulk as text } from "../text/vi";
import { actingName } from "./inbox";
import { cancelJob, faultOf, followJob, isOver } from "./jobs";
import { notify } from "./notices";
import { invalidate, usePages } from "./resource";

export interface BulkGroup {
  key: string;
  title: string;
  position: string;
  rows: CaseItem[];
  actions: Action[];
}

export const hasWarning = (row: CaseItem) => (row.warnings?.length ?? 0) > 0;

/** Cases that wait for the reader, by process and step; the acts are those the server allows for the step. */
export function groupsOf(cases: CaseItem[], inbox: InboxItem[]): BulkGroup[] {
  const waiting = new Map(inbox.map((item) => [item.id, item]));
  const groups = new Map<string, BulkGroup>();
  for (const row of cases) {
    const key = `${row.process}/${row.state}`;
    const item = waiting.get(row.id);
    const group = groups.get(key) ?? { key, title: `${row.process_title ?? row.process} · ${row.state_title}`, position: "", rows: [], actions: [] };
    groups.set(key, group);
    group.rows.push(row);
    for (const action of row.allowed_actions ?? item?.allowed_actions ?? []) {
      if (!group.actions.some((known) => known.action === action.action)) group.actions.push(action);
    }
    if (item && !group.position) group.position = actingName(item);
  }
  return [...groups.values()];
}

/** "A" is the act that the server marks first; "T" the one that gives back with a reason. */
export function keyActions(actions: Action[]): { approve: Action | undefined; giveBack: Action | undefined } {
  const approve = actions.find((action) => action.primary) ?? actions[0];
  const giveBack = actions.find((action) => action !== approve && action.needs_note && !action.destructive) ?? actions.find((action) => action !== approve && !action.destructive);
  return { approve, giveBack };
}

/** The campaign of all cases of a group whose act asks something of each. */
export function campaignOf(group: BulkGroup): string | null {
  const [campaign, ...others] = new Set(group.rows.map((row) => row.campaign_id ?? null));
  return campaign && others.length === 0 && keyActions(group.actions).approve?.asks ? campaign : null;
}

export function useBulk() {
  const cases = usePages<CaseItem>("/cases?waiting_for_me=true", 100);
  const inbox = usePages<InboxItem>("/me/inbox", 100);
  const groups = useMemo(() => groupsOf(cases.items, inbox.items), [cases.items, inbox.items]);
  return { cases, groups };
}

/** What became of rows in the batches of this visit. */
export const outcomes = signal<ReadonlyMap<string, JobResult>>(new Map());
export const runningJob = signal<Job | null>(null);

const HOLD_S = 10;

/** The cases that are named, or all of a campaign at a unit and below it that wait for the reader where the act begins. */
type Which = { case_ids: string[] } | { matching: { campaign_id: string; unit_id: string } };

/** The batch waits ten seconds on the server, then runs as a job; every row gets an answer of its own. */
export async function decide(action: Action, which: Which, form: Record<string, unknown>, note: string, onSettled: (failed: string[]) => void, key = uuid()): Promise<string> {
  const body = { action: action.action, ...which, form, ...(note && { note }), hold_s: HOLD_S };
  const { data: job } = await post<Job>("/cases/bulk-actions", { body, key });
  runningJob.value = job;
  notify(text.sending(job.total ?? 0), "info", { label: text.undoIn, seconds: HOLD_S - 1, run: () => void cancelJob(job.id) });
  void followJob(
    job.id,
    (news) => {
      runningJob.value = news;
      if (isOver(news)) settle(news, onSettled);
    },
    () => runningJob.value?.id === job.id,
  );
  return job.id;
}

function settle(job: Job, onSettled: (failed: string[]) => void): void {
  runningJob.value = null;
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


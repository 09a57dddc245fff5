import { signal } from "@preact/signals";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { post, Problem } from "../http/client";
import { groupsOf } from "../forms/schema";
import type { Action, Job, JobResult } from "../http/types";
import { rating as text } from "../text/vi-rating";
import {
  filledDown,
  formOf,
  hasOwnVotes,
  RATING,
  type Drafts,
  type Grid,
  type GridRow,
  type RowDraft,
} from "./campaigns";
import { dropDraft, readDraft, saveDraft } from "./drafts";
import { faultOf, followJob, isOver } from "./jobs";
import { notify } from "./notices";
import { invalidate } from "./resource";

/** What became of each row in this visit. */
export const told = signal<ReadonlyMap<string, JobResult>>(new Map());
export const isRunning = signal(false);
/** Why the rows that were sent last were refused, where it is one reason for all: it lies in what they share. */
export const sameRefusal = signal<string | null>(null);

export interface Sheet {
  items: { case_id: string; form: RowDraft; problems: string[] }[];
  problems: string[];
}

/** Rows half filled in stay on this device until the server has them. */
export function useDrafts(name: string) {
  const [drafts, setDrafts] = useState<Drafts>(() => (readDraft(name)?.form as Drafts | undefined) ?? {});
  // What is typed while rows are on their way stays: a change begins with what stands here by then.
  const latest = useRef(drafts);
  const put = (next: Drafts) => {
    latest.current = next;
    setDrafts(next);
    if (Object.keys(next).length) saveDraft(name, next);
    else dropDraft(name);
  };
  const change = (ids: string[], changed: RowDraft) =>
    put({ ...latest.current, ...Object.fromEntries(ids.map((id) => [id, { ...latest.current[id], ...changed }])) });
  /** Rows that the server has are no drafts any more, unless they were changed since they were sent. */
  const drop = (done: Set<string>, sent: Drafts) =>
    put(
      Object.fromEntries(Object.entries(latest.current).filter(([id, draft]) => !done.has(id) || draft !== sent[id])),
    );
  return { drafts, put, change, drop };
}

/** The fields of the act's form that are each row's own, and those of the meeting that all rows share. */
export function useParts(grid: Grid) {
  return useMemo(() => {
    const fields = groupsOf(grid.fields).flatMap((group) => group.fields);
    const group = fields.find((field) => field.name === RATING)?.schema["x-group"];
    const own = fields.filter((field) => field.schema["x-group"] === group);
    const pick = (kept: typeof fields) => ({
      type: "object",
      properties: Object.fromEntries(kept.map((field) => [field.name, field.schema])),
      required: grid.fields?.required ?? [],
    });
    return {
      own: pick(own),
      shared: pick(fields.filter((field) => !own.includes(field))),
      names: own.map((field) => field.name),
    };
  }, [grid.fields]);
}

/** What the rows that were changed are sent with. */
export function itemsOf(
  rows: GridRow[],
  drafts: Drafts,
  codes: string[],
  names: string[],
  present: unknown,
  allAgree: boolean,
) {
  return rows.flatMap((row) => {
    const draft = drafts[row.id];
    if (!draft) return [];
    const whole = allAgree && !hasOwnVotes(draft) ? filledDown(row, draft, codes, present) : draft;
    return [{ case_id: row.id, version: row.version, form: formOf(row, whole, names) }];
  });
}

type Item = { case_id: string; version: number; form?: RowDraft };

/** So many rows go to the server in one batch. */
const BATCH = 500;

/**
 * One act over the rows, each with its own form; every row gets an answer of its own. Many rows go in batches, one
 * after another.
 */
export async function actOn(
  action: string,
  items: Item[],
  shared: RowDraft,
  note: string,
  onDone: (done: Set<string>) => void,
): Promise<void> {
  isRunning.value = true;
  const done = new Set<string>();
  try {
    notify(text.saving(items.length), "info");
    for (let from = 0; from < items.length; from += BATCH) {
      const { data: job } = await post<Job>("/cases/bulk-actions", {
        body: { action, items: items.slice(from, from + BATCH), form: shared, ...(note && { note }) },
      });
      await followJob(
        job.id,
        (news) => isOver(news) && settle(news, done),
        () => true,
      );
      onDone(done);
    }
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    notify([error.message, error.mend].filter(Boolean).join(" "), "error");
  } finally {
    isRunning.value = false;
    invalidate("/campaigns", "/cases", "/me/inbox");
  }
}

function settle(job: Job, done: Set<string>): void {
  const next = new Map(told.value);
  for (const result of job.results) next.set(result.id, result);
  told.value = next;
  sameRefusal.value = sameReason(job.results);
  const failed = job.results.filter((result) => !result.ok).length;
  if (job.state === "failed") notify(faultOf(job) ?? text.partly(0, failed), "error");
  else
    notify(
      failed ? text.partly(job.results.length - failed, failed) : text.saved(job.results.length),
      failed ? "error" : "done",
    );
  for (const result of job.results) if (result.ok) done.add(result.id);
}

/** The one reason of all; one that names whom it is about is that row's own. */
function sameReason(results: JobResult[]): string | null {
  const isOwn = ({ detail, title }: JobResult) => !!title && !!detail?.includes(title.split(" · ").at(-1)!);
  const reasons = new Set(results.map((result) => (result.ok || isOwn(result) ? null : result.detail)));
  return reasons.size === 1 ? [...reasons][0]! : null;
}

/** What was told of rows before this visit to the grid is forgotten. */
export function useFreshStart(): void {
  useEffect(() => {
    told.value = new Map();
    sameRefusal.value = null;
  }, []);
}

/**
 * Acts that take no form, and the rows that may make them: those that bring rows on, and any other for rows that were
 * ticked.
 */
export function plainActs(rows: GridRow[], isPicked: boolean): { action: Action; rows: GridRow[] }[] {
  const found = new Map<string, { action: Action; rows: GridRow[] }>();
  for (const row of rows) {
    for (const action of row.allowed_actions) {
      if (action.asks || action.destructive || !(action.primary || isPicked)) continue;
      const known = found.get(action.action) ?? { action, rows: [] };
      known.rows.push(row);
      found.set(action.action, known);
    }
  }
  return [...found.values()];
}

import type { Refusal, UnitRef } from "./types";

export interface CellProblem {
  row: number;
  column: string | null;
  field?: string | null;
  code: string;
  text: string;
  value?: string | null;
  severity?: "error" | "warning";
  /** The number is another member's: comparison can be asked for. */
  can_compare?: boolean;
}

/** What becomes of a row of a workbook. */
export type Outlook = "create" | "update" | "same" | "doubtful" | "duplicate" | "error";

export interface FieldChange {
  field: string;
  title: string;
  old: string;
  new: string;
  needs_decision: boolean;
}

export interface ImportRow {
  row: number;
  line: number;
  full_name: string | null;
  born: string;
  unit: UnitRef | null;
  person: { id: string; full_name: string; code: string | null } | null;
  changes: FieldChange[];
  doubts: string[];
  decision: "accept" | "keep" | null;
  problems: string[];
}

export interface ImportView {
  id: string;
  state: "checking" | "checked" | "applying" | "applied" | "undoing" | "undone" | "failed";
  kind: "members" | "units";
  unit: UnitRef;
  file_name?: string;
  mapping: {
    columns: {
      index: number;
      header: string;
      field: string | null;
      confidence?: number;
      sheet?: string;
      sample?: string[];
    }[];
  } | null;
  fields: { code: string; title: string; required?: boolean }[];
  rows: number;
  ok: number;
  warnings: number;
  errors: CellProblem[];
  error_count?: number;
  counts?: Partial<Record<Outlook, number>>;
  done: number;
  total: number | null;
  problem?: Refusal | null;
  undo_until?: string | null;
  created_at?: string;
}

export interface JobResult {
  id: string;
  ok: boolean;
  code: string | null;
  detail: string | null;
  /** The item by name, where the server tells it. */
  title?: string;
  /** Why it did not go, without its name: equal ones are told together. */
  reason?: string;
}

export interface Job {
  id: string;
  kind: string;
  state: "held" | "waiting" | "running" | "done" | "failed" | "cancelled";
  done: number;
  total: number | null;
  started_at?: string | null;
  ended_at?: string | null;
  results: JobResult[];
  file?: { name: string; size: number } | null;
  /** Why it failed as a whole, and what to do; a fault without words is told in the client's. */
  fault?: { code: string; text?: string | null; mend?: string | null } | null;
}

/** A job in a list: outcomes counted, not told one by one. */
export interface JobItem extends Omit<Job, "results"> {
  created_at: string;
  succeeded: number;
  refused: number;
}

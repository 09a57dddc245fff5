/** Reports that units submitted, as the server sends them. */

import type { Action, PersonRef, RefusedAction, UnitRef } from "../http/types";
import type { Tone } from "../components/parts";
import type { Report } from "./figures";

type State = "SUBMITTED" | "ACCEPTED" | "RETURNED" | "NOT_YET" | "LATE" | "NOT_DUE";

interface ReportPeriod {
  code: string;
  title: string;
  first: string;
  last: string;
}

export interface SubmissionItem {
  id: string;
  submitted_at: string;
  submitted_by: PersonRef | null;
  is_late: boolean;
  note: string | null;
  accepted_at?: string | null;
  accepted_by?: PersonRef | null;
  returned_at: string | null;
  returned_by: PersonRef | null;
  return_reason: string | null;
  version: number;
}

export interface OwnReport {
  code: string;
  title: string;
  state: State;
  state_title: string;
  submission: SubmissionItem | null;
  allowed_actions: Action[];
  refused_actions: RefusedAction[];
}

export interface ChildReports {
  unit: UnitRef;
  is_closed: boolean;
  state: State;
  state_title: string;
  submitted: number;
  accepted?: number;
  expected: number;
  due_on: string;
  submission_id: string | null;
  /** Reports that lie to be accepted. */
  waiting?: { id: string; report: string; version: number }[];
}

export interface SubmissionList {
  unit: UnitRef;
  period: ReportPeriod | null;
  periods: ReportPeriod[];
  own_periods: ReportPeriod[];
  due_on: string | null;
  own: OwnReport[];
  children: ChildReports[];
  submitted: number;
  accepted?: number;
  expected: number;
  remark: string | null;
  allowed_actions?: Action[];
}

export interface Submission extends SubmissionItem {
  unit: UnitRef;
  period: ReportPeriod;
  state: State;
  state_title: string;
  due_on: string;
  report: Omit<Report, "path" | "may_export" | "draft"> & Kept;
  history: SubmissionItem[];
  may_export: boolean;
  allowed_actions: Action[];
  refused_actions?: RefusedAction[];
}

/** A figure that an officer has set by hand. */
export interface Override {
  figure: string;
  title: string;
  reckoned: number;
  value: number;
  reason: string;
  by: PersonRef | null;
  at: string;
}

export interface DraftFigure {
  code: string;
  title: string;
  is_share: boolean;
  registry: number | null;
  accepted: number | null;
  rest: number | null;
  figure: number | null;
  override: Override | null;
  may_override: boolean;
  differs: { unit: UnitRef; accepted: number; registry: number }[];
  more: number;
}

/** What the unit would submit for a period. */
export interface ReportDraft {
  period: string;
  basis: string;
  basis_title: string;
  expected: number;
  accepted: number;
  waiting: {
    unit: UnitRef;
    period: string;
    state: State;
    state_title: string;
    submission_id: string | null;
    more: number;
  }[];
  figures: DraftFigure[];
  remarks: string[];
  mark: string;
  allowed_actions: Action[];
}

/** What a snapshot says besides its figures. */
export interface Kept {
  basis_title?: string;
  waiting?: string[];
  overrides?: Override[];
}

/** How many reports were accepted at once, and which not. */
export interface Acceptance {
  accepted: number;
  results: { id: string; ok: boolean; detail: string | null; title?: string }[];
}

export const TONES: Record<State, Tone> = {
  SUBMITTED: "blue",
  ACCEPTED: "green",
  RETURNED: "red",
  NOT_YET: "plain",
  LATE: "red",
  NOT_DUE: "plain",
};

/** Something is waited for from the unit itself: it does not lie with the unit above, and it is asked for. */
export const isMissing = ({ state }: { state: State }) =>
  state === "NOT_YET" || state === "LATE" || state === "RETURNED";

/** "2026-Q3" → the year and the part of it as the address of a report says them. */
export function partOf(period: string): { nam: string; ky: string } {
  const [nam = "", ky = ""] = period.split("-");
  return { nam, ky: ky.toLowerCase() };
}

/** The period that the address of a report says; nothing where it says none. */
export function periodOf(nam: string, ky: string, today: string): string {
  if (!ky) return nam;
  return `${nam || today.slice(0, 4)}-${ky.toUpperCase()}`;
}

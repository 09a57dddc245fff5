import type { Action, Page, PersonRef, Refusal, RefusedAction, UnitRef } from "./types";

export interface Unit {
  id: string;
  code: string;
  name: string;
  level: string;
  kind: string;
  kind_title?: string;
  level_title?: string;
  parent_id: string | null;
  path: UnitRef[];
  member_count: number;
  /** Members below it whom chapters entered and nobody confirmed. */
  unconfirmed_count?: number;
  child_count: number;
  officers: Officer[];
  term?: CommitteeTerm | null;
  warnings?: Refusal[];
  allowed_actions?: Action[];
  refused_actions?: RefusedAction[];
  opened_on?: string | null;
  closed_on?: string | null;
  successor?: UnitRef | null;
  version: number;
}

/** The term of a unit's committee. */
export interface CommitteeTerm {
  code: string;
  from_on: string;
  until: string | null;
  /** Its last day as first set. */
  planned_until: string | null;
  is_provisional: boolean;
  state: string;
  state_title: string;
  /** As late as an extension may reach. */
  latest: string | null;
  extensions: { before: string; until: string; party_paper: string | null; decision_no: string | null }[];
}

export interface Officer {
  id?: string | null;
  person?: PersonRef;
  person_id?: string;
  full_name?: string;
  title: string;
  code?: string;
  from_on?: string | null;
  until?: string | null;
  decision_no?: string | null;
  engagement_title?: string | null;
  allowed_actions?: Action[];
}

/** What was done to a unit; document_id: its decision, where our own registers hold it. */
export interface UnitAct {
  id: string;
  title: string;
  on: string;
  decision_no: string | null;
  decision_on: string | null;
  document_id: string | null;
}

export interface UnitItem {
  id: string;
  code: string;
  name: string;
  level: string;
  kind: string;
  kind_title?: string;
  parent_id: string | null;
  parent_name?: string | null;
  member_count: number;
  child_count: number;
}

export interface UnitStatistics {
  total: number;
  female?: number;
  minority?: number;
  party?: number;
  age_bands?: Record<string, number> | { title?: string; band?: string; count: number }[];
  statuses?: Record<string, number> | { title?: string; status?: string; count: number }[];
  children?: { unit: UnitRef; total: number }[];
}

/** What one unit lends another. */
export interface Delegation {
  id: string;
  from_unit: UnitRef;
  to_unit: UnitRef;
  process: string;
  process_title: string;
  from_on: string;
  until: string | null;
  decision_no: string;
  state: "current" | "coming";
  state_title: string;
  may_end: boolean;
}

export interface DelegationPage extends Page<Delegation> {
  allowed_actions: Action[];
}

export interface RecordedMeeting {
  held_on: string;
  source_title: string;
  present: number;
  absent: PersonRef[];
  excused: PersonRef[];
}

export interface RecordedMeetingList {
  items: RecordedMeeting[];
  missed?: { person: PersonRef; days: string[]; text: string }[];
  allowed_actions: Action[];
}

export interface UnitSymbols {
  unit_id: string;
  body: string;
  usual_body: string;
  /** kind: the usual abbreviation, which names the type. */
  types: { kind: string; title: string; written: string; example: string }[];
  allowed_actions: Action[];
}

export interface UnitTrainingItem {
  code: string;
  title: string;
  detail: string;
  /** None for the province's catalogue. */
  owner: UnitRef | null;
  from_on: string | null;
  /** The first day without it. */
  ended_on: string | null;
  source: string | null;
  state: string;
  state_title: string;
  allowed_actions: Action[];
}

export interface UnitTrainingItems {
  items: UnitTrainingItem[];
  allowed_actions: Action[];
  refused_actions: RefusedAction[];
}

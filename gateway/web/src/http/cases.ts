import type { Dossier } from "./dossiers";
import type { Action, Page, PersonRef, Refusal, RefusedAction, Schema, UnitRef } from "./types";

export interface ProcessItem {
  code: string;
  title: string;
  may_open?: boolean;
  reason?: string | null;
  description?: string;
  /** Cases may be opened for many members at once. */
  for_many?: boolean;
  /** The word in the address of the process's own screen. */
  board?: string | null;
}

/**
 * States that officers look at together. side: whether a unit is where cases come from, where they go to, or either.
 */
export interface Lane {
  code: string;
  title: string;
  states: string[];
  side: "from" | "to" | "any";
}

export interface ProcessDefinition {
  code: string;
  title: string;
  description?: string;
  /** Whether a person of the registry is named when a case is opened: never, where there is one, or always. */
  subject?: "none" | "optional" | "member";
  /** How that person is asked for, where it is not simply a member. */
  /** Whoever holds no office opens it about themselves. */
  opens_for_oneself?: boolean;
  subject_asked?: { title: string; hint: string; is_rare?: boolean } | null;
  form_schema: Schema | null;
  /** What is asked once for all the people of a workbook; null where cases are opened one by one. */
  workbook_schema?: Schema | null;
  /** How cases about many members come out of a workbook of them: what is asked once for all, and what is filled in. */
  members_sheet?: { schema: Schema; columns: string[] } | null;
  /** Where a list of members stands whom the records name for such a case. */
  candidates_at?: string | null;
  /** Whoever it is about may have written their part by a link. */
  takes_applications?: boolean;
  states: { code: string; title: string; held_by?: string | null; is_end?: boolean }[];
  rail?: string[];
  board?: { lanes: Lane[]; takes_packages: boolean } | null;
  /** Cases are also opened for a whole year's list. */
  has_campaigns?: boolean;
  /** keep: the group of the case's form that what the move asks for is kept in. */
  moves: (Action & { from: string | string[]; to: string | string[]; by: string; keep?: string | null })[];
  diagram: string;
}

/** A member whom the records name for a case: why, and what its form would begin with. */
export interface Candidate {
  person: { id: string; full_name: string; code?: string | null };
  unit: { id: string; name: string };
  why: string;
  form: Record<string, unknown>;
}

export interface CaseItem {
  id: string;
  number: string;
  process: string;
  process_title?: string;
  campaign_id?: string | null;
  /** Only its parties read it: nothing of it is kept on a device. */
  confidential?: boolean;
  /** The word of the process's own screen of the case. */
  screen?: string | null;
  title: string;
  state: string;
  state_title: string;
  version: number;
  subject: PersonRef | null;
  unit: UnitRef;
  holder_unit?: UnitRef | null;
  since: string;
  due_at: string | null;
  warnings?: Refusal[];
  allowed_actions?: Action[];
}

interface Holder {
  unit: UnitRef | null;
  role: string | null;
  role_title?: string | null;
  people: PersonRef[];
  vacant: boolean;
  note?: string | null;
}

export interface HistoryLine {
  action: string;
  label: string;
  from_state: string | null;
  to_state: string;
  to_title: string;
  at: string;
  actor?: PersonRef | null;
  position?: string | null;
  unit?: UnitRef | null;
  note?: string | null;
  /** Titles of the fields that the move changed in the case's own form. */
  changed?: string[];
  refusals?: Refusal[];
  form?: Record<string, unknown>;
}

export interface CaseDocument {
  id: string;
  template: string;
  title: string;
  number: string | null;
  on?: string | null;
  state: string;
  state_title?: string;
}

type StepStatus = "done" | "now" | "next" | "skipped";

interface RailStep {
  state: string;
  title: string;
  status?: StepStatus;
  step?: StepStatus;
  at?: string | null;
  /** What is to be done in it, and how soon. */
  term?: string | null;
}

export interface Case extends CaseItem {
  holder: Holder;
  form: Record<string, unknown>;
  form_schema?: Schema | null;
  comes_next?: { title: string; holder_title: string | null } | null;
  expected_on?: string | null;
  rail: RailStep[];
  allowed_actions: Action[];
  refused_actions: RefusedAction[];
  history: HistoryLine[];
  documents: CaseDocument[];
  rule_set?: string;
  /** Where the reader fetches the package of the member who was let go. */
  package_at?: string | null;
  /** Of a confidential case: who may know of it, by name. */
  readers?: string[] | null;
  /** The case has a screen of its process's own. */
  dossier?: Dossier | null;
}

export interface InboxItem {
  kind: string;
  id: string;
  number: string | null;
  title: string;
  unit: UnitRef | null;
  since: string | null;
  due_at: string | null;
  allowed_actions: Action[];
  /** The position of the reader's that the row waits for. */
  position?: string | { title?: string; role?: string; unit?: UnitRef } | null;
  acting?: string | { title?: string; role?: string; unit?: UnitRef } | null;
  warnings?: Refusal[];
  process?: string;
  process_title?: string;
  state?: string;
  state_title?: string;
  /** What people do with it where it stands. */
  act_title?: string | null;
  subject?: PersonRef | null;
  version?: number;
  /** Of reports: as in their addresses. */
  period?: string | null;
  overdue?: boolean;
  /** What was said of it. */
  note?: string | null;
  /** The one thing itself, where no other of its kind waits. */
  only_id?: string | null;
}

export interface Inbox extends Page<InboxItem> {
  missing: string[];
}

/** A case that waits for the reader, in their inbox. */
export interface WaitingCase extends CaseItem {
  position?: InboxItem["position"];
  allowed_actions: Action[];
}

/** How much waits for the reader at one step of one process. */
export interface InboxGroup {
  process: string;
  process_title: string;
  state: string;
  state_title: string;
  act_title?: string | null;
  count: number;
  overdue: number;
}

export interface InboxCount {
  total: number;
  overdue: number;
  groups: InboxGroup[];
}

export interface ProgressRow {
  unit: UnitRef;
  has_children: boolean;
  open: number;
  overdue: number;
  soon: number;
  held: number;
  vacant: number;
  oldest_at: string | null;
}

export interface Bottleneck {
  process: string;
  process_title: string;
  state: string;
  state_title: string;
  open: number;
  overdue: number;
  median_days: number;
  usual_days: number | null;
  slowest_unit: UnitRef | null;
}

/** How cases stand below a unit. */
export interface Progress {
  unit: UnitRef;
  items: ProgressRow[];
  total: Pick<ProgressRow, "open" | "overdue" | "soon" | "held" | "vacant">;
  bottlenecks: Bottleneck[];
}

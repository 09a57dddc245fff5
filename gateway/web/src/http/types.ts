/** Shapes of the HTTP API, as the client reads them. The server decides; these only name what arrives. */
import type { Dossier } from "./dossiers";

export interface UnitRef {
  id: string;
  name: string;
  level?: string;
  /** Of a unit whose name others bear too. */
  parent_name?: string | null;
}

export interface PersonRef {
  id: string | null;
  full_name: string;
  code?: string | null;
}

export interface Refusal {
  code: string;
  text: string;
  mend?: string | null;
}

export interface Page<T> {
  items: T[];
  next: string | null;
  total: number | null;
  /** Of a list that several services answer: those that could not be asked. */
  missing?: string[];
}

export interface Position {
  id?: string | null;
  role: string;
  unit: UnitRef;
  code: string;
  title: string;
  until: string | null;
}

export interface Me {
  person: { id: string; code: string | null; full_name: string; unit: UnitRef | null };
  positions: Position[];
  can: string[];
  /** required: the rule asks for it and it is not on yet; until then no office is acted for. */
  second_factor?: { on: boolean; required: boolean };
}

/** Somebody looked at data of the reader's. */
export interface Access {
  id: string;
  seen_at: string;
  how: string;
  /** Titles of the groups of fields. */
  what: string[];
  viewer: { id: string; full_name: string | null };
  unit: UnitRef | null;
}

export interface Invitation {
  name?: string;
  full_name?: string;
  unit?: UnitRef | null;
  expires_at?: string | null;
}

// ------------------------------------------------------------------ forms

export type Widget =
  | "text"
  | "textarea"
  | "day"
  | "month"
  | "number"
  | "choice"
  | "unit"
  | "person"
  | "people"
  | "votes"
  | "file"
  | "bool"
  | "radio"
  | "meeting";

export interface Schema {
  type?: string | string[];
  title?: string;
  description?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  enum?: (string | number | boolean | null)[];
  default?: unknown;
  format?: string;
  minimum?: number;
  maximum?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  readOnly?: boolean;
  /** The control; the server's other words for one ("select", "stepper", "date", "checkbox") are understood too. */
  "x-widget"?: string;
  /** Shown only while other fields have one of these values. */
  "x-when"?: Record<string, unknown[]>;
  /** Shown only while other fields hold a day after these. */
  "x-when-after"?: Record<string, string>;
  /** Of a whole form: the short pages on which it is asked. */
  "x-pages"?: { title: string; groups: string[] }[];
  /** Of a whole form: groups that few people need. */
  "x-folded"?: string[];
  /** The move before which it must be filled in. */
  "x-needed"?: string;
  "x-order"?: number;
  "x-group"?: string;
  /** Media types that a file may have. */
  "x-accept"?: string[];
  "x-anywhere"?: boolean;
  /** A day long past: today is no answer. */
  "x-past"?: boolean;
  /** Days that are chosen by a tap. */
  "x-suggested"?: { label: string; on: string }[];
  /** The keyboard that a phone shows. */
  "x-keyboard"?: string;
  /** Whole rows to choose from: where they stand, in groups, and the field that names the group. */
  "x-proposed"?: { at: string; by: string };
  "x-labels"?: Record<string, string> | string[];
}

export interface Action {
  action: string;
  label: string;
  form_schema?: Schema | null;
  primary?: boolean;
  place?: "recommended" | "other" | "destructive";
  destructive?: boolean;
  needs_note?: boolean;
  /** In short lists: the move has a form that is not sent along. */
  asks?: boolean;
  consequences?: string[];
}

export interface RefusedAction {
  action: string;
  label: string;
  refusals: Refusal[];
}

// ------------------------------------------------------------------ units and members

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

export interface MemberItem {
  id: string;
  code: string | null;
  full_name: string;
  born_on: string | null;
  born_precision?: "day" | "month" | "year";
  sex: "male" | "female";
  status: string;
  status_title?: string;
  unit: UnitRef | null;
  card_no: string | null;
  completeness?: number;
  flags?: (string | { code: string; title: string })[];
  badges?: string[];
}

export interface MemberField {
  code: string;
  title: string;
  value?: unknown;
  display?: string | null;
  masked?: boolean;
  kind?: string;
  missing?: boolean;
  needed?: boolean;
  editable?: boolean;
  choices?: { code: string; label: string }[];
}

export interface MemberGroup {
  code: string;
  title: string;
  sensitive?: boolean;
  masked?: boolean;
  can_reveal?: boolean;
  fields: MemberField[];
}

export interface Member extends MemberItem {
  groups: MemberGroup[];
  has_photo?: boolean;
  joined_on?: string | null;
  positions?: Position[];
  allowed_actions?: Action[];
  warnings?: Refusal[];
  /** The file that this one was merged into. */
  merged_into?: PersonRef | null;
  version: number;
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

export interface DuplicateSide extends MemberItem {
  joined_on?: string | null;
}

export interface DuplicateItem {
  id: string;
  state: "OPEN" | "SAME" | "DIFFERENT" | "MERGED";
  score: number;
  reasons: Refusal[];
  left: DuplicateSide;
  right: DuplicateSide;
  found_at: string;
  settled_at: string | null;
  settled_by: string | null;
  kept_id: string | null;
}

export interface DuplicateField {
  code: string;
  title: string;
  left: string;
  right: string;
  differs: boolean;
}

export interface Duplicate extends DuplicateItem {
  fields: DuplicateField[];
  /** What keeping either of the two means; none once the pair is settled. */
  choices: { keep_id: string; refusals: Refusal[]; consequences: string[] }[];
  allowed_actions: Action[];
  undo_until: string | null;
}

/** A row left out of an import, since another member bears its citizen id. */
export interface Comparison {
  id: string;
  row: { full_name?: string | null; born_on?: string | null };
  unit: UnitRef;
  member: DuplicateSide;
  requested_at: string;
}

export interface TimelineItem {
  kind: string;
  title: string;
  on: string | null;
  detail?: string | null;
  number?: string | null;
  case_id?: string | null;
  document_id?: string | null;
}

export interface Choice {
  code: string;
  title: string;
}

export type MemberFilters = Record<string, Choice[]>;

// ------------------------------------------------------------------ imports and jobs

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

// ------------------------------------------------------------------ cases and documents

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

export interface DocumentItem {
  id: string;
  template: string;
  kind: string;
  number: string;
  ordinal: number;
  term: string;
  title: string;
  on: string;
  unit: UnitRef;
  signer?: string | null;
  state: string;
  state_title: string;
  cancelled_reason?: string | null;
}

export interface Document extends DocumentItem {
  content: Record<string, unknown>;
  case_ids: string[];
  text: string;
  struck?: { full_name: string | null; at: string; reason: string | null; by?: DocumentRef | null }[];
  corrects?: DocumentRef | null;
  corrected_by?: DocumentRef[];
  ended_by?: DocumentRef | null;
  verify_url: string;
  issued_at: string;
  allowed_actions?: Action[];
}

export interface DocumentRef {
  id: string;
  number: string;
  on: string;
  title: string;
}

export interface Verification {
  state: string;
  state_title: string;
  number?: string | null;
  on?: string | null;
  issuer?: string | null;
  title?: string | null;
  person?: string | null;
  /** For whom of its people it no longer counts. */
  note?: string | null;
  valid?: boolean;
}

export interface Card {
  id?: string;
  has_photo?: boolean;
  code: string | null;
  card_no: string | null;
  full_name: string;
  unit: UnitRef | null;
  state: string;
  state_title?: string;
  qr: string;
}

export interface SessionItem {
  id: string;
  device: string | null;
  created_at: string;
  seen_at: string | null;
  current: boolean;
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

export interface Rule {
  key: string;
  text: string;
  default_text: string;
  title: string;
  mark: string;
  source: string;
  /** The province is still to say whether it is so. */
  unsure: boolean;
  set_at: string | null;
  allowed_actions: Action[];
  /** Entries of a rule that is a list. */
  rows?: RuleEntry[];
}

export interface RuleEntry {
  code: string;
  title: string;
  mark: string | null;
  detail: string;
  allowed_actions: Action[];
}

/** A year as deadlines count it: days that are not as their weekday says. */
export interface YearCalendar {
  year: number;
  years: number[];
  days: YearDay[];
  warnings: Refusal[];
}

export interface YearDay {
  on: string;
  weekday: string;
  kind: string;
  kind_title: string;
  title: string;
  /** The plan of the year may have another day instead. */
  unsure: boolean;
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

export interface RuleSet {
  code: string;
  charter_term: string;
  valid_from: string;
  valid_to: string | null;
  sets: { code: string; valid_from: string; valid_to: string | null }[];
  parameters: Rule[];
}

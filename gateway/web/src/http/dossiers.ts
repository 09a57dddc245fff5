/** What the server tells for the screens of some processes' own. */
import type { UnitRef } from "./types";

export interface FormAuthority {
  form: string;
  title: string;
  voters_title: string;
  decided_by: UnitRef | null;
  /** The meeting's own vote is the decision. */
  at_once: boolean;
  /** More than half voted for it. */
  is_voted: boolean;
}

export interface DisciplineBallot {
  voters_title: string;
  is_secret: boolean;
  members_total: number | null;
  present: number | null;
  quorum: number | null;
  has_quorum: boolean | null;
  needed: number | null;
  counts: { title: string; votes: number; passed: boolean }[];
  outcome: string | null;
  accused_voted: boolean | null;
}

export interface Suspension {
  title: string | null;
  reason: string | null;
  party_opinion: string | null;
  from_on: string;
  until: string;
  latest_on: string;
  was_extended: boolean;
  lifted_on: string | null;
  is_running: boolean;
}

export interface DisciplineDecision {
  form: string;
  title: string;
  changed_from: string | null;
  reason: string | null;
  special_reason: string | null;
  decided_by: UnitRef | null;
  number: string | null;
  on: string | null;
  document_id: string | null;
  announced_on: string | null;
  place: string | null;
  change_announced_on: string | null;
  standing: "waiting" | "in_force" | "over";
  standing_title: string;
  expires_on: string | null;
}

export interface FileRef {
  digest: string;
  name: string;
  media_type?: string;
}

export interface Complaint {
  complained_on: string | null;
  filed_on?: string | null;
  received_reason?: string | null;
  content: string | null;
  file: FileRef | null;
  answered_on: string | null;
  outcome_title: string | null;
  form_title: string | null;
  findings: string | null;
}

export interface DisciplineProgress {
  earliest_on: string | null;
  decided_by: UnitRef | null;
  comment_due_on: string | null;
  comment_every_months?: number;
  comments: { commented_on: string; comment: string | null; has_corrected?: boolean | null }[];
  proposal: string | null;
  recognised_on: string | null;
  number: string | null;
  document_id: string | null;
}

export interface DisciplineDossier {
  authority: FormAuthority[];
  ballot: DisciplineBallot;
  suspension: Suspension | null;
  decision: DisciplineDecision | null;
  complaint: { until: string | null; is_open: boolean; answered_by: UnitRef | null; items: Complaint[] };
  progress: DisciplineProgress | null;
}

export interface TrainingResult {
  on: string | null;
  text: string | null;
  quantity: string | null;
  file: FileRef | null;
}

/** Something that is still to be done. by: whose turn it is. */
export interface TrainingStep {
  text: string;
  by: string;
  from_on: string | null;
  until: string | null;
}

export interface TrainingGroup {
  code: string;
  title: string;
  items: { text: string | null; measure: string | null; target: string | null }[];
  results: TrainingResult[];
}

export interface TrainingLog {
  year: number | null;
  period: string | null;
  from_on: string | null;
  until: string | null;
  needed_groups: number;
  registered_groups: number;
  done_groups: number;
  results: number;
  left: TrainingStep[];
  /** The act that adds a result. */
  logs_by: string;
  groups: TrainingGroup[];
  other: TrainingResult[];
  self_assessment: { score: number | null; comment: string | null } | null;
  assessment: {
    result: string | null;
    result_title: string | null;
    score: number | null;
    met_on: string | null;
    comment: string | null;
  } | null;
  comments: string[];
}

/** name: which screen draws the case; what it shows stands in the field of that name. */
export interface Dossier {
  name: string;
  discipline?: DisciplineDossier;
  training?: TrainingLog;
}

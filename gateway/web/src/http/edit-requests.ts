import type { JobResult } from "./jobs";
import type { Action, Page, PersonRef, Refusal, UnitRef } from "./types";

/** A field of a member's file as the member asks it to read. */
export interface EditRequest {
  id: string;
  person: PersonRef;
  unit: UnitRef | null;
  field: string;
  title: string;
  kind: string;
  old: string;
  new: string;
  /** What the file says now, where that is not what the member saw. */
  current: string | null;
  masked: boolean;
  reason: string | null;
  paper_name: string | null;
  warnings: string[];
  state: "WAITING" | "APPROVED" | "REJECTED" | "WITHDRAWN";
  state_title: string;
  requested_at: string;
  decided_at: string | null;
  decided_by: string | null;
  decision_reason: string | null;
  reopened_at: string | null;
  reopened_by: string | null;
  acknowledged: boolean;
  /** The unit whose officers answer, in the lists of one member. */
  waits_at: UnitRef | null;
  allowed_actions: Action[];
  refused_actions: { action: string; label: string; refusals: Refusal[] }[];
  version: number;
}

/** A field that a member may ask to have changed. */
export interface EditableField {
  code: string;
  title: string;
  kind: string;
  needs_reason: boolean;
  /** Which document proves it. */
  paper: string | null;
  choices?: { code: string; label: string }[];
}

export interface MemberEditRequests {
  fields: EditableField[];
  refusals: Refusal[];
  items: EditRequest[];
  version: number;
}

export type EditRequestPage = Page<EditRequest>;

export interface EditRequestOutcomes {
  done: number;
  results: JobResult[];
}

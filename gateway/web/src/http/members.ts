import type { Action, Choice, PersonRef, Position, Refusal, UnitRef } from "./types";

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

export type MemberFilters = Record<string, Choice[]>;

import type { Action, UnitRef } from "./types";

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

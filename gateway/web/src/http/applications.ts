import type { Action, Schema, UnitRef } from "./types";

/** What an applicant answers behind a link. */
export interface ApplicationForm {
  unit_name: string;
  expires_at: string;
  kept_days: number;
  form_schema: Schema;
}

export interface SentApplication {
  unit_name: string;
  kept_until: string;
}

export interface ApplicationItem {
  id: string;
  full_name: string;
  born_on: string;
  label: string | null;
  sent_at: string;
  kept_until: string;
  /** Why it may be one too many. */
  doubt: string | null;
}

export interface Application extends ApplicationItem {
  unit: UnitRef;
  form: Record<string, unknown>;
}

export interface ApplicationLink {
  id: string;
  label: string | null;
  created_at: string;
  created_by: string | null;
  expires_at: string;
  uses: number;
  max_uses: number;
  state: "open" | "full" | "expired" | "revoked";
  state_title: string;
  may_revoke: boolean;
}

export interface ApplicationLinks {
  unit: UnitRef;
  items: ApplicationLink[];
  allowed_actions: Action[];
}

/** token, link: told this once. */
export interface CreatedApplicationLink extends ApplicationLink {
  token: string;
  link: string;
}

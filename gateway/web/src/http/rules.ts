import type { Action, Refusal } from "./types";

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

export interface RuleSet {
  code: string;
  charter_term: string;
  valid_from: string;
  valid_to: string | null;
  sets: { code: string; valid_from: string; valid_to: string | null }[];
  parameters: Rule[];
}

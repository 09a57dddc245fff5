import type { Action, CaseItem, Job, RefusedAction, Schema, TrainingStep, UnitRef } from "../http/types";

interface CampaignState {
  state: string;
  title: string;
  count: number;
  is_end: boolean;
}

export interface CampaignItem {
  id: string;
  process: string;
  process_title: string;
  about: "members" | "units";
  /** The word in the address of the screen of its cases at a unit. */
  grid?: string | null;
  title: string;
  unit: UnitRef;
  /** Units that ran it until they were over. */
  came_from?: UnitRef[];
  year: number;
  period: string;
  from_on: string;
  until: string;
  closing_on: string;
  state: string;
  state_title: string;
}

export interface Campaign extends CampaignItem {
  counts: Record<string, number>;
  /** What it sets for its own cases. */
  settings?: { title: string; text: string }[];
  total: number;
  done: number;
  /** Not over yet, and of those past their day. */
  waiting?: number;
  late?: number;
  /** While its cases are opened, closed or taken back. */
  progress?: { state: string; done: number; total: number | null } | null;
  states: CampaignState[];
  allowed_actions: Action[];
  refused_actions: RefusedAction[];
  job?: Job;
}

/** What opening a campaign would lead to now. form_schema: what confirming it asks. */
export interface CampaignPreview {
  title: string;
  label: string;
  consequences: string[];
  form_schema: Schema | null;
}

export interface CampaignKinds {
  /** settings: fields of the form that are the campaign's own. */
  items: { process: string; title: string; settings?: string[] }[];
  form_schema: Schema | null;
}

export interface CampaignUnit {
  unit: UnitRef;
  is_own: boolean;
  has_children: boolean;
  total: number;
  done: number;
  waiting?: number;
  late?: number;
  states: CampaignState[];
}

export interface CampaignUnits {
  parent: UnitRef;
  items: CampaignUnit[];
  /** How much of it waits for an office of the reader's, all units below the parent counted. */
  waiting?: number;
}

/** What the server knows of one member for the grid; any of it may be missing in a grid of another process. */
interface RowFacts {
  attendance?: { came: number; held: number; percent: number } | null;
  fees_owed?: number;
  training_title?: string | null;
  self_rating?: string | null;
  self_rating_title?: string | null;
  self_review?: Record<string, string | null>;
  host_comment?: string | null;
  awards?: string[];
  votes?: Record<string, number>;
  rating?: string | null;
  proposed?: string | null;
  ceilings?: { rating: string; text: string; mend: string }[];
  comment?: string | null;
  unrated_reason?: string | null;
  meeting?: Record<string, unknown>;
  needed_groups?: number;
  registered_groups?: number;
  done_groups?: number;
  results?: number;
  left?: TrainingStep[];
  result_title?: string | null;
}

export interface GridRow extends CaseItem {
  is_over: boolean;
  facts: RowFacts;
  allowed_actions: Action[];
  refused_actions: RefusedAction[];
}

export interface Choice {
  code: string;
  title: string;
  /** Where several stand beside each other. */
  short?: string;
  key: string;
  /** False: a word for who is not rated, which asks for a reason. */
  is_ranked?: boolean;
}

export interface GridSummary {
  choices?: Choice[];
  given?: Record<string, number>;
  members_total?: number;
  /** What of the meeting is known before it is recorded. */
  meeting?: Record<string, unknown>;
  /** No more of one rating than a share of those among which it is counted. */
  cap?: { rating: string; among: string[]; percent: number } | null;
}

export interface Grid {
  unit: UnitRef;
  process: string;
  /** The act that the grid fills in. */
  action: string | null;
  fields: Schema | null;
  items: GridRow[];
  summary: GridSummary;
  next?: string | null;
  /**
   * Of what waits for the reader, with its first page: how much there is, and what may be done with all of it at once.
   */
  total?: number | null;
  for_all?: ActionForAll[];
}

export interface ActionForAll extends Action {
  count: number;
}

/** What stands in a row of the grid and is not with the server yet: fields of the act's form. */
export type RowDraft = Record<string, unknown>;
export type Drafts = Record<string, RowDraft>;

export const RATING = "rating";
const VOTES = "votes_";

/** A field of a row as it would be sent: what was typed, else what the server has, else what it proposes. */
export function rowValue(row: GridRow, draft: RowDraft | undefined, name: string): unknown {
  if (draft && name in draft) return draft[name];
  if (name === RATING) return row.facts.rating ?? row.facts.proposed ?? "";
  if (name.startsWith(VOTES)) return row.facts.votes?.[name.slice(VOTES.length).toUpperCase()] || "";
  return (row.facts as Record<string, unknown>)[name] ?? "";
}

/** A rating as it is called where several stand beside each other. */
export function titleIn(choices: Choice[], code: string): string {
  const choice = choices.find((one) => one.code === code);
  return choice?.short ?? choice?.title ?? code;
}

/** Everyone present was for the rating: the counts of a row are filled down from it. */
export function filledDown(row: GridRow, draft: RowDraft, codes: string[], present: unknown): RowDraft {
  const counts = Object.fromEntries(codes.map((code) => [VOTES + code.toLowerCase(), null as unknown]));
  const rating = String(rowValue(row, draft, RATING));
  const name = VOTES + rating.toLowerCase();
  if (!(name in counts)) return draft;
  return { ...draft, ...counts, [name]: Number(present) || null };
}

export const hasOwnVotes = (draft: RowDraft) =>
  Object.keys(draft).some((name) => name.startsWith(VOTES) && draft[name] !== null && draft[name] !== "");

/** What is sent for a row: what its form says by now, blanks left out. */
export function formOf(row: GridRow, draft: RowDraft, names: string[]): RowDraft {
  const form: RowDraft = {};
  for (const name of names) {
    const value = rowValue(row, draft, name);
    if (value === "" || value === null || value === undefined) continue;
    form[name] = value;
  }
  return form;
}

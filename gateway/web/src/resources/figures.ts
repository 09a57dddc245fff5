/** Reports, registers and books as the server sends them. */

import type { ReportDraft } from "./submissions";
import type { Member, MemberItem, Page, PersonRef, UnitRef } from "../http/types";

/** The report of fees: the unit's fee book tells it, by level too. */
export const FEES = "BM-10";

export interface ReportItem {
  code: string;
  title: string;
  about: string;
}

export interface ReportColumn {
  code: string;
  title: string;
  group: string;
  is_share: boolean;
  is_named: boolean;
}

export type Figures = Record<string, number | null>;

export interface ReportRow {
  unit: UnitRef | null;
  title: string;
  is_closed: boolean;
  figures: Figures;
}

export interface Report extends ReportItem {
  unit: UnitRef;
  path: UnitRef[];
  by_period: boolean;
  year: number;
  since: string;
  on: string;
  columns: ReportColumn[];
  rows: ReportRow[];
  total: Figures;
  may_export: boolean;
  /** What the unit would submit of the period that is shown. */
  draft?: ReportDraft | null;
}

export interface ReportPerson extends MemberItem {
  detail?: string | null;
}

export interface ReportPeople extends Page<ReportPerson> {
  title: string;
  unit: UnitRef;
}

export interface RegisterLine {
  id: string;
  person: PersonRef | null;
  case_id: string | null;
  is_void: boolean;
  cells: Record<string, string>;
}

export interface Register extends ReportItem, Page<RegisterLine> {
  unit: UnitRef;
  by_year: boolean;
  /** The year that is shown where none is asked for; null: all of them. */
  year?: number | null;
  columns: { code: string; title: string }[];
  may_export: boolean;
  may_print?: boolean;
}

export interface BookLine {
  kind: string;
  title: string;
  on: string | null;
  until?: string | null;
  detail: string | null;
  number: string | null;
  case_id: string | null;
  document_id: string | null;
  is_void: boolean;
}

export interface BookYear {
  year: number;
  rating: string | null;
  comment: string | null;
  self_rating: string | null;
  attendance: string | null;
  training: string | null;
  other_comments: string[];
}

export interface Book {
  member: Member;
  keeper: UnitRef | null;
  kinds: { code: string; title: string; count: number }[];
  timeline: BookLine[];
  years: BookYear[];
  transfers: BookLine[];
  offices: BookLine[];
  awards: BookLine[];
  /** null: not for this reader, who sees no such page. */
  discipline: BookLine[] | null;
  links: BookLine[];
  fees: { paid_until: string | null; monthly: number; owed_months: number; owed_amount: number } | null;
  printed_on: string;
}

/** First and last day of each part of a year, as months and days. */
const SPANS: Record<string, [string, string]> = {
  q1: ["01-01", "03-31"],
  q2: ["04-01", "06-30"],
  q3: ["07-01", "09-30"],
  q4: ["10-01", "12-31"],
  h1: ["01-01", "06-30"],
  h2: ["07-01", "12-31"],
};

/** What the address says of the days, as the server asks for it: a part of the year that is not over yet ends today. */
export function daysOf(year: string, span: string, today: string): { year?: string; since?: string; on?: string } {
  const part = SPANS[span];
  if (!part) return year ? { year } : {};
  const whole = year || today.slice(0, 4);
  const last = `${whole}-${part[1]}`;
  return { since: `${whole}-${part[0]}`, on: last > today ? today : last };
}

/** The days of the period before: the part of the year before this one, or the year before. */
export function daysBefore(year: string, span: string, today: string): { year?: string; since?: string; on?: string } {
  const whole = Number(year || today.slice(0, 4));
  const [kind, place] = [span.slice(0, 1), Number(span.slice(1))];
  if (!SPANS[span]) return { year: String(whole - 1) };
  const [inYear, part] = place > 1 ? [whole, `${kind}${place - 1}`] : [whole - 1, kind === "q" ? "q4" : "h2"];
  return daysOf(String(inYear), part, today);
}

/** This year and the five before it. */
export function recentYears(today: string): { code: string; title: string }[] {
  const now = Number(today.slice(0, 4));
  return Array.from({ length: 6 }, (_, back) => String(now - back)).map((code) => ({ code, title: code }));
}

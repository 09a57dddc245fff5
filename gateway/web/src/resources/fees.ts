import type { Action, PersonRef, Refusal, UnitRef } from "../http/types";
import { fees as text } from "../text/vi-fees";

type MonthState = "paid" | "exempt" | "waived" | "owed" | "due" | "ahead";

export interface FeeMonth {
  month: string;
  state: MonthState;
  amount: number;
  receipt_no: string | null;
  here?: boolean;
}

export interface FeeRow {
  person: PersonRef;
  category: string;
  category_title: string;
  is_away: boolean;
  is_present: boolean;
  /** Of another unit, staying here for a time. */
  is_guest?: boolean;
  months: FeeMonth[];
  /** What the server would take now, oldest first. */
  payable: { month: string; amount: number }[];
  monthly: number;
  owed_months: string[];
  owed_amount: number;
}

export interface FeeFigures {
  due: number;
  exempt: number;
  waived: number;
  collected: number;
  abroad: number;
  received: number;
  remitted: number;
  on_way: number;
  kept: number;
  owing_people: number;
  owed_amount: number;
}

export interface UnitFees {
  unit: UnitRef;
  year: number;
  this_month: string;
  book_from: string | null;
  holds_members: boolean;
  months: string[];
  people: FeeRow[];
  total: number;
  children: { unit: UnitRef; books: number; figures: FeeFigures }[];
  figures: FeeFigures;
  allowed_actions: Action[];
}

export interface FeeReceipt {
  id: string;
  number: string;
  unit: UnitRef;
  person: PersonRef;
  collected_on: string;
  amount: number;
  months: string[];
  state: "valid" | "remitted" | "cancelled";
  state_title: string;
  cancel_reason: string | null;
  may_cancel: boolean;
}

export interface FeeCollection {
  id: string;
  receipts: FeeReceipt[];
  amount: number;
}

export interface FeeAccount {
  person: PersonRef;
  unit: UnitRef | null;
  year: number;
  keeps_book: boolean;
  category_title: string;
  monthly: number;
  paid_until: string | null;
  owed_months: string[];
  owed_amount: number;
  months: FeeMonth[];
  receipts: FeeReceipt[];
  waivers: { id: string; from_month: string; until_month: string; reason: string; may_end: boolean }[];
  may_waive: boolean;
}

export interface Remittance {
  id: string;
  from_unit: UnitRef;
  to_unit: UnitRef | null;
  from_month: string;
  until_month: string;
  received: number;
  amount: number;
  kept: number;
  receipts: number;
  incoming: number;
  state: "DECLARED" | "CONFIRMED" | "DISPUTED" | "WITHDRAWN";
  state_title: string;
  declared_at: string;
  declared_by: string | null;
  settled_at: string | null;
  settled_by: string | null;
  reason: string | null;
  allowed_actions: Action[];
}

export interface Outlook {
  to_unit: UnitRef | null;
  received: number;
  amount: number;
  kept: number;
  receipts: number;
  incoming: number;
  from_month: string | null;
  until_month: string | null;
  may_declare: boolean;
  refusals: Refusal[];
}

export interface FeeSummary {
  unit: UnitRef;
  year: number;
  levels: { level: string; title: string; units: number; figures: FeeFigures }[];
  figures: FeeFigures;
}

export interface Arrears {
  person: PersonRef;
  unit: UnitRef;
  owed_months: string[];
  owed_amount: number;
  paid_until: string | null;
}

/** An amount as people read it, with dots and the currency. */
export const money = (amount: number): string => text.money(amount.toLocaleString("vi-VN"));

/** "2026-09-01" → "09/2026" */
export const monthText = (month: string): string => `${month.slice(5, 7)}/${month.slice(0, 4)}`;

/** Months as people say them: those in a row with a dash. "01/2026–03/2026, 05/2026" */
export function monthsText(months: string[]): string {
  const runs: string[][] = [];
  for (const month of [...months].sort()) {
    const run = runs.at(-1);
    if (run && numberOf(month) === numberOf(run.at(-1)!) + 1) run.push(month);
    else runs.push([month]);
  }
  return runs
    .map((run) => (run.length > 1 ? `${monthText(run[0]!)}–${monthText(run.at(-1)!)}` : monthText(run[0]!)))
    .join(", ");
}

function numberOf(month: string): number {
  return Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7));
}

export interface Hand {
  row: FeeRow;
  months: string[];
  amount: number;
}

/** What each hands over when all pay up to a month; `monthly` is what somebody abroad gives. */
export function handsUpTo(rows: FeeRow[], last: string, monthly: Record<string, number>): Hand[] {
  return rows.map((row) => {
    const chosen = row.payable.filter((each) => each.month <= last);
    const given = row.person.id ? monthly[row.person.id] : undefined;
    return {
      row,
      months: chosen.map((each) => each.month),
      amount: chosen.reduce((sum, each) => sum + (given ?? each.amount), 0),
    };
  });
}

/** Every month that one of them could pay, oldest first. */
export function monthsPayable(rows: FeeRow[]): string[] {
  return [...new Set(rows.flatMap((row) => row.payable.map((each) => each.month)))].sort();
}

/** The years that the book can be looked at: this one and those before, since it began. */
export function yearsOf(thisMonth: string, bookFrom: string | null): number[] {
  const now = Number(thisMonth.slice(0, 4));
  const first = Math.min(now, Number((bookFrom ?? thisMonth).slice(0, 4)));
  return Array.from({ length: now - first + 1 }, (_, back) => now - back);
}

/** The overview of a branch as the server sends it. */

import type { UnitRef } from "../http/types";

interface OverviewFigures {
  members: number;
  before: number;
  change: number;
  incomplete: number;
  without_secretary: number;
  owing_people: number;
  owed_amount: number;
}

export interface OverviewUnit extends OverviewFigures {
  unit: UnitRef;
  report_state: string | null;
  report_state_title: string | null;
}

export interface OverviewData {
  unit: UnitRef;
  on: string;
  against: string;
  today: string;
  total: OverviewFigures;
  children: OverviewUnit[];
  reports: { period: string | null; title: string | null; late: number; expected: number };
}

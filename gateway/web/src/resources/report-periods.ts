/**
 * Periods of reports as addresses have them: the quarter or half by the letters of its title, "2026-Q3" by
 * "2026-quy-iii".
 */

import { withQuery } from "../http/client";
import { reports } from "../text/vi-reports";
import { type Coding, codeOf, wordOf } from "./address-words";
import { partOf } from "./submissions";

/** A whole year is its own word; an address that has the code itself, as it once did, means the same. */
export const PERIODS: Coding = {
  write(code) {
    const { nam, ky } = partOf(code);
    return ky ? `${nam}-${wordOf(reports.spans, ky)}` : nam;
  },
  read: (word) =>
    word.replace(/^(\d{4})-(.+)$/, (_, year, part) => `${year}-${codeOf(reports.spans, part).toUpperCase()}`),
};

/** Where the reports of the unit and of those below it stand, for the last period unless one is given. */
export const submissionsAddress = (unitId: string, period?: string | null, report?: string) =>
  withQuery("/bao-cao-da-nop", { "don-vi": unitId, ky: period && PERIODS.write(period), "bao-cao": report });

/** The report of the unit as it stands now, for the period. */
export function reportAddress(report: string, unitId: string, period: string): string {
  const { nam, ky } = partOf(period);
  return withQuery(`/bao-cao/${report}`, { "don-vi": unitId, nam, ky: wordOf(reports.spans, ky) });
}

import {
  RATING,
  titleIn,
  type Choice,
  type Drafts,
  type Grid,
  type GridRow,
  type GridSummary,
  type RowDraft,
} from "./campaigns";

/** The code under which rows without a rating are counted. */
const UNRATED = "";

export interface Grade {
  code: string;
  count: number;
}

/** The rating of a row: as it is typed on this device, else as the server has it; what is only proposed is none yet. */
export function ratingOf(row: GridRow, draft: RowDraft | undefined): string {
  return String((draft && RATING in draft ? draft[RATING] : row.facts.rating) || UNRATED);
}

/** How many rows have each rating, the best first, and how many have none. */
export function tallyOf({ items, summary }: Pick<Grid, "items" | "summary">, drafts: Drafts): Grade[] {
  const counts = new Map<string, number>();
  for (const row of items) {
    const code = ratingOf(row, drafts[row.id]);
    counts.set(code, (counts.get(code) ?? 0) + 1);
  }
  const countOf = (code: string) => counts.get(code) ?? 0;
  const ranked = (summary.choices ?? []).filter(({ code, is_ranked }) => is_ranked !== false || countOf(code) > 0);
  return [...ranked.map(({ code }) => code), UNRATED].map((code) => ({ code, count: countOf(code) }));
}

export interface Share {
  title: string;
  best: number;
  good: number;
  most: number;
  percent: number;
  isOver: boolean;
}

/** How far the best rating is from its ceiling, by the same count; null where there is none. */
export function shareOf(tally: Grade[], { cap, choices = [] }: GridSummary): Share | null {
  if (!cap) return null;
  const sum = (codes: string[]) =>
    tally.filter(({ code }) => codes.includes(code)).reduce((all, { count }) => all + count, 0);
  const [best, good] = [sum([cap.rating]), sum(cap.among)];
  const most = Math.floor((good * cap.percent) / 100);
  return { title: titleIn(choices, cap.rating), best, good, most, percent: cap.percent, isOver: best > most };
}

type Ceiling = NonNullable<GridRow["facts"]["ceilings"]>[number];

/**
 * What keeps most of the rows down is told once above them, with how many it is; null where each has its own reason.
 */
export function sharedCeiling(rows: GridRow[]): (Ceiling & { count: number }) | null {
  const found = new Map<string, Ceiling & { count: number }>();
  for (const ceiling of rows.flatMap((row) => row.facts.ceilings ?? [])) {
    const count = (found.get(ceiling.text)?.count ?? 0) + 1;
    found.set(ceiling.text, { ...ceiling, count });
  }
  const most = [...found.values()].sort((one, other) => other.count - one.count)[0];
  return most && most.count > 2 && most.count * 2 > rows.length ? most : null;
}

export const gradeTitle = (choices: Choice[], code: string, unrated: string) =>
  code === UNRATED ? unrated : titleIn(choices, code);

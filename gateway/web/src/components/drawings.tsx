export type Drawing = "book" | "badge" | "flag" | "board";

/** Objects of Union life in one line weight, with one blue and one gold spot. */
const SHAPES: Record<Drawing, { ink: string; blue: string; gold: [number, number, number] }> = {
  book: {
    ink:
      "M20 22c10-5 20-5 28 1 8-6 18-6 28-1v50c-10-5-20-5-28 1-8-6-18-6-28-1zM48 23v50M28 34c5-2 9-2 13 0M28 " +
      "44c5-2 9-2 13 0M55 34c5-2 9-2 13 0",
    blue: "M55 44c4-2 9-2 13 0v12c-4-2-9-2-13 0z",
    gold: [34, 57, 5],
  },
  badge: {
    ink: "M48 14a27 27 0 1 0 0 54 27 27 0 0 0 0-54zM34 63l-5 20 19-8 19 8-5-20",
    blue: "M48 26a15 15 0 1 0 0 30 15 15 0 0 0 0-30z",
    gold: [48, 41, 6],
  },
  flag: {
    ink: "M26 12v72M18 84h16M26 18h44l-8 14 8 14H26",
    blue: "M26 46h30v8H26z",
    gold: [44, 32, 7],
  },
  board: {
    ink: "M14 20h68v44H14zM40 64l-8 20M56 64l8 20M24 30h22M24 39h22M24 48h14",
    blue: "M54 30h18v20H54z",
    gold: [63, 40, 5],
  },
};

export function EmptyDrawing({ name }: { name: Drawing }) {
  const { ink, blue, gold } = SHAPES[name];
  return (
    <svg class="drawing" viewBox="0 0 96 96" width="96" height="96" aria-hidden="true">
      <path class="drawing-blue" d={blue} />
      <circle class="drawing-gold" cx={gold[0]} cy={gold[1]} r={gold[2]} />
      <path class="drawing-ink" d={ink} />
    </svg>
  );
}

/** The mark of the product: an open book under a star. */
export function Emblem({ size = 32 }: { size?: number }) {
  return (
    <svg viewBox="0 0 48 48" width={size} height={size} aria-hidden="true" class="emblem">
      <rect class="emblem-ground" width="48" height="48" rx="12" />
      <path class="emblem-page" d="M9 32c5-3 11-3 15 0 4-3 10-3 15 0v6c-5-3-11-3-15 0-4-3-10-3-15 0z" />
      <path class="emblem-star" d="m24 8 2.9 6.6 7.1.7-5.4 4.7 1.6 7-6.2-3.7-6.2 3.7 1.6-7-5.4-4.7 7.1-.7z" />
    </svg>
  );
}

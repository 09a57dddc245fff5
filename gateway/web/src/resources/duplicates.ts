import type { Duplicate, DuplicateField } from "../http/types";

export type Side = "left" | "right";

export const other = (side: Side): Side => (side === "left" ? "right" : "left");

/** Fields that both files fill in, and differently: a person must say which is right. */
export const disputed = (pair: Duplicate): DuplicateField[] =>
  pair.fields.filter((field) => field.differs && field.left && field.right);

/** Fields that one file has and the other lacks: nothing of them is lost. */
export const lacking = (pair: Duplicate): DuplicateField[] =>
  pair.fields.filter((field) => field.differs && !(field.left && field.right));

export const agreed = (pair: Duplicate): DuplicateField[] => pair.fields.filter((field) => !field.differs);

/** The file to keep until somebody says otherwise: one that may be kept, then the fuller one. */
export function startSide(pair: Duplicate): Side {
  const may = (side: Side) => !refusalsOf(pair, side).length;
  if (may("left") !== may("right")) return may("left") ? "left" : "right";
  return (pair.right.completeness ?? 0) > (pair.left.completeness ?? 0) ? "right" : "left";
}

export const choiceOf = (pair: Duplicate, side: Side) =>
  pair.choices.find((choice) => choice.keep_id === pair[side].id);
export const refusalsOf = (pair: Duplicate, side: Side) => choiceOf(pair, side)?.refusals ?? [];

/** What the kept file takes from the other: what it lacks, and what was chosen against it. */
export function takenBy(pair: Duplicate, keep: Side, chosen: Record<string, Side>): string[] {
  const missing = lacking(pair).filter((field) => !field[keep]);
  const preferred = disputed(pair).filter((field) => (chosen[field.code] ?? keep) !== keep);
  return [...missing, ...preferred].map((field) => field.code);
}

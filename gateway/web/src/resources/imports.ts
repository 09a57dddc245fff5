import { useEffect, useRef } from "preact/hooks";
import type { CellProblem, ImportView } from "../http/types";
import { useResource, type Resource } from "./resource";

const MOVING = new Set<ImportView["state"]>(["checking", "applying", "undoing"]);
const ASK_MS = 700;

const isMoving = (view: ImportView) => MOVING.has(view.state);

/** An import, asked after again and again while the server works on it. */
export function useImport(id: string): Resource<ImportView> {
  const found = useResource<ImportView>(`/imports/${id}`);
  const moving = found.data !== null && isMoving(found.data);
  useEffect(() => {
    if (!moving || found.busy) return;
    const timer = setTimeout(found.reload, ASK_MS);
    return () => clearTimeout(timer);
  }, [moving, found.busy, found.at]);
  return found;
}

/** The field that a problem's cell fills: the server names the column by code or by its heading. */
export function fieldOf(view: ImportView, problem: CellProblem): string | null {
  if (problem.field) return problem.field;
  const column = problem.column;
  if (!column) return null;
  const byCode = view.fields.find((field) => field.code === column || field.title === column);
  return byCode?.code ?? view.mapping?.columns.find((mapped) => mapped.header === column)?.field ?? null;
}

export function columnTitle(view: ImportView, problem: CellProblem): string {
  const field = view.fields.find((known) => known.code === problem.column);
  return field?.title ?? problem.column ?? "";
}

const SURE = 0.7;

export const isUnsure = (column: { field: string | null; confidence?: number }) =>
  column.field !== null && (column.confidence ?? 1) < SURE;

export function missingFields(view: ImportView, columns: { field: string | null }[]): string[] {
  const mapped = new Set(columns.map((column) => column.field));
  return view.fields.filter((field) => field.required && !mapped.has(field.code)).map((field) => field.title);
}

/** The columns can be read without a person: nothing required is missing, nothing is a guess. */
export function isMappingReady(view: ImportView): boolean {
  const columns = view.mapping?.columns ?? [];
  return missingFields(view, columns).length === 0 && !columns.some(isUnsure);
}

/** Seconds left at the pace seen since this screen opened, or null while nobody can tell. */
export function usePace(done: number, total: number | null): number | null {
  const first = useRef<{ done: number; at: number } | null>(null);
  if (first.current === null || done < first.current.done) first.current = { done, at: Date.now() };
  const passed = (Date.now() - first.current.at) / 1000;
  const made = done - first.current.done;
  if (!total || made <= 0 || passed < 1.5) return null;
  return Math.ceil(((total - done) * passed) / made);
}

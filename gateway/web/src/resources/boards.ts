import { withQuery, type Query } from "../http/client";
import type { CaseItem, Lane, Page, ProcessDefinition, ProcessItem } from "../http/types";
import { useAll, useResource, type Resource } from "./resource";

/** The process whose own screen has that word in its address. */
export function useBoard(name: string): Resource<ProcessDefinition> {
  const menu = useResource<{ items: ProcessItem[] }>("/processes");
  const code = menu.data?.items.find((item) => item.board === name)?.code;
  const found = useResource<ProcessDefinition>(code ? `/processes/${code}` : null);
  return { ...found, error: menu.error ?? found.error, reload: () => (menu.reload(), found.reload()) };
}

/** The filter of a lane for the API. unit: the one chosen; own: the reader's, where none is. */
export function laneQuery(process: string, lane: Lane, unit: string, own: string | undefined, q: string): Query {
  const asked = unit || (lane.side === "any" ? undefined : own);
  return {
    process,
    state: lane.states.join(","),
    q,
    sort: "since",
    [lane.side === "to" ? "towards_id" : "unit_id"]: asked,
  };
}

export const casesPath = (query: Query) => withQuery("/cases", { ...query, count: "exact" });

/** How many cases each of some lists of cases has. */
export function useCounts(queries: Query[]): (number | null)[] {
  const pages = useAll<Page<CaseItem>>(queries.map((query) => `${casesPath(query)}&limit=1`));
  return pages.map((page) => page?.total ?? null);
}

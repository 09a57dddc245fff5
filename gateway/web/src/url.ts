import { useLocation } from "preact-iso";
import { withQuery, type Query } from "./http/client";

/** Filters live in the address, so that a view can be shared by its link. */
export function useFilters<K extends string>(names: readonly K[]) {
  const { path, query, route } = useLocation();
  const values = Object.fromEntries(names.map((name) => [name, query[name] ?? ""])) as Record<K, string>;
  const change = (changes: Partial<Record<K, string | null>>) => {
    const next: Query = { ...query, ...changes };
    route(withQuery(path, next), true);
  };
  const clear = () => route(path, true);
  return { values, change, clear };
}

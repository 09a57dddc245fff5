import { useLocation } from "preact-iso";
import { withQuery, type Query } from "./http/client";
import { coding, type Words } from "./resources/address-words";

/**
 * Filters live in the address, so that a view can be shared by its link. words: choices of the filters whose codes
 * stand there by their titles, null while they are to come; or how codes are written and read. isComing: a word stands
 * there whose code is not known yet, and what it narrows must wait.
 */
export function useFilters<K extends string>(names: readonly K[], words: Partial<Record<K, Words>> = {}) {
  const { path, query, route } = useLocation();
  const read = (name: K) => {
    const [given, known] = [query[name] ?? "", words[name]];
    return given && known ? coding(known).read(given) : given;
  };
  const values = Object.fromEntries(names.map((name) => [name, read(name)])) as Record<K, string>;
  const isComing = names.some((name) => query[name] && words[name] === null);
  const change = (changes: Partial<Record<K, string | null>>) => {
    const written = Object.entries<string | null | undefined>(changes).map(([name, value]) => [
      name,
      value && words[name as K] ? coding(words[name as K]!).write(value) : value,
    ]);
    const next: Query = { ...query, ...Object.fromEntries(written) };
    route(withQuery(path, next), true);
  };
  const clear = () => route(path, true);
  return { values, change, clear, isComing };
}

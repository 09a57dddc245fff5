import { withQuery, type Query } from "../http/client";
import type { MemberFilters } from "../http/types";
import { members as text } from "../text/vi-members";
import { useResource } from "./resource";

/** Names of the filters in the address, and in the API. */
export const FILTERS = {
  q: "q",
  don_vi: "unit_id",
  cap_duoi: "below",
  trang_thai: "status",
  gioi: "sex",
  tu_tuoi: "age_from",
  den_tuoi: "age_to",
  doi_tuong: "category",
  thieu: "missing",
  luu_y: "flag",
  sap_xep: "sort",
} as const;

export interface Choice {
  code: string;
  title: string;
}

export const SEXES: Choice[] = [
  { code: "male", title: text.male },
  { code: "female", title: text.female },
];
/** The order by name needs no word; a press on its head turns it. */
export const SORTS: Choice[] = Object.entries(text.sorts).map(([code, title]) => ({ code, title }));

export type FilterName = keyof typeof FILTERS;
export const FILTER_NAMES = Object.keys(FILTERS) as FilterName[];

/** The API's filter for what stands in the address. */
export function memberQuery(values: Record<FilterName, string>, unitId?: string): Record<string, string> {
  const query: Record<string, string> = {};
  for (const name of FILTER_NAMES) if (values[name]) query[FILTERS[name]] = values[name];
  if (unitId) query["unit_id"] = unitId;
  if (query["below"]) query["below"] = query["below"] === "khong" ? "false" : "true";
  return query;
}

export const memberListPath = (query: Query) => withQuery("/members", { ...query, count: "exact" });

/** The choices of one filter. */
export function choicesFor(filters: MemberFilters | null, name: keyof MemberFilters): Choice[] {
  return (filters?.[name] ?? []).map(({ code, label }) => ({ code, title: label }));
}

export const useMemberFilters = () => useResource<MemberFilters>("/members/filters");

/** Choices whose codes stand in the address by their titles. */
export function useMemberWords(): Partial<Record<FilterName, Choice[] | null>> {
  const found = useMemberFilters();
  const of = (key: keyof MemberFilters) => (found.data || found.error ? choicesFor(found.data, key) : null);
  return {
    trang_thai: of("status"),
    doi_tuong: of("category"),
    thieu: of("missing"),
    luu_y: of("flag"),
    gioi: SEXES,
    sap_xep: SORTS,
  };
}

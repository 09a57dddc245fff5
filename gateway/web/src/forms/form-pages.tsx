import { useLocation } from "preact-iso";
import { withQuery } from "../http/client";
import type { Schema } from "../http/types";
import { common } from "../text/vi";
import { groupsOf, isShown, pagesOf, type FormPage } from "./schema";

export interface FormPages {
  at: number;
  count: number;
  titles: string[];
  /** The groups of the page that is open. */
  groups: string[];
  isLast: boolean;
  /** The groups of any page. */
  groupsOf(place: number): string[];
  next(): void;
  open(place: number, replace?: boolean): void;
  /** Opens the first page with a field that is wrong. */
  openFor(errors: Record<string, string[]>): void;
  /** Opens the first page on which something is not answered yet that this act or a later one needs. */
  openUnanswered(form: Record<string, unknown>): void;
  /** Opens the page on which a group stands. */
  openGroup(title: string): void;
}

/**
 * The page of a form that is open; its number stands in the address, so that the browser's way back leads to the page
 * before.
 */
export function useFormPages(schema: Schema | null | undefined): FormPages {
  const { path, query, route } = useLocation();
  const pages = pagesOf(schema);
  const asked = Number(query["trang"] ?? 1) - 1;
  const at = Math.min(Math.max(Number.isInteger(asked) ? asked : 0, 0), pages.length - 1);
  const open = (place: number, replace = false) =>
    place !== at && route(withQuery(path, { ...query, trang: place > 0 ? String(place + 1) : null }), replace);
  const openGroup = (title: string) =>
    open(
      Math.max(
        pages.findIndex(({ groups }) => groups.includes(title)),
        0,
      ),
      true,
    );
  const openFor = (errors: Record<string, string[]>) => {
    const wrong = pages.findIndex((page) => hasError(schema, page, errors));
    if (wrong >= 0) open(wrong, true);
  };
  const openUnanswered = (form: Record<string, unknown>) => {
    const unanswered = pages.findIndex((page) => isUnanswered(schema, page, form));
    open(unanswered < 0 ? pages.length - 1 : unanswered, true);
  };
  return {
    at,
    count: pages.length,
    titles: pages.map(({ title }) => title),
    groups: pages[at]!.groups,
    isLast: at === pages.length - 1,
    groupsOf: (place) => pages[place]!.groups,
    next: () => open(at + 1),
    open,
    openFor,
    openUnanswered,
    openGroup,
  };
}

function isUnanswered(schema: Schema | null | undefined, page: FormPage, form: Record<string, unknown>): boolean {
  const fields = groupsOf(schema).flatMap((group) => (page.groups.includes(group.title) ? group.fields : []));
  return fields.some(
    ({ name, schema: of, required }) => (required || of["x-needed"]) && isShown(of, form) && !form[name],
  );
}

function hasError(schema: Schema | null | undefined, page: FormPage, errors: Record<string, string[]>): boolean {
  const names = groupsOf(schema).flatMap(({ title, fields }) =>
    page.groups.includes(title) ? fields.map(({ name }) => name) : [],
  );
  return Object.keys(errors).some((path) => names.includes(path.replace(/^form\./, "").split(".")[0]!));
}

/** Which page of how many, and what was written on the first. */
export function PageSteps({ pages, written = "" }: { pages: FormPages; written?: string }) {
  return (
    <div class="form-steps">
      <p>
        <strong>{common.step(pages.at + 1, pages.count)}</strong> {pages.titles[pages.at]}
      </p>
      <span class="page-bar" aria-hidden="true">
        {pages.titles.map((title, place) => (
          <span
            key={title}
            class={place < pages.at ? "page-bar-done" : place === pages.at ? "page-bar-now" : undefined}
          />
        ))}
      </span>
      {written && <p class="caption clip1">{written}</p>}
    </div>
  );
}

/** The way to the page before, beside the way on. */
export function PageBack({ pages }: { pages: FormPages }) {
  if (pages.at === 0) return null;
  return (
    <button
      type="button"
      class="button"
      aria-label={common.stepBack(pages.titles[pages.at - 1]!)}
      onClick={() => pages.open(pages.at - 1)}
    >
      {common.previous}
    </button>
  );
}

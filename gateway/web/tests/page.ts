/** The page that a test draws upon, and the server that answers it. */
import { render, type ComponentChildren, createElement } from "preact";
import { act } from "preact/test-utils";
import { LocationProvider } from "preact-iso";
import { afterEach, beforeEach, vi } from "vitest";
import type { Me, ProcessDefinition } from "../src/http/types";
import { draftsOf } from "../src/resources/drafts";
import { forgetEverything } from "../src/resources/resource";
import { me } from "../src/resources/session";

export let root: HTMLElement;

/** Each test of the file begins with an empty page at "/", nobody signed in and nothing remembered. */
export function aPage(): void {
  beforeEach(() => {
    root = document.createElement("div");
    document.body.append(root);
    HTMLDialogElement.prototype.showModal ??= () => undefined;
    vi.stubGlobal("scrollTo", () => undefined);
  });
  afterEach(() => {
    render(null, root);
    root.remove();
    forgetEverything();
    me.value = undefined;
    draftsOf("");
    sessionStorage.clear();
    history.replaceState(null, "", "/");
    vi.unstubAllGlobals();
  });
}

/** What stands on the page, at its address. */
export function show(what: ComponentChildren, at?: string): void {
  if (at) history.replaceState(null, "", at);
  act(() => render(createElement(LocationProvider, null, what), root));
}

/** Who reads the page, as the server tells it. */
export const reader = (person: Me["person"], positions: Me["positions"] = []): Me => ({
  person,
  positions,
  can: [],
  session_id: "s",
  second_factor: { on: false, required: false },
});

/** A process as the server tells it, with nothing but a name. */
export const aProcess = (more: Partial<ProcessDefinition> = {}): ProcessDefinition => ({
  code: "p",
  title: "Một quy trình",
  version: 1,
  subject: "none",
  subject_asked: null,
  form_schema: null,
  candidates_at: null,
  board: null,
  has_campaigns: false,
  workbook_schema: null,
  members_sheet: null,
  states: [],
  moves: [],
  rail: [],
  diagram: "",
  ...more,
});

export const json = (body: unknown, status = 200) =>
  new Response(JSON.stringify(body), {
    status,
    headers: { "Content-Type": status < 400 ? "application/json" : "application/problem+json" },
  });

export interface Asked {
  method: string;
  path: string;
  body: Record<string, unknown> | null;
}

/** The server answers what `answer` says; what it was asked to change is written down in order. */
export function answering(answer: (asked: Asked) => unknown): Asked[] {
  const sent: Asked[] = [];
  vi.stubGlobal(
    "fetch",
    vi.fn(async (url: string, { method, body }: { method: string; body?: string | FormData }) => {
      const said =
        body instanceof FormData
          ? Object.fromEntries(body)
          : body
            ? (JSON.parse(body) as Record<string, unknown>)
            : null;
      const asked = { method, path: url.replace("/api/v1", "").split("?")[0]!, body: said };
      if (method !== "GET") sent.push(asked);
      const given = answer(asked);
      return given instanceof Response ? given : json(given);
    }),
  );
  return sent;
}

export const button = (name: string) =>
  [...root.querySelectorAll("button")].find(
    (one) => (one.getAttribute("aria-label") ?? one.textContent)?.trim() === name,
  )!;
export const press = (name: string) => act(() => button(name).click());
export const texts = (selector: string) => [...root.querySelectorAll(selector)].map((one) => one.textContent!.trim());

import { get, type Problem } from "../http/client";
import { invalidate } from "./resource";

/** What to read again for each kind of news. A piece of news is a hint: the lists and things are fetched anew. */
const PATHS: Record<string, string[]> = {
  case: ["/cases", "/me/inbox"],
  inbox: ["/me/inbox"],
  member: ["/members", "/me/card"],
  edit_request: ["/members", "/edit-requests", "/me/edit-requests", "/me/inbox"],
  person: ["/members"],
  position: ["/units", "/me"],
  unit: ["/units"],
  document: ["/documents", "/cases"],
  job: ["/jobs", "/imports"],
  import: ["/imports"],
  application: ["/me/inbox", "/units"],
  fee: ["/fees", "/me/fees", "/units", "/members"],
  reset: ["/"],
};
const KINDS = Object.keys(PATHS);
const QUIET_MS = 250;
const PAUSE_MS = 5_000;

let source: EventSource | null = null;
/** What changed up to then, on the clock of `performance.now()`, the page has heard or will hear. */
let heardUntil = 0;
let waiting = new Set<string>();
let timer: ReturnType<typeof setTimeout> | undefined;
let returning: ReturnType<typeof setTimeout> | undefined;

/** The paths that a piece of news makes old: "workflows.cases_changed", "cases" and "case" all speak of cases. */
export function pathsOf(kind: string): string[] {
  const word = kind.split(".").at(-1)!.split("_")[0]!.replace(/ople$/, "rson");
  const singular = word.endsWith("ses") ? word.slice(0, -1) : word.replace(/s$/, "");
  return PATHS[kind] ?? PATHS[singular] ?? [];
}

function hear(kind: string): void {
  for (const path of pathsOf(kind)) waiting.add(path);
  if (timer) return;
  timer = setTimeout(() => {
    const paths = [...waiting];
    waiting = new Set();
    timer = undefined;
    invalidate(...paths);
  }, QUIET_MS);
}

function onNews(event: MessageEvent<string>): void {
  let kind = event.type;
  try {
    kind = (JSON.parse(event.data) as { kind?: string }).kind ?? kind;
  } catch {
    // The name of the event says enough.
  }
  hear(kind);
}

/**
 * Hear what changes, from `since` on, when the page began to read (on the clock of `performance.now()`): what changed
 * between its reading and the opening of the stream comes first. A stream that broke goes on behind the last event that
 * was heard.
 */
export function openStream(since: number): void {
  if (source || !("EventSource" in globalThis)) return;
  heardUntil = since;
  source = new EventSource(`/api/v1/stream?age_ms=${Math.ceil(performance.now() - since)}`, { withCredentials: true });
  source.onopen = () => (heardUntil = performance.now());
  source.onerror = () => {
    if (source?.readyState === EventSource.CLOSED) {
      closeStream();
      returning = setTimeout(() => void comeBack(), PAUSE_MS);
    }
  };
  source.onmessage = onNews;
  for (const kind of [...KINDS, ...KINDS.map((kind) => `${kind}s`), "people"]) {
    source.addEventListener(kind, onNews as EventListener);
  }
}

/** A stream ends with its token: what is asked first is answered with a new one, or tells that the session is over. */
async function comeBack(): Promise<void> {
  const over = await get("/me").then(
    () => false,
    (problem: Problem) => problem.status === 401,
  );
  if (!over) openStream(heardUntil);
}

export function closeStream(): void {
  clearTimeout(returning);
  source?.close();
  source = null;
}

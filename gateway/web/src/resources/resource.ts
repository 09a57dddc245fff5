import { signal, type Signal } from "@preact/signals";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { get, Problem } from "../http/client";
import type { Page } from "../http/types";
import { dropAnswer, keepAnswer, keptAnswer } from "./kept";

/** One thing of the server as this tab last saw it. */
interface Loaded<T> {
  data: T | null;
  etag: string | null;
  error: Problem | null;
  busy: boolean;
  at: number;
  /** When this device kept it, where the server could not be asked. */
  keptAt: string | null;
}

interface Entry {
  state: Signal<Loaded<unknown>>;
  users: number;
  stale: boolean;
  asked: number;
}

const GONE = new Set([403, 404, 410]);
const FRESH_MS = 10_000;
/** So many things are known after they left the page, for the way back to them: a tab may stay open all day. */
const MOST_LEFT = 100;
/** By then whatever comes in their place is held. */
const SWEEP_MS = 1_000;
const entries = new Map<string, Entry>();
let sweeping: ReturnType<typeof setTimeout> | undefined;
const blank = <T>(): Loaded<T> => ({ data: null, etag: null, error: null, busy: true, at: 0, keptAt: null });

/** When something was last read from the server, for the offline banner. */
export const lastRead = signal<Date | null>(null);

function entryOf(path: string): Entry {
  let entry = entries.get(path);
  if (!entry) {
    entry = { state: signal(blank<unknown>()), users: 0, stale: true, asked: 0 };
    entries.set(path, entry);
  }
  return entry;
}

async function load(path: string, entry: Entry): Promise<void> {
  const asked = ++entry.asked;
  entry.stale = false;
  entry.state.value = { ...entry.state.peek(), busy: true };
  try {
    const answer = await get<unknown>(path);
    if (asked !== entry.asked) return;
    lastRead.value = new Date();
    entry.state.value = {
      data: answer.data,
      etag: answer.etag,
      error: null,
      busy: false,
      at: Date.now(),
      keptAt: null,
    };
    keepAnswer(path, answer.data, answer.etag);
  } catch (error) {
    if (!(error instanceof Problem)) return;
    if (GONE.has(error.status)) dropAnswer(path);
    const kept = error.isOffline && entry.state.peek().data === null ? await keptAnswer(path) : null;
    if (asked !== entry.asked) return;
    if (kept)
      entry.state.value = { data: kept.data, etag: kept.etag, error: null, busy: false, at: 0, keptAt: kept.at };
    else entry.state.value = { ...entry.state.peek(), error, busy: false };
  }
}

/** The network is back: what this device had kept is read from the server again. */
addEventListener("online", () => {
  for (const [path, entry] of entries) if (entry.users > 0 && entry.state.peek().keptAt) void load(path, entry);
  for (const list of lists) if (list.isKept()) list.refresh();
});

/** What stands on the page is read where it is old, and again with each piece of news, until it is released. */
function hold(path: string, entry: Entry): () => void {
  entry.users += 1;
  if (!entries.has(path)) entries.set(path, entry);
  const { at, error, busy } = entry.state.peek();
  const isUnderway = busy && entry.asked > 0; // asked by another part of the page a moment ago
  if (!isUnderway && (entry.stale || error || Date.now() - at > FRESH_MS)) void load(path, entry);
  return () => {
    entry.users -= 1;
    if (entry.users === 0) leave(path, entry);
  };
}

/** What has no place on the page any more is the last to be forgotten, after whatever left before it. */
function leave(path: string, entry: Entry): void {
  if (entries.get(path) !== entry) return;
  entries.delete(path);
  entries.set(path, entry);
  if (sweeping) return;
  sweeping = setTimeout(() => {
    sweeping = undefined;
    const left = [...entries].filter(([, { users }]) => users === 0);
    for (const [known] of left.slice(0, -MOST_LEFT)) entries.delete(known);
  }, SWEEP_MS);
}

export interface Resource<T> extends Loaded<T> {
  reload(): void;
  /** The answer of a change stands in for what was read before. */
  put(data: T, etag?: string | null): void;
}

/** The thing at `path`, read now and again whenever the server says that it changed; null reads nothing. */
export function useResource<T>(path: string | null): Resource<T> {
  const entry = useMemo(() => (path ? entryOf(path) : null), [path]);
  useEffect(() => (path && entry ? hold(path, entry) : undefined), [path, entry]);
  const loaded = (entry ? entry.state.value : { ...blank<T>(), busy: false }) as Loaded<T>;
  return {
    ...loaded,
    reload: () => path && entry && void load(path, entry),
    put: (data, etag = null) => {
      if (!entry) return;
      entry.asked += 1;
      entry.stale = false;
      entry.state.value = { data, etag, error: null, busy: false, at: Date.now(), keptAt: null };
      if (path) keepAnswer(path, data, etag);
    },
  };
}

/** Things whose number may change while the page stands, each read as one alone is; null while it is to come. */
export function useAll<T>(paths: string[]): (T | null)[] {
  const known = paths.map((path) => [path, entryOf(path)] as const);
  useEffect(() => {
    const releases = known.map(([path, entry]) => hold(path, entry));
    return () => {
      for (const release of releases) release();
    };
  }, [paths.join(" ")]);
  return known.map(([, entry]) => entry.state.value.data as T | null);
}

/** What was read last stands until what is asked for now has come, so that a page does not fall in between. */
export function useLatest<T>(resource: Resource<T>): Resource<T> {
  const last = useRef<T | null>(null);
  if (resource.data !== null || resource.error) last.current = resource.data;
  return { ...resource, data: last.current };
}

/** Whatever lies under one of these paths is read again: now where it is on screen, later elsewhere. */
export function invalidate(...prefixes: string[]): void {
  for (const [path, entry] of entries) {
    if (!prefixes.some((prefix) => path.startsWith(prefix))) continue;
    entry.stale = true;
    if (entry.users > 0) void load(path, entry);
  }
  for (const list of lists) if (prefixes.some((prefix) => list.path.startsWith(prefix))) list.refresh();
}

export function forgetEverything(): void {
  entries.clear();
}

// ------------------------------------------------------------------ lists by pages

const lists = new Set<{ path: string; refresh: () => void; isKept: () => boolean }>();

export interface PagedList<T> {
  items: T[];
  next: string | null;
  total: number | null;
  error: Problem | null;
  busy: boolean;
  first: boolean;
  /** When this device kept its first page, where the server could not be asked. */
  keptAt: string | null;
  /** The first page as the server told it: what it says besides its rows. */
  head: Page<T> | null;
  more(): void;
  reload(): void;
  /** Whatever failed last, asked again. */
  retry(): void;
}

/** What the first page says, and the services that this page or one before it lacks. */
const joined = <T>(head: Page<T> | null, page: Page<T>): Page<T> =>
  head ? { ...head, missing: [...new Set([...(head.missing ?? []), ...(page.missing ?? [])])] } : page;

class Pages<T> {
  readonly state = signal<Omit<PagedList<T>, "more" | "reload" | "retry">>({
    items: [],
    next: null,
    total: null,
    error: null,
    busy: true,
    first: true,
    keptAt: null,
    head: null,
  });
  private run = 0;
  private failed: () => Promise<void> = () => this.start();
  private refreshing = false;
  private isOld = false;

  constructor(
    readonly path: string,
    private readonly size: number,
  ) {}

  private url(cursor: string | null): string {
    const join = this.path.includes("?") ? "&" : "?";
    return `${this.path}${join}limit=${this.size}${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ""}`;
  }

  /** Read from the start; as many pages as are on screen, so that news does not move the reader. */
  async start(): Promise<void> {
    const run = ++this.run;
    const wanted = Math.max(this.state.peek().items.length, 1);
    this.state.value = { ...this.state.peek(), busy: true, error: null };
    let items: T[] = [];
    let cursor: string | null = null;
    let head: Page<T> | null = null;
    try {
      do {
        const { data }: { data: Page<T> } = await get<Page<T>>(this.url(cursor));
        if (run !== this.run) return;
        if (cursor === null) keepAnswer(this.url(null), data, null);
        items = items.concat(data.items);
        cursor = data.next;
        head = joined(head, data);
        if (cursor === null || items.length >= wanted) {
          const total = head.total ?? (data.next ? this.state.peek().total : items.length);
          this.state.value = { items, next: cursor, total, error: null, busy: false, first: false, keptAt: null, head };
          lastRead.value = new Date();
        }
      } while (cursor !== null && items.length < wanted);
    } catch (error) {
      if (!(error instanceof Problem)) return;
      const kept = error.isOffline && wanted === 1 ? await keptAnswer(this.url(null)) : null;
      if (run !== this.run) return;
      if (kept)
        this.state.value = {
          items: (kept.data as Page<T>).items,
          next: null,
          total: null,
          error: null,
          busy: false,
          first: false,
          keptAt: kept.at,
          head: null,
        };
      else this.fail(error, () => this.start());
    }
  }

  /**
   * Read again because of news. What comes while that goes on waits for its end, so that much news about a long list
   * reads it twice.
   */
  async refresh(): Promise<void> {
    this.isOld = true;
    if (this.refreshing) return;
    this.refreshing = true;
    while (this.isOld) {
      this.isOld = false;
      await this.start();
    }
    this.refreshing = false;
  }

  private fail(error: Problem, again: () => Promise<void>): void {
    this.failed = again;
    this.state.value = { ...this.state.peek(), error, busy: false };
  }

  retry(): Promise<void> {
    return this.failed();
  }

  async more(): Promise<void> {
    const before = this.state.peek();
    if (before.busy || before.next === null) return;
    const run = ++this.run;
    this.state.value = { ...before, busy: true, error: null };
    try {
      const { data } = await get<Page<T>>(this.url(before.next));
      if (run !== this.run) return;
      const items = before.items.concat(data.items);
      this.state.value = {
        ...before,
        items,
        next: data.next,
        total: data.total ?? before.total,
        error: null,
        busy: false,
        head: joined(before.head, data),
      };
    } catch (error) {
      if (run === this.run && error instanceof Problem) this.fail(error, () => this.more());
    }
  }
}

/** A list of the server, page after page; null reads nothing. isComing: its path is still to be known. */
export function usePages<T>(path: string | null, size = 50, isComing = false): PagedList<T> {
  const pages = useMemo(() => (path ? new Pages<T>(path, size) : null), [path, size]);
  useEffect(() => {
    if (!pages) return;
    void pages.start();
    const watch = {
      path: pages.path,
      refresh: () => void pages.refresh(),
      isKept: () => pages.state.peek().keptAt !== null,
    };
    lists.add(watch);
    return () => {
      lists.delete(watch);
    };
  }, [pages]);
  const state = pages
    ? pages.state.value
    : { items: [], next: null, total: null, error: null, busy: isComing, first: true, keptAt: null, head: null };
  return {
    ...state,
    more: () => void pages?.more(),
    reload: () => void pages?.start(),
    retry: () => void pages?.retry(),
  };
}

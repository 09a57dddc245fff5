import { http as text } from "../text/vi";
import type { Refusal } from "./types";

/** What the server answered instead of what was asked (problem+json), or that it could not be reached. */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly trace: string | null;
  /** What to do about it, where the server knows. */
  readonly mend: string | null;
  readonly errors: Record<string, string[]>;
  readonly refusals: Refusal[];

  constructor(body: Partial<Problem> & { detail?: string | null }, status: number) {
    super(body.detail || body.title || text.unknown);
    this.status = status;
    this.code = body.code ?? "unknown";
    this.title = body.title ?? text.unknown;
    this.trace = body.trace ?? null;
    this.mend = body.mend ?? null;
    this.errors = body.errors ?? {};
    this.refusals = body.refusals ?? [];
  }

  get isOffline(): boolean {
    return this.status === 0;
  }

  /** The server has looked at it and does not do it; of any other fault nobody knows whether it was done. */
  get isRefusal(): boolean {
    return this.status >= 400 && this.status < 500;
  }
}

export interface Answer<T> {
  data: T;
  etag: string | null;
  status: number;
}

export interface Sending {
  body?: unknown;
  query?: Query;
  /** The version that the person saw; the server refuses when it has moved on. */
  ifMatch?: string | null;
  /** Sent again with the same key, a change happens once. */
  key?: string;
  signal?: AbortSignal;
}

export type Query = Record<string, string | number | boolean | null | undefined>;

const BASE = "/api/v1";
let onSessionOver: () => void = () => undefined;
/** Only the server's word ends a session; a server that is busy or out of reach has said nothing. */
type Refreshed = "renewed" | "over" | Problem;
let refreshing: Promise<Refreshed> | null = null;

/** The application says what happens when neither the session nor its refresh holds any more. */
export function whenSessionIsOver(act: () => void): void {
  onSessionOver = act;
}

export function cookie(name: string): string | null {
  for (const pair of document.cookie.split("; ")) {
    const at = pair.indexOf("=");
    if (pair.slice(0, at) === name) return decodeURIComponent(pair.slice(at + 1));
  }
  return null;
}

export function uuid(): string {
  if ("randomUUID" in crypto) return crypto.randomUUID();
  const bytes = (crypto as Crypto).getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

export function withQuery(path: string, query: Query = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== null && value !== undefined && value !== "") search.set(name, String(value));
  }
  const text = search.toString();
  return text ? `${path}${path.includes("?") ? "&" : "?"}${text}` : path;
}

export function get<T>(path: string, query?: Query, signal?: AbortSignal): Promise<Answer<T>> {
  return send<T>("GET", path, { ...(query && { query }), ...(signal && { signal }) });
}

export const post = <T>(path: string, sending: Sending = {}): Promise<Answer<T>> => send<T>("POST", path, sending);
export const put = <T>(path: string, sending: Sending = {}): Promise<Answer<T>> => send<T>("PUT", path, sending);
export const patch = <T>(path: string, sending: Sending = {}): Promise<Answer<T>> => send<T>("PATCH", path, sending);
export const remove = <T>(path: string, sending: Sending = {}): Promise<Answer<T>> => send<T>("DELETE", path, sending);

async function send<T>(method: string, path: string, sending: Sending): Promise<Answer<T>> {
  let answer = await requestSignedIn(method, path, sending);
  for (let again = 0; method === "GET" && again < MOST_READINGS && isSoon(answer); again += 1) {
    await pause(Number(answer.headers.get("Retry-After")));
    sending.signal?.throwIfAborted();
    answer = await requestSignedIn(method, path, sending);
  }
  return readAnswer<T>(answer);
}

const MOST_READINGS = 2;
const SOON_S = 3;

/** The server is busy and says that it will have time in a moment. */
function isSoon(answer: Response): boolean {
  const wait = answer.headers.get("Retry-After");
  return answer.status === 503 && wait !== null && Number(wait) <= SOON_S;
}

/** About that long, so that those who were refused together do not come back together. */
export const pause = (seconds: number): Promise<void> =>
  new Promise((go) => setTimeout(go, seconds * 1000 * (0.75 + Math.random() / 2)));

/** The answer as it came, with a new token where the old one had run out. */
export async function requestSignedIn(method: string, path: string, sending: Sending): Promise<Response> {
  const key = sending.key ?? (method === "POST" ? uuid() : null);
  let answer = await request(method, path, sending, key);
  if (answer.status === 401 && path !== "/session") {
    const outcome = await refresh();
    if (outcome instanceof Problem) throw outcome;
    if (outcome === "renewed") answer = await request(method, path, sending, key);
    if (answer.status === 401) onSessionOver();
  }
  return answer;
}

async function request(method: string, path: string, sending: Sending, key: string | null): Promise<Response> {
  const headers = new Headers({ Accept: "application/json, application/problem+json" });
  let body: BodyInit | undefined;
  if (sending.body instanceof FormData) body = sending.body;
  else if (sending.body !== undefined) {
    headers.set("Content-Type", "application/json");
    body = JSON.stringify(sending.body);
  }
  if (method !== "GET") headers.set("X-CSRF-Token", cookie("doanso_csrf") ?? "");
  if (key) headers.set("Idempotency-Key", key);
  if (sending.ifMatch) headers.set("If-Match", sending.ifMatch);
  try {
    return await fetch(withQuery(BASE + path, sending.query), {
      method,
      headers,
      credentials: "same-origin",
      ...(body !== undefined && { body }),
      ...(sending.signal && { signal: sending.signal }),
    });
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new Problem({ code: "offline", title: text.offlineTitle, detail: text.offline }, 0);
  }
}

/** What the answer says. Throws the Problem that it is. */
export async function readAnswer<T>(answer: Response): Promise<Answer<T>> {
  const type = answer.headers.get("Content-Type") ?? "";
  const data = type.includes("json") ? await answer.json().catch(() => null) : null;
  if (!answer.ok) throw new Problem(data ?? { detail: answer.status >= 500 ? text.busy : null }, answer.status);
  return { data: data as T, etag: answer.headers.get("ETag"), status: answer.status };
}

/** One refresh at a time, whoever asks for it; the new token says what the person may do now. */
export function refresh(): Promise<Refreshed> {
  refreshing ??= request("POST", "/session/refresh", {}, uuid())
    .then(async (answer): Promise<Refreshed> => {
      if (answer.ok) return "renewed";
      if (answer.status === 401 || answer.status === 403) return "over";
      return readAnswer(answer).then(
        () => "renewed",
        (problem: Problem) => problem,
      );
    })
    .catch((error: unknown): Refreshed => {
      if (error instanceof Problem) return error;
      throw error;
    })
    .finally(() => {
      refreshing = null;
    });
  return refreshing;
}

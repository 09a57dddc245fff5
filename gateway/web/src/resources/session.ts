import { computed, signal } from "@preact/signals";
import { cookie, get, pause, post, Problem, refresh, remove, whenSessionIsOver } from "../http/client";
import type { Me, Position } from "../http/types";
import { draftsOf, dropDrafts } from "./drafts";
import { forgetKept, keepAnswer, keepFor, keptAnswer } from "./kept";
import { forgetEverything, invalidate } from "./resource";
import { unstoreAll } from "./device-store";

/** Who is signed in: unknown at first, then somebody or nobody. */
export const me = signal<Me | null | undefined>(undefined);

/** The session ran out under an open page: sign-in comes over it, and what was typed stays. */
export const sessionOver = signal(false);

export const bootProblem = signal<Problem | null>(null);

const ACTING = "doanso.acting";
const actingKey = signal<string | null>(sessionStorage.getItem(ACTING));

const keyOf = (position: Position) => `${position.unit.id}/${position.code}`;

/** Positions at units; being a member of a chapter alone is none. */
export const positions = computed<Position[]>(() =>
  (me.value?.positions ?? []).filter((held) => held.role !== "MEMBER"),
);

export const isOfficer = computed(() => positions.value.length > 0);

/** The position that this tab works under; lists and new work start at its unit. */
export const acting = computed<Position | null>(
  () => positions.value.find((held) => keyOf(held) === actingKey.value) ?? positions.value[0] ?? null,
);

export function actAs(position: Position): void {
  actingKey.value = keyOf(position);
  sessionStorage.setItem(ACTING, keyOf(position));
}

export function positionName(position: Position): string {
  return `${position.title} ${position.unit.name}`;
}

/** The caller's position at a unit, as buttons repeat it: "Phó Bí thư Đoàn xã Tân Mỹ". */
export function positionAt(unitId: string | null | undefined): string | null {
  const held = positions.value.find((position) => position.unit.id === unitId);
  return held ? positionName(held) : null;
}

export async function boot(): Promise<void> {
  whenSessionIsOver(() => {
    if (me.value) sessionOver.value = true;
    else me.value = null;
  });
  if (!cookie("doanso_csrf")) return nobody();
  await readMe();
}

/** When this page began to read for whoever is signed in, on the clock of `performance.now()`. */
export let readingSince = 0;

export async function readMe(): Promise<void> {
  bootProblem.value = null;
  readingSince = performance.now();
  try {
    const { data, etag } = await get<Me>("/me");
    void keepFor(data.person.id);
    draftsOf(data.person.id);
    keepAnswer("/me", data, etag);
    me.value = data;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    if (error.status === 401) nobody();
    else if (!(error.isOffline && (await asKept()))) bootProblem.value = error;
  }
}

/** The session is over: what it read on this device goes with it; what waits to be sent stays for whoever gave it. */
function nobody(): void {
  me.value = null;
  void forgetKept();
}

/** Without a network the page opens for whoever was signed in here last, and asks again when the network is back. */
async function asKept(): Promise<boolean> {
  const kept = await keptAnswer("/me");
  if (!kept) return false;
  void keepFor(kept.personId);
  draftsOf(kept.personId);
  me.value = kept.data as Me;
  addEventListener("online", () => void readMe(), { once: true });
  return true;
}

/** The second factor was just set up: offices that waited for it are acted for from now on. */
export function secondFactorIsOn(): void {
  const wasRequired = me.value?.second_factor?.required;
  if (me.value) me.value = { ...me.value, second_factor: { on: true, required: false } };
  if (wasRequired) void refresh().then((outcome) => outcome === "renewed" && invalidate("/"));
}

const PAUSE_S = 3;
const TURNS = 5;

/** Sent again after a while when the server has too many at once; the person who waits need not press again. */
async function inTurn(act: () => Promise<unknown>): Promise<void> {
  for (let turn = 1; ; turn += 1) {
    try {
      await act();
      return;
    } catch (error) {
      if (!(error instanceof Problem) || error.status !== 503 || turn === TURNS) throw error;
      await pause(PAUSE_S);
    }
  }
}

export async function signIn(login: string, password: string, code: string): Promise<void> {
  const before = me.value?.person.id;
  await inTurn(() => post("/session", { body: { login, password, ...(code && { code }) } }));
  if (!before) forgetEverything();
  await readMe();
  sessionOver.value = false;
  // Over an open page: it is read again for the same person, and left for another one.
  if (before && me.value?.person.id !== before) location.assign("/");
  else if (before) invalidate("/");
}

export async function signOut(everywhere = false): Promise<void> {
  try {
    await remove("/session", everywhere ? { query: { everywhere: true } } : {});
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
  }
  dropDrafts();
  await forgetKept();
  await unstoreAll().catch(() => undefined);
  forgetEverything();
  sessionStorage.clear();
  sessionOver.value = false;
  me.value = null;
}

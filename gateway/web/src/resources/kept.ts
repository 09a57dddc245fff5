import { signal } from "@preact/signals";
import { allKept, dropAllKept, dropKept, oneKept, putKept } from "./device-store";

/** An answer of the server as this device keeps it for whoever was signed in. */
export interface Kept {
  path: string;
  personId: string;
  data: unknown;
  etag: string | null;
  at: string;
}

/**
 * What can be read again without a network: who one is, the card, what waits, the jobs, processes' definitions, and
 * cases that were opened.
 */
const READABLE = /^\/(me$|me\/card$|me\/inbox\?limit|jobs\?|processes\/\w+$|cases\/[0-9a-f-]{36}$)/;
/** Somebody's book, of which only the reader's own is kept. */
const BOOK = /^\/members\/([0-9a-f-]{36})(\/book)?$/;
const CASE = /^\/cases\//;
const CASES = 30;
const AGE_MS = 7 * 24 * 3_600_000;

/** When each answer that lies on this device was read, by its path. */
export const keptAt = signal<ReadonlyMap<string, string>>(new Map());
let owner: string | null = null;

const isReadable = (path: string) => READABLE.test(path) || (owner !== null && BOOK.exec(path)?.[1] === owner);

interface Confidential {
  confidential?: boolean;
}

/** What of an answer may lie on a device: nothing of a confidential case, and no whole citizen id. */
export function keepable(path: string, data: unknown): unknown {
  if (!isReadable(path)) return null;
  if (CASE.test(path)) return (data as Confidential).confidential === false ? masked(data) : null;
  return masked(path.startsWith("/me/inbox") ? withoutConfidential(data as Rows) : data);
}

interface Rows {
  items: Confidential[];
  total: number | null;
}

/** A list that lacks what one of its services would have said: what was kept before says more. */
const isPart = (data: unknown) => ((data as { missing?: string[] }).missing ?? []).length > 0;

function withoutConfidential(rows: Rows): Rows {
  const items = rows.items.filter((item) => item.confidential === false);
  return { ...rows, items, total: rows.total && rows.total - (rows.items.length - items.length) };
}

/** Of every citizen id the last digits alone, wherever the answer repeats it: in what forms propose, too. */
function masked(data: unknown): unknown {
  const ids = new Set<string>();
  const told = JSON.stringify(data, (name, value: unknown) => {
    if (name === "citizen_id" && typeof value === "string" && value.length > 3) ids.add(value);
    return value;
  });
  return JSON.parse([...ids].reduce((text, id) => text.replaceAll(id, id.replace(/.(?=.{3})/g, "•")), told));
}

const isOld = ({ at }: { at: string }) => Date.now() - new Date(at).getTime() > AGE_MS;

/** From now on answers are kept for this person; what is old, or another's, is gone. */
export async function keepFor(personId: string): Promise<void> {
  owner = personId;
  try {
    const all = await allKept();
    const gone = all.filter((item) => item.personId !== personId || isOld(item));
    await Promise.all(gone.map(({ path }) => dropKept(path)));
    keptAt.value = new Map(all.filter((item) => !gone.includes(item)).map(({ path, at }) => [path, at]));
  } catch {
    // A browser without a database of its own keeps nothing, and works all the same.
  }
}

/** The answer can be read without a network; of cases, the last that were read. */
export function keepAnswer(path: string, data: unknown, etag: string | null): void {
  if (!owner || isPart(data)) return;
  const kept = keepable(path, data);
  if (!kept) return void dropAnswer(path);
  const item = { path, personId: owner, data: kept, etag, at: new Date().toISOString() };
  putKept(item)
    .then(() => note(item))
    .catch(() => undefined);
}

function note({ path, at }: Kept): void {
  const others = [...keptAt.value].filter(([known]) => known !== path);
  const cases = others.filter(([known]) => CASE.test(known)).sort(([, a], [, b]) => a.localeCompare(b));
  const left = CASE.test(path) ? cases.slice(0, Math.max(cases.length + 1 - CASES, 0)) : [];
  keptAt.value = new Map([...others.filter((one) => !left.includes(one)), [path, at]]);
  for (const [known] of left) void dropKept(known).catch(() => undefined);
}

/** The server shows it no more: neither does this device. */
export function dropAnswer(path: string): void {
  if (!keptAt.value.has(path)) return;
  keptAt.value = new Map([...keptAt.value].filter(([known]) => known !== path));
  void dropKept(path).catch(() => undefined);
}

/** What this device knows of the path, for whoever is signed in here. */
export async function keptAnswer(path: string): Promise<Kept | null> {
  if (!isReadable(path)) return null;
  const found = await oneKept(path).catch(() => undefined);
  return found && !isOld(found) && (owner === null || found.personId === owner) ? found : null;
}

/** Nobody is signed in here any more: nothing stays. */
export async function forgetKept(): Promise<void> {
  owner = null;
  keptAt.value = new Map();
  await dropAllKept().catch(() => undefined);
}

/** The id of a case that is named by its number, as far as this device knows it. */
export async function keptCaseId(number: string): Promise<string | null> {
  const all = await allKept().catch(() => []);
  const found = all.find(({ path, data }) => CASE.test(path) && (data as { number?: string }).number === number);
  return found && found.personId === owner ? (found.data as { id: string }).id : null;
}

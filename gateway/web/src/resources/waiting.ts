import { signal } from "@preact/signals";
import { post, Problem, uuid } from "../http/client";
import { common, queue as text } from "../text/vi";
import { notify } from "./notices";
import { invalidate } from "./resource";
import { store, stored, unstore } from "./device-store";

/** An act upon a case that was given without a network. Under its key it happens once, however often it is sent. */
export interface Waiting {
  key: string;
  personId: string;
  caseId: string;
  /** What it is about, and what it says, for people. */
  title: string;
  said: string;
  action: string;
  form: Record<string, unknown>;
  note: string | null;
  at: string;
  /** Why the server did not take it; it waits for the person then. */
  refused?: string;
}

const LOCK = "doanso.waiting";
const AGAIN_MS = 30_000;

/** What this person's acts wait for on this device, the oldest first. */
export const waiting = signal<Waiting[]>([]);

/** The act is kept on the device. Raises a Problem where it has no room. */
export async function keepWaiting(item: Waiting): Promise<void> {
  try {
    await store(item);
  } catch {
    throw new Problem({ title: text.fullTitle, detail: text.full }, 0);
  }
  void navigator.storage?.persist?.();
  put(item);
}

async function dropWaiting(key: string): Promise<void> {
  await unstore(key);
  waiting.value = waiting.value.filter((item) => item.key !== key);
}

/** The act is not sent after all; what it said can be had back for some seconds. */
export async function giveUp(item: Waiting): Promise<void> {
  await dropWaiting(item.key);
  notify(text.dropped, "info", {
    label: (seconds) => `${common.undo} (${seconds})`,
    seconds: 10,
    run: () => void keepWaiting(item).then(sendWaiting),
  });
}

/** What was refused is sent anew: another act, since the server may answer otherwise now. */
export async function sendAgain({ refused: _, ...item }: Waiting): Promise<void> {
  await keepWaiting({ ...item, key: uuid() });
  await dropWaiting(item.key);
  await sendWaiting();
}

function put(item: Waiting): void {
  waiting.value = [...waiting.value.filter(({ key }) => key !== item.key), item].sort((a, b) =>
    a.at.localeCompare(b.at),
  );
}

/** As long as the person is here, what waits is sent whenever the network may be back. Answers how to end that. */
export function keepSending(personId: string): () => void {
  let isHere = true;
  const send = () => void sendWaiting();
  const again = setInterval(send, AGAIN_MS);
  addEventListener("online", send);
  void stored()
    .then((items) => isHere && items.filter((item) => item.personId === personId).forEach(put))
    .then(send)
    .catch(() => undefined);
  return () => {
    isHere = false;
    clearInterval(again);
    removeEventListener("online", send);
    waiting.value = [];
  };
}

let sending: Promise<void> | null = null;

/** Everything that waits is sent, in order and once at a time, until the network fails. */
export function sendWaiting(): Promise<void> {
  sending ??= alone(sendAll).finally(() => {
    sending = null;
  });
  return sending;
}

/** By one tab alone, where the browser can tell. */
async function alone(act: () => Promise<void>): Promise<void> {
  const locks = navigator.locks as LockManager | undefined;
  if (locks) await locks.request(LOCK, { ifAvailable: true }, async (lock) => lock && (await act()));
  else await act();
}

const next = () => waiting.value.find((item) => !item.refused);

async function sendAll(): Promise<void> {
  for (let item = next(); item; item = next()) if (!(await send(item))) return;
}

/** True once the server has answered. */
async function send(item: Waiting): Promise<boolean> {
  try {
    await post(`/cases/${item.caseId}/actions`, { key: item.key, body: await bodyOf(item) });
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    if (error.isOffline || error.status === 401 || error.status === 429 || error.status >= 500) return false;
    const refused = { ...item, refused: [error.message, ...error.refusals.map((one) => one.text)].join(" ") };
    await store(refused);
    put(refused);
    return true;
  }
  await dropWaiting(item.key);
  notify(text.sent(item.title));
  invalidate(`/cases/${item.caseId}`, "/cases?", "/me/inbox");
  return true;
}

/** What goes to the server: files that waited too are in its store by then. */
export async function bodyOf({ action, form, note }: Pick<Waiting, "action" | "form" | "note">): Promise<object> {
  const entries = Object.entries(form).map(async ([name, value]) => [name, await arrived(value)] as const);
  return { action, form: Object.fromEntries(await Promise.all(entries)), ...(note && { note }) };
}

async function arrived(value: unknown): Promise<unknown> {
  const { waiting: file } = (value ?? {}) as { waiting?: File };
  if (!(file instanceof File)) return value;
  const body = new FormData();
  body.append("file", file);
  const { data } = await post<{ name?: string }>("/files", { body });
  return { ...data, name: data.name ?? file.name };
}

/** Forms half filled in, kept on this device until they are sent or the person signs out. */

const PREFIX = "doanso.draft.";
const TYPED = "doanso.typed.";

type Form = Record<string, unknown>;

interface Draft {
  form: Form;
  /** What stands beside the form: of which unit, about whom. */
  about?: Form;
  savedAt: string;
}

let owner = "";

/** From now on drafts are this person's: on a device that several use, nobody finds what another one wrote. */
export function draftsOf(personId: string): void {
  owner = personId;
}

const draftKey = (name: string) => `${PREFIX}${owner}.${name}`;

export function readDraft(name: string): Draft | null {
  return read<Draft>(localStorage, draftKey(name));
}

/** When it was saved, or null where the device has no room. */
export function saveDraft(name: string, form: Form, about: Form = {}): string | null {
  const savedAt = new Date().toISOString();
  return write(localStorage, draftKey(name), { form, about, savedAt }) ? savedAt : null;
}

export function dropDraft(name: string): void {
  localStorage.removeItem(draftKey(name));
}

export function dropDrafts(): void {
  for (const key of Object.keys(localStorage)) if (key.startsWith(PREFIX)) localStorage.removeItem(key);
}

/** What was typed for an act and not sent: in this tab alone, since a case may be confidential. */
export interface Typed {
  form: Form;
  note: Form;
}

const typedKey = (name: string) => `${TYPED}${owner}.${name}`;

export function readTyped(name: string): Typed | null {
  return read<Typed>(sessionStorage, typedKey(name));
}

export function saveTyped(name: string, typed: Typed): void {
  write(sessionStorage, typedKey(name), { ...typed, form: withoutOwnFiles(typed.form) });
}

export function dropTyped(name: string): void {
  sessionStorage.removeItem(typedKey(name));
}

/** A file that has not reached the store cannot be written down here. */
function withoutOwnFiles(form: Form): Form {
  return Object.fromEntries(
    Object.entries(form).filter(([, value]) => !(value as { waiting?: unknown } | null)?.waiting),
  );
}

function read<T>(place: Storage, key: string): T | null {
  try {
    return JSON.parse(place.getItem(key) ?? "null") as T | null;
  } catch {
    return null;
  }
}

function write(place: Storage, key: string, value: unknown): boolean {
  try {
    place.setItem(key, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}

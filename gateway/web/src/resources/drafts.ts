/** Forms half filled in, kept on this device until they are sent or the person signs out. */

const PREFIX = "doanso.draft.";

interface Draft {
  form: Record<string, unknown>;
  savedAt: string;
}

export function readDraft(name: string): Draft | null {
  try {
    return JSON.parse(localStorage.getItem(PREFIX + name) ?? "null") as Draft | null;
  } catch {
    return null;
  }
}

/** When it was saved, or null where the device has no room. */
export function saveDraft(name: string, form: Record<string, unknown>): string | null {
  const savedAt = new Date().toISOString();
  try {
    localStorage.setItem(PREFIX + name, JSON.stringify({ form, savedAt }));
    return savedAt;
  } catch {
    return null;
  }
}

export function dropDraft(name: string): void {
  localStorage.removeItem(PREFIX + name);
}

export function dropDrafts(): void {
  for (const key of Object.keys(localStorage)) if (key.startsWith(PREFIX)) localStorage.removeItem(key);
}

import { signal } from "@preact/signals";

export interface Notice {
  id: number;
  text: string;
  tone: "done" | "error" | "info";
  /** Undo, with the seconds that are left. */
  act?: { label: (seconds: number) => string; seconds: number; run: () => void };
}

export const notices = signal<Notice[]>([]);
let last = 0;

/** Say something at the foot of the page; it stays at least six seconds. */
export function notify(text: string, tone: Notice["tone"] = "done", act?: Notice["act"]): number {
  const id = ++last;
  // What was said before gives way, unless it can still be undone.
  notices.value = [...notices.value.filter((notice) => notice.act).slice(-2), { id, text, tone, ...(act && { act }) }];
  return id;
}

export function dismiss(id: number): void {
  notices.value = notices.value.filter((notice) => notice.id !== id);
}

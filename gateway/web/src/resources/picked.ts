import { signal } from "@preact/signals";

export interface Picked {
  id: string;
  name: string;
}

/**
 * Members ticked in a list, by id; they are kept while filters change and other screens open, and never on the device.
 */
export const picked = signal<ReadonlyMap<string, string>>(new Map());

export function togglePick({ id, name }: Picked): void {
  const next = new Map(picked.value);
  if (!next.delete(id)) next.set(id, name);
  picked.value = next;
}

/** All of these are ticked; where they all were, none of them is. */
export function togglePicks(people: Picked[]): void {
  const next = new Map(picked.value);
  const all = people.every(({ id }) => next.has(id));
  for (const { id, name } of people) {
    if (all) next.delete(id);
    else next.set(id, name);
  }
  picked.value = next;
}

export function dropPicks(): void {
  picked.value = new Map();
}

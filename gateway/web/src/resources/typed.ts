import { useState } from "preact/hooks";
import { dropTyped, readTyped, saveTyped, type Typed } from "./drafts";

type Form = Record<string, unknown>;

/** What a person types for an act: neither a slip of the finger, nor the way back, nor a reload loses it.
 *
 * Of the form only what differs from `start` is kept, so that what the server proposes stays the server's.
 */
export function useTyped(name: string, start: Form) {
  const [kept] = useState(() => readTyped(name));
  const [form, setForm] = useState<Form>(() => ({ ...start, ...kept?.form }));
  const [note, setNote] = useState<Form>(kept?.note ?? {});
  const [isBack, setIsBack] = useState(kept !== null);
  const keep = (typed: Typed) => saveTyped(name, { ...typed, form: changed(typed.form, start) });
  return {
    form,
    note,
    /** It was typed before this dialog opened. */
    isBack,
    type: (next: Form) => (setForm(next), keep({ form: next, note })),
    typeNote: (next: Form) => (setNote(next), keep({ form, note: next })),
    drop: () => dropTyped(name),
    /** The form stands as nobody has touched it. */
    restart: () => (dropTyped(name), setForm(start), setNote({}), setIsBack(false)),
  };
}

const changed = (form: Form, start: Form): Form =>
  Object.fromEntries(Object.entries(form).filter(([name, value]) => value !== start[name]));

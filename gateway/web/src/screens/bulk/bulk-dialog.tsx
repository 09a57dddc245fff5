import { useMemo, useState } from "preact/hooks";
import { Dialog } from "../../components/dialog";
import { DraftNote } from "../../components/draft-note";
import { Consequences } from "../../components/parts";
import { ActOfForm, outgoing } from "../../forms/schema";
import { FormProblem, noteField, SchemaForm, startOf } from "../../forms/schema-form";
import { Problem } from "../../http/client";
import type { Action, Case } from "../../http/types";
import { decide, type Which } from "../../resources/bulk";
import { useResource } from "../../resources/resource";
import { useTyped } from "../../resources/typed";
import { bulk as text } from "../../text/vi-cases";
import { ActButtons } from "../acts/act-buttons";

interface BulkDialogProps {
  action: Action;
  which: Which;
  /** The first of the cases, which tells what all of them are asked. */
  first: string;
  count: number;
  position: string;
  onClose: () => void;
  onSent: () => void;
  onSettled: (failed: string[]) => void;
}

/** One decision for many cases: consequences, one form, one reason. */
export function BulkDialog({
  action,
  which,
  first: firstId,
  count,
  position,
  onClose,
  onSent,
  onSettled,
}: BulkDialogProps) {
  // Lists name a move in short; the first of the cases tells its form and its consequences.
  const first = useResource<Case>(`/cases/${firstId}`).data;
  const whole = first?.allowed_actions.find((allowed) => allowed.action === action.action) ?? action;
  const schema = whole.form_schema;
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const noteSchema = useMemo(() => noteField(action.needs_note ?? false), [action]);
  const title = position ? text.actAs(action.label, count, position) : text.actPlain(action.label, count);
  const start = useMemo(() => startOf(action.form_schema), []);
  const { form, note, isBack, ...typed } = useTyped(`${location.pathname} ${action.action} ${title}`, start);

  const send = async (event: Event) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    try {
      await decide(action, which, outgoing(schema, form), String(note["note"] ?? ""), onSettled);
      typed.drop();
      onSent();
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      setProblem(error);
      setBusy(false);
    }
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <form class="form" noValidate onSubmit={send}>
        {isBack && <DraftNote onDrop={typed.restart} />}
        <Consequences
          lines={"waiting" in which ? [...(whole.consequences ?? []), ...text.allMeans] : whole.consequences}
        />
        {problem && <FormProblem schema={schema} problem={problem} />}
        <ActOfForm.Provider value={action.action}>
          <SchemaForm schema={schema} form={form} errors={problem?.errors ?? {}} onChange={typed.type} />
        </ActOfForm.Provider>
        {(action.needs_note || !action.primary) && (
          <SchemaForm schema={noteSchema} form={note} errors={problem?.errors ?? {}} onChange={typed.typeNote} />
        )}
        <ActButtons
          label={text.act(action.label, count)}
          destructive={action.destructive}
          disabled={busy}
          focus={!action.destructive && !action.needs_note && "act"}
          onClose={() => (typed.drop(), onClose())}
        />
      </form>
    </Dialog>
  );
}

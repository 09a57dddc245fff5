import { useEffect, useMemo } from "preact/hooks";
import { Dialog } from "../../components/dialog";
import { DraftNote } from "../../components/draft-note";
import { Consequences } from "../../components/parts";
import { ActOfForm, outgoing } from "../../forms/schema";
import { MayWait } from "../../forms/file-control";
import { fieldId, FormProblem, noteField, SchemaForm, startOf } from "../../forms/schema-form";
import type { Problem } from "../../http/client";
import type { Action } from "../../http/types";
import { useSending } from "../../resources/sending";
import { useTyped } from "../../resources/typed";
import { common } from "../../text/vi";
import { ActButtons } from "./act-buttons";

/** What a person gave, on its way to the server. */
export interface Given {
  form: Record<string, unknown>;
  note: string | null;
  /** Sent again with the same key, the act happens once. */
  key: string;
}

interface ActDialogProps {
  title: string;
  action: Action;
  /** What is known already for fields that the act asks for. */
  known?: Record<string, unknown>;
  asksNote?: boolean;
  /** Where its other button leads. */
  back?: string;
  /** The field that the form is opened at. */
  field?: string;
  /** Without a network the act is kept on this device, with its files. */
  mayWait?: boolean;
  /** Carries the act out; the dialog shows the problem that this throws, and keeps what was typed. */
  send: (given: Given) => Promise<void>;
  onClose: () => void;
  onReload: () => void;
}

/** One act: its form, its consequences as the server counts them, and a button that names it.
 *
 * What was typed is there again after the dialog was closed by a slip, until it is sent or given up.
 */
export function ActDialog({
  title,
  action,
  known,
  asksNote = false,
  back,
  field,
  mayWait = false,
  send,
  onClose,
  onReload,
}: ActDialogProps) {
  const start = useMemo(() => ({ ...startOf(action.form_schema), ...known }), []);
  const { form, note, isBack, ...typed } = useTyped(`${location.pathname} ${action.action} ${title}`, start);
  const { problem, busy, carry } = useSending();
  const noteSchema = useMemo(() => noteField(action.needs_note ?? false), [action]);

  useEffect(() => {
    if (field) document.getElementById(fieldId(field))?.focus();
  }, []);

  const submit = (event: Event) => {
    event.preventDefault();
    void carry(async (key) => {
      await send({ form: outgoing(action.form_schema, form), note: (note["note"] as string | undefined) || null, key });
      typed.drop();
    });
  };
  const giveUp = () => (typed.drop(), onClose());

  return (
    <Dialog title={title} onClose={onClose} wide={!!action.form_schema}>
      <form class="form" noValidate onSubmit={submit}>
        {isBack && <DraftNote onDrop={typed.restart} />}
        <Consequences lines={action.consequences} />
        {problem && <ActProblem problem={problem} action={action} onReload={() => (onReload(), onClose())} />}
        <MayWait.Provider value={mayWait}>
          <ActOfForm.Provider value={action.action}>
            <SchemaForm schema={action.form_schema} form={form} errors={problem?.errors ?? {}} onChange={typed.type} />
          </ActOfForm.Provider>
        </MayWait.Provider>
        {asksNote && (
          <SchemaForm schema={noteSchema} form={note} errors={problem?.errors ?? {}} onChange={typed.typeNote} />
        )}
        <ActButtons
          label={action.label}
          destructive={action.destructive}
          disabled={busy}
          back={back}
          focus={action.destructive ? "back" : false}
          onClose={giveUp}
        />
      </form>
    </Dialog>
  );
}

function ActProblem({ problem, action, onReload }: { problem: Problem; action: Action; onReload: () => void }) {
  if (problem.status === 412 || problem.code === "stale") {
    return (
      <div class="box box-gold" role="alert">
        <strong>{common.conflictTitle}</strong>
        <p>{common.conflict}</p>
        <button type="button" class="button" onClick={onReload}>
          {common.takeNew}
        </button>
      </div>
    );
  }
  return <FormProblem schema={action.form_schema} problem={problem} />;
}

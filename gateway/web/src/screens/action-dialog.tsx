import { useMemo, useState } from "preact/hooks";
import { Dialog } from "../components/dialog";
import { Failure } from "../components/states";
import { outgoing } from "../forms/schema";
import { FormErrors, noteField, SchemaForm, useForm } from "../forms/schema-form";
import { post, Problem, uuid } from "../http/client";
import type { Action, Case } from "../http/types";
import { notify } from "../resources/notices";
import { invalidate } from "../resources/resource";
import { positionAt } from "../resources/session";
import { casePage as text, common } from "../text/vi";

interface ActionDialogProps {
  found: Case;
  action: Action;
  etag: string | null;
  onClose: () => void;
  onReload: () => void;
  onDone: (data: Case, etag: string | null) => void;
}

/** One move: its form, its consequences as the server counts them, and a button that names the act. */
export function ActionDialog({ found, action, etag, onClose, onReload, onDone }: ActionDialogProps) {
  const [form, setForm] = useForm(action.form_schema, knownFor(action, found));
  const [note, setNote] = useState<Record<string, unknown>>({});
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const [key, setKey] = useState(uuid);
  const noteSchema = useMemo(() => noteField(action.needs_note ?? false), [action]);
  const asksNote = action.needs_note || !action.primary;
  const position = positionAt(found.holder.unit?.id ?? found.unit.id);

  const send = async (event: Event) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    setProblem(null);
    try {
      const body = { action: action.action, form: outgoing(action.form_schema, form), ...(note["note"] ? { note: note["note"] } : {}) };
      const answer = await post<Case>(`/cases/${found.id}/actions`, { body, ifMatch: etag, key });
      notify(text.sent(action.label));
      invalidate("/me/inbox", "/cases?");
      onDone(answer.data, answer.etag);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      // Another answer may be right now: what was refused is not what is sent next.
      if (!error.isOffline) setKey(uuid());
      setProblem(error);
      setBusy(false);
    }
  };

  return (
    <Dialog title={titleOf(action, position)} onClose={onClose} wide={!!action.form_schema}>
      <form class="form" noValidate onSubmit={send}>
        {!!action.consequences?.length && (
          <div class="box">
            <h3>{text.consequences}</h3>
            <ul>
              {action.consequences.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          </div>
        )}
        {problem && <ActionProblem problem={problem} action={action} onReload={() => (onReload(), onClose())} />}
        <SchemaForm schema={action.form_schema} form={form} errors={problem?.errors ?? {}} onChange={setForm} />
        {asksNote && <SchemaForm schema={noteSchema} form={note} errors={problem?.errors ?? {}} onChange={setNote} />}
        <div class="dialog-actions">
          <button type="button" class="button" autofocus={action.destructive ?? false} onClick={onClose}>
            {action.destructive ? common.back : common.cancel}
          </button>
          <button type="submit" class={action.destructive ? "button button-danger" : "button button-primary"} aria-disabled={busy}>
            {action.label}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

function titleOf(action: Action, position: string | null): string {
  const said = position ? common.confirmAs(action.label, position) : action.label;
  return action.form_schema ? said : common.question(said);
}

/** What the case already says for fields that this move asks for too. */
function knownFor(action: Action, found: Case): Record<string, unknown> {
  const names = Object.keys(action.form_schema?.properties ?? {});
  return Object.fromEntries(names.filter((name) => found.form[name] !== undefined).map((name) => [name, found.form[name]]));
}

function ActionProblem({ problem, action, onReload }: { problem: Problem; action: Action; onReload: () => void }) {
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
  if (Object.keys(problem.errors).length > 0) return <FormErrors schema={action.form_schema} errors={problem.errors} />;
  return <Failure problem={problem} />;
}

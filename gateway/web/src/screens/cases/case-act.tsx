import { saidIn } from "../../forms/schema";
import { post, Problem } from "../../http/client";
import type { Action, Case } from "../../http/types";
import { notify } from "../../resources/notices";
import { invalidate } from "../../resources/resource";
import { useSeen } from "../../resources/sending";
import { me, positionAt } from "../../resources/session";
import { bodyOf, keepWaiting } from "../../resources/waiting";
import { common, queue } from "../../text/vi";
import { casePage as text } from "../../text/vi-cases";
import { ActDialog, type Given } from "../acts/act-dialog";

interface CaseActProps {
  found: Case;
  action: Action;
  /** What the place that the act was chosen at says of its form. */
  known?: Record<string, unknown>;
  /** The field that the form is opened at. */
  field?: string;
  etag: string | null;
  onClose: () => void;
  onReload: () => void;
  onDone: (data: Case, etag: string | null) => void;
}

/** One move of a case. */
export function CaseAct({ found, action, known, field, etag, onClose, onReload, onDone }: CaseActProps) {
  const seen = useSeen(etag);
  const position = positionAt(found.holder.unit?.id ?? found.unit.id);
  // What is added to a log stands beside what others add meanwhile: it may be sent later, whatever the case has become.
  const mayWait = found.dossier?.training?.logs_by === action.action;
  const send = async ({ form, note, key }: Given) => {
    const body = await bodyOf({ action: action.action, form, note });
    const answer = await post<Case>(`/cases/${found.id}/actions`, { body, ...(!mayWait && { ifMatch: seen }), key });
    notify(text.sent(action.label));
    invalidate("/me/inbox", "/cases?");
    onDone(answer.data, answer.etag);
  };
  const sendOrKeep = async (given: Given) => {
    try {
      await send(given);
    } catch (error) {
      if (!(error instanceof Problem && error.isOffline)) throw error;
      const said = saidIn(action.form_schema, given.form);
      await keepWaiting({
        ...given,
        said,
        action: action.action,
        caseId: found.id,
        title: found.title,
        personId: me.value!.person.id,
        at: new Date().toISOString(),
      });
      notify(queue.kept, "info");
      onClose();
    }
  };
  return (
    <ActDialog
      title={titleOf(action, position)}
      action={action}
      known={{ ...knownFor(action, found), ...known }}
      asksNote={action.needs_note || !action.primary}
      mayWait={mayWait}
      {...(field && { field })}
      send={mayWait ? sendOrKeep : send}
      onClose={onClose}
      onReload={onReload}
    />
  );
}

function titleOf(action: Action, position: string | null): string {
  const said = position ? common.confirmAs(action.label, position) : action.label;
  return action.form_schema ? said : common.question(said);
}

/** What the case already says for fields that this move asks for too. */
function knownFor(action: Action, found: Case): Record<string, unknown> {
  const names = Object.keys(action.form_schema?.properties ?? {});
  return Object.fromEntries(
    names.filter((name) => found.form[name] !== undefined).map((name) => [name, found.form[name]]),
  );
}

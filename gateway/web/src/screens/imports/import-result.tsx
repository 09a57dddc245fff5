import { useState } from "preact/hooks";
import { CircleCheck, CircleX, Download, Files, Undo2, Users } from "lucide-preact";
import { Dialog } from "../../components/dialog";
import { FileButton } from "../../components/file-button";
import { Failure } from "../../components/states";
import { moment } from "../../format";
import { post, Problem, withQuery } from "../../http/client";
import type { ImportView } from "../../http/types";
import { common } from "../../text/vi";
import { imports as text } from "./vi";
import { Counts } from "./import-counts";

/** Step 5: what was entered, the workbook with its marks, and the way back. */
export function ImportResult({ view, onChange }: { view: ImportView; onChange: (view: ImportView) => void }) {
  const [undoing, setUndoing] = useState(false);
  const canUndo = view.state === "applied" && (!view.undo_until || Date.parse(view.undo_until) > Date.now());
  return (
    <div class="stack">
      <Outcome view={view} />
      {view.state !== "failed" && <Counts view={view} onChange={onChange} />}
      <div class="buttons">
        {view.state === "applied" && (
          <a class="button button-primary" href={withQuery("/doan-vien", { don_vi: view.unit.id })}>
            <Users size={20} aria-hidden="true" /> {text.seeMembers}
          </a>
        )}
        {view.state === "applied" && !!view.counts?.duplicate && (
          <a class="button" href="/trung-lap">
            <Files size={20} aria-hidden="true" /> {text.seeDuplicates}
          </a>
        )}
        {view.state !== "failed" && (
          <FileButton path={`/imports/${view.id}/result.xlsx`}>
            <Download size={20} aria-hidden="true" /> {text.result}
          </FileButton>
        )}
        {canUndo && (
          <button type="button" class="button" onClick={() => setUndoing(true)}>
            <Undo2 size={20} aria-hidden="true" /> {text.undo}
          </button>
        )}
        <a class="button" href={withQuery("/nhap-excel", { don_vi: view.unit.id })}>
          {text.again}
        </a>
      </div>
      {canUndo && view.undo_until && <p class="caption">{text.undoText(moment(view.undo_until))}</p>}
      {undoing && <UndoDialog view={view} onClose={() => setUndoing(false)} onChange={onChange} />}
    </div>
  );
}

function Outcome({ view }: { view: ImportView }) {
  if (view.state === "failed") {
    return (
      <div class="verdict verdict-red" role="alert">
        <CircleX size={40} aria-hidden="true" />
        <h2>{text.failed}</h2>
        {view.problem && (
          <p>
            {view.problem.text} {view.problem.mend}
          </p>
        )}
      </div>
    );
  }
  const isUndone = view.state === "undone";
  return (
    <div class="verdict verdict-green" role="status">
      <CircleCheck size={40} aria-hidden="true" />
      <h2>{isUndone ? text.undone : text.applied(view.done || view.ok)}</h2>
      {isUndone && <p>{text.undoneText}</p>}
    </div>
  );
}

function UndoDialog({
  view,
  onClose,
  onChange,
}: {
  view: ImportView;
  onClose: () => void;
  onChange: (view: ImportView) => void;
}) {
  const [problem, setProblem] = useState<Problem | null>(null);
  const undo = async () => {
    try {
      onChange((await post<ImportView>(`/imports/${view.id}/undo`)).data);
      onClose();
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      setProblem(error);
    }
  };
  return (
    <Dialog title={text.undoTitle} onClose={onClose}>
      <p>{text.undoConsequence(view.done || view.ok)}</p>
      {problem && <Failure problem={problem} />}
      <div class="dialog-actions">
        <button type="button" class="button" autofocus onClick={onClose}>
          {common.back}
        </button>
        <button type="button" class="button button-danger" onClick={() => void undo()}>
          {text.undo}
        </button>
      </div>
    </Dialog>
  );
}

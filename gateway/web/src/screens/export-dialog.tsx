import { useState } from "preact/hooks";
import { Download } from "lucide-preact";
import { Dialog } from "../components/dialog";
import { Failure } from "../components/states";
import { post, Problem } from "../http/client";
import type { Job } from "../http/types";
import { notify } from "../resources/notices";
import { common, exporting as text } from "../text/vi";

interface ExportProps {
  /** Where the job is asked for, and for what: the filter of the list. */
  path: string;
  body: Record<string, unknown>;
  /** How many of what, as the list counts them. */
  what: string;
  /** What is left out of the file, where something is. */
  note?: string;
}

/** Opens what says beforehand that the export is written to the log, then starts a job that one can leave. */
export function ExportButton(props: ExportProps) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <button type="button" class="button" onClick={() => setIsOpen(true)}>
        <Download size={20} aria-hidden="true" /> {text.open}
      </button>
      {isOpen && <ExportDialog {...props} onClose={() => setIsOpen(false)} />}
    </>
  );
}

function ExportDialog({ path, body, what, note, onClose }: ExportProps & { onClose: () => void }) {
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const start = async () => {
    if (busy) return;
    setBusy(true);
    try {
      await post<Job>(path, { body });
      notify(text.started);
      onClose();
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      setProblem(error);
      setBusy(false);
    }
  };
  return (
    <Dialog title={text.title} onClose={onClose}>
      <p>
        {text.logged} {note}
      </p>
      {problem && <Failure problem={problem} />}
      <div class="dialog-actions">
        <button type="button" class="button" onClick={onClose}>
          {common.cancel}
        </button>
        <button type="button" class="button button-primary" aria-disabled={busy} onClick={() => void start()}>
          {text.act(what)}
        </button>
      </div>
    </Dialog>
  );
}

/** The filter of a list as a body: what is blank is left out. */
export function filterBody(query: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined && value !== null && value !== ""));
}

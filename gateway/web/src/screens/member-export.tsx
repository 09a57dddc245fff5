import { useState } from "preact/hooks";
import { Dialog } from "../components/dialog";
import { Failure } from "../components/states";
import { post, Problem } from "../http/client";
import type { Job } from "../http/types";
import { rememberJob } from "../resources/jobs";
import { notify } from "../resources/notices";
import { common, members as text } from "../text/vi";

interface ExportProps {
  query: Record<string, string>;
  total: number | null;
  onClose: () => void;
}

const NUMBERS = new Set(["age_from", "age_to"]);

/** The filter of the list as a body: numbers and truths as themselves, the order left out. */
export function exportBody(query: Record<string, string>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(query).map(([name, value]) => {
      if (NUMBERS.has(name)) return [name, Number(value)];
      return [name, name === "below" ? value === "true" : value];
    }),
  );
}

/** Says beforehand that the export is written to the access log, then starts a job that one can leave. */
export function ExportDialog({ query, total, onClose }: ExportProps) {
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const start = async () => {
    if (busy) return;
    setBusy(true);
    try {
      const { data } = await post<Job>("/exports", { body: exportBody(query) });
      rememberJob(data.id);
      notify(text.exportStarted);
      onClose();
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      setProblem(error);
      setBusy(false);
    }
  };
  return (
    <Dialog title={text.exportTitle} onClose={onClose}>
      <p>{text.exportText}</p>
      {problem && <Failure problem={problem} />}
      <div class="dialog-actions">
        <button type="button" class="button" onClick={onClose}>
          {common.cancel}
        </button>
        <button type="button" class="button button-primary" aria-disabled={busy} onClick={() => void start()}>
          {text.exportAct(total === null ? text.title.toLowerCase() : text.count(total))}
        </button>
      </div>
    </Dialog>
  );
}

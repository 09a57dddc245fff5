import { useEffect, useRef, useState } from "preact/hooks";
import { Download } from "lucide-preact";
import { Dialog } from "../../components/dialog";
import { Progress } from "../../components/parts";
import { Failure } from "../../components/states";
import { post, Problem } from "../../http/client";
import type { Job } from "../../http/types";
import { faultOf, isOver, useJob } from "../../resources/jobs";
import { notify } from "../../resources/notices";
import { common } from "../../text/vi";
import { exporting as text } from "./vi";

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
        <Download size={20} aria-hidden="true" /> <span class="tool-name">{text.open}</span>
      </button>
      {isOpen && <ExportDialog {...props} onClose={() => setIsOpen(false)} />}
    </>
  );
}

function ExportDialog({ path, body, what, note, onClose }: ExportProps & { onClose: () => void }) {
  const [jobId, setJobId] = useState<string | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const start = async () => {
    if (busy) return;
    setBusy(true);
    try {
      setJobId((await post<Job>(path, { body })).data.id);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      setProblem(error);
      setBusy(false);
    }
  };
  if (jobId) {
    return (
      <Dialog title={text.title} onClose={onClose}>
        <Writing id={jobId} onClose={onClose} />
      </Dialog>
    );
  }
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

const SOON_MS = 3_000;
const fileOf = (id: string) => `/api/v1/exports/${id}/file`;

/** A file that is written soon comes by itself; of a longer one it is said how far it is and where it will be. */
function Writing({ id, onClose }: { id: string; onClose: () => void }) {
  const job = useJob(id).data;
  const [isLate, setIsLate] = useState(false);
  const link = useRef<HTMLAnchorElement>(null);
  const isDone = job?.state === "done";
  useEffect(() => {
    const timer = setTimeout(() => setIsLate(true), SOON_MS);
    return () => clearTimeout(timer);
  }, []);
  useEffect(() => {
    if (!isDone || isLate) return;
    link.current?.click();
    notify(text.came);
    onClose();
  }, [isDone]);
  return (
    <div class="stack" role="status">
      {isDone ? (
        <p>{text.ready}</p>
      ) : (
        <Progress label={text.writing} done={job?.done ?? 0} total={job?.total ?? null} />
      )}
      {job && isOver(job) && !isDone && <p class="box box-red">{faultOf(job) ?? text.failed}</p>}
      {isLate && !isDone && <p>{text.where}</p>}
      <div class="dialog-actions">
        <a class="button" href="/tac-vu">
          {text.toJobs}
        </a>
        <a ref={link} class="button button-primary" hidden={!isDone || !isLate} href={fileOf(id)} download>
          <Download size={20} aria-hidden="true" /> {text.download}
        </a>
      </div>
    </div>
  );
}

/** The filter of a list as a body: what is blank is left out. */
export function filterBody(query: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(query).filter(([, value]) => value !== undefined && value !== null && value !== ""),
  );
}

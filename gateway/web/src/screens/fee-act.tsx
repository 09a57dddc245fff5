import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { Dialog } from "../components/dialog";
import { Failure } from "../components/states";
import { Problem, uuid } from "../http/client";
import { isOnline } from "../resources/shell-cache";
import { common, fees as text } from "../text/vi";

interface FeeDialogProps {
  title: string;
  label: string;
  destructive?: boolean;
  disabled?: boolean;
  /** Carries the act out under the key: sent again, it happens once. */
  send: (key: string) => Promise<void>;
  onClose: () => void;
  children: ComponentChildren;
}

/** One act upon fees: what it means, and a button that names it. Without network it waits, and says so. */
export function FeeDialog({ title, label, destructive = false, disabled = false, send, onClose, children }: FeeDialogProps) {
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const [key, setKey] = useState(uuid);
  const offline = !isOnline.value;
  const submit = async (event: Event) => {
    event.preventDefault();
    if (busy || disabled || offline) return;
    setBusy(true);
    setProblem(null);
    try {
      await send(key);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      if (!error.isOffline) setKey(uuid());
      setProblem(error);
      setBusy(false);
    }
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <form class="form" noValidate onSubmit={submit}>
        {children}
        {problem && <Failure problem={problem} />}
        {offline && <p class="box box-gold">{text.offline}</p>}
        <div class="dialog-actions">
          <button type="button" class="button" onClick={onClose}>
            {destructive ? common.back : common.cancel}
          </button>
          <button type="submit" class={destructive ? "button button-danger" : "button button-primary"} aria-disabled={busy || disabled || offline}>
            {label}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

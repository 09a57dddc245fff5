import type { ComponentChildren } from "preact";
import { Dialog } from "../../components/dialog";
import { Failure } from "../../components/states";
import { useSending } from "../../resources/sending";
import { isOnline } from "../../resources/shell-cache";
import { fees as text } from "../../text/vi-fees";
import { ActButtons } from "../acts/act-buttons";

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
export function FeeDialog({
  title,
  label,
  destructive = false,
  disabled = false,
  send,
  onClose,
  children,
}: FeeDialogProps) {
  const { problem, busy, carry } = useSending();
  const offline = !isOnline.value;
  const submit = (event: Event) => {
    event.preventDefault();
    if (!disabled && !offline) void carry(send);
  };
  return (
    <Dialog title={title} onClose={onClose} holds>
      <form class="form" noValidate onSubmit={submit}>
        {children}
        {problem && <Failure problem={problem} />}
        {offline && <p class="box box-gold">{text.offline}</p>}
        <ActButtons label={label} destructive={destructive} disabled={busy || disabled || offline} onClose={onClose} />
      </form>
    </Dialog>
  );
}

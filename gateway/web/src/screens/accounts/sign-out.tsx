import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { Dialog } from "../../components/dialog";
import { signOut } from "../../resources/session";
import { waiting } from "../../resources/waiting";
import { queue as text } from "../../text/vi";
import { ActButtons } from "../acts/act-buttons";

/** Nothing stays on the device after sign-out: what is not sent yet would be lost, and that is said before. */
export function SignOut({
  class: look,
  everywhere = false,
  children,
}: {
  class: string;
  everywhere?: boolean;
  children: ComponentChildren;
}) {
  const [asking, setAsking] = useState(false);
  const leave = () => void signOut(everywhere);
  const submit = (event: Event) => {
    event.preventDefault();
    leave();
  };
  return (
    <>
      <button type="button" class={look} onClick={() => (waiting.value.length > 0 ? setAsking(true) : leave())}>
        {children}
      </button>
      {asking && (
        <Dialog title={text.leaveTitle} onClose={() => setAsking(false)}>
          <form class="form" onSubmit={submit}>
            <p>{text.leave(waiting.value.length)}</p>
            <ActButtons
              label={text.leaveAct}
              destructive
              disabled={false}
              focus="back"
              onClose={() => setAsking(false)}
            />
          </form>
        </Dialog>
      )}
    </>
  );
}

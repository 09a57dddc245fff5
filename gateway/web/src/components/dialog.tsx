import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";
import { X } from "lucide-preact";
import { common } from "../text/vi";
import { focusHeading } from "./page";

interface DialogProps {
  title: string;
  onClose: () => void;
  children: ComponentChildren;
  wide?: boolean;
  /** Sign-in over a page must not be escaped from. */
  locked?: boolean;
  /** What was typed here is kept nowhere else: a tap beside the dialog does not throw it away. */
  holds?: boolean;
}

/**
 * A native dialog: a sheet from below on phones. The focus goes to its heading and back to the opener, or where that is
 * gone to the page's heading.
 */
export function Dialog({ title, onClose, children, wide = false, locked = false, holds = false }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const isTyped = useRef(false);
  // Text that is selected with the mouse may end beside the dialog: only a press that begins there is meant for it.
  const isBeside = useRef(false);
  const id = useId();
  useEffect(() => {
    const shown = dialog.current;
    const opener = document.activeElement as HTMLElement | null;
    shown?.showModal();
    if (!shown?.querySelector("[autofocus]")) heading.current?.focus();
    return () => {
      // What lies under an open dialog takes no focus.
      shown?.close();
      if (opener?.isConnected) opener.focus();
      // What was done may have taken its own button away.
      requestAnimationFrame(() => document.activeElement === document.body && focusHeading());
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      class={wide ? "dialog dialog-wide" : "dialog"}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        if (!locked) onClose();
      }}
      onInput={() => (isTyped.current = true)}
      onPointerDown={(event) => (isBeside.current = event.target === dialog.current)}
      onClick={(event) => {
        if (event.target === dialog.current && isBeside.current && !locked && !(holds && isTyped.current)) onClose();
      }}
    >
      <div class="dialog-body">
        <div class="dialog-head">
          <h2 id={id} ref={heading} tabIndex={-1}>
            {title}
          </h2>
          {!locked && (
            <button type="button" class="icon-button" aria-label={common.close} onClick={onClose}>
              <X size={20} aria-hidden="true" />
            </button>
          )}
        </div>
        {children}
      </div>
    </dialog>
  );
}

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
}

/** A native dialog: a sheet from below on phones. The focus goes to its heading and back to the opener, or where that is gone to the page's heading. */
export function Dialog({ title, onClose, children, wide = false, locked = false }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
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
      onClick={(event) => {
        if (event.target === dialog.current && !locked) onClose();
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

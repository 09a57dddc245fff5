import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { Problem } from "../http/client";
import { saveFile, waitForFile } from "../resources/files";
import { notify } from "../resources/notices";
import { files as text } from "../text/vi";

interface FileButtonProps {
  path: string;
  /** What the file is called, where the server's name for it is not the one that people know. */
  name?: string;
  primary?: boolean;
  children: ComponentChildren;
}

/**
 * A file that the server writes when it is asked for: it comes by itself, at once or once it is written, or it is said
 * why not.
 */
export function FileButton({ path, name, primary = false, children }: FileButtonProps) {
  const [busy, setBusy] = useState(false);
  const [isLong, setIsLong] = useState(false);
  const isHere = useRef(true);
  useEffect(
    () => () => {
      isHere.current = false;
    },
    [],
  );
  const take = async () => {
    if (busy) return;
    setBusy(true);
    try {
      const file = await waitForFile(
        path,
        () => setIsLong(true),
        () => isHere.current,
      );
      if (file) saveFile(name ? new File([file], name) : file);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      notify([error.message, error.mend].filter(Boolean).join(" "), "error");
    }
    if (!isHere.current) return;
    setBusy(false);
    setIsLong(false);
  };
  return (
    <>
      <button
        type="button"
        class={primary ? "button button-primary" : "button"}
        aria-disabled={busy}
        onClick={() => void take()}
      >
        {children}
      </button>
      {isLong && (
        <span class="muted" role="status">
          {text.long}
        </span>
      )}
    </>
  );
}

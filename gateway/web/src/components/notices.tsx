import { useEffect, useState } from "preact/hooks";
import { X } from "lucide-preact";
import { dismiss, notices, type Notice } from "../resources/notices";
import { common } from "../text/vi";

const STAYS_S = 7;

export function Notices() {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "F6") return;
      const button = document.querySelector<HTMLElement>(".notice button");
      if (button) {
        event.preventDefault();
        button.focus();
      }
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, []);
  return (
    <div class="notices" role="status" aria-live="polite">
      {notices.value.map((notice) => (
        <NoticeBar key={notice.id} notice={notice} />
      ))}
    </div>
  );
}

/** Stays at least six seconds, and for as long as somebody is on it. */
function NoticeBar({ notice }: { notice: Notice }) {
  const [left, setLeft] = useState(notice.act?.seconds ?? STAYS_S);
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (held && !notice.act) return;
    const timer = setInterval(() => setLeft((seconds) => seconds - 1), 1_000);
    return () => clearInterval(timer);
  }, [held, notice.act]);
  useEffect(() => {
    if (left <= 0) dismiss(notice.id);
  }, [left, notice.id]);
  return (
    <div
      class={`notice notice-${notice.tone}`}
      {...(notice.tone === "error" && { role: "alert" })}
      onFocusIn={() => setHeld(true)}
      onFocusOut={() => setHeld(false)}
      onMouseEnter={() => setHeld(true)}
      onMouseLeave={() => setHeld(false)}
    >
      <span>{notice.text}</span>
      {notice.act && (
        <button
          type="button"
          class="notice-act"
          onClick={() => {
            notice.act?.run();
            dismiss(notice.id);
          }}
        >
          {/* The seconds are for the eye alone: spoken each second they would drown everything else. */}
          <span aria-hidden="true">{notice.act.label(left)}</span>
          <span class="sr-only">{common.undo}</span>
        </button>
      )}
      <button type="button" class="icon-button" aria-label={common.close} onClick={() => dismiss(notice.id)}>
        <X size={18} aria-hidden="true" />
      </button>
    </div>
  );
}

import { caseStart as text } from "../text/vi-cases";

/** What stands in the form was typed before, and not sent; it can be dropped. */
export function DraftNote({ onDrop }: { onDrop: () => void }) {
  return (
    <p class="box between" role="status">
      <span>{text.draftKept}</span>
      <button type="button" class="link" onClick={onDrop}>
        {text.dropDraft}
      </button>
    </p>
  );
}

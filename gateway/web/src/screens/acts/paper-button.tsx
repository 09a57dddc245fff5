import { useEffect } from "preact/hooks";
import { useLocation } from "preact-iso";
import { FileText } from "lucide-preact";
import { notify } from "../../resources/notices";
import { madePaper } from "../../resources/papers";
import { useSending } from "../../resources/sending";
import { registers as text } from "../../text/vi-reports";

/** Issues what the list shows as a paper with its code, and opens it. */
export function PaperButton({ path, body }: { path: string; body: Record<string, unknown> }) {
  const { route } = useLocation();
  const { problem, busy, carry, renew } = useSending();
  useEffect(() => {
    if (problem) notify([problem.message, problem.mend].filter(Boolean).join(" "), "error");
  }, [problem]);
  const make = () =>
    carry(async (key) => {
      const id = await madePaper(path, { body, key });
      renew();
      if (id) route(`/van-ban/${id}`);
      else notify(text.paperLate);
    });
  return (
    <button type="button" class="button" aria-disabled={busy} onClick={() => void make()}>
      <FileText size={20} aria-hidden="true" /> {busy ? text.paperBusy : text.paper}
    </button>
  );
}

import { useState } from "preact/hooks";
import { useLocation } from "preact-iso";
import { FileText } from "lucide-preact";
import { Problem } from "../http/client";
import { notify } from "../resources/notices";
import { madePaper } from "../resources/papers";
import { registers as text } from "../text/vi";

/** Issues what the list shows as a paper with its code, and opens it. */
export function PaperButton({ path, body }: { path: string; body: Record<string, unknown> }) {
  const { route } = useLocation();
  const [busy, setBusy] = useState(false);
  const make = async () => {
    if (busy) return;
    setBusy(true);
    try {
      const id = await madePaper(path, { body });
      if (id) route(`/van-ban/${id}`);
      else notify(text.paperLate);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      notify([error.message, error.mend].filter(Boolean).join(" "), "error");
    } finally {
      setBusy(false);
    }
  };
  return (
    <button type="button" class="button" aria-disabled={busy} onClick={() => void make()}>
      <FileText size={20} aria-hidden="true" /> {busy ? text.paperBusy : text.paper}
    </button>
  );
}

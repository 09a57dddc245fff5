import { clock, day } from "../format";
import { kept as text } from "../text/vi";

interface KeptNoticeProps {
  /** When this device kept what stands on the screen; null where it comes from the server. */
  at: string | null;
  /** What cannot be done with it until the network is back. */
  limits: string;
  onRetry: () => void;
}

/** What stands here was kept on this device: since when, and what that means. */
export function KeptNotice({ at, limits, onRetry }: KeptNoticeProps) {
  if (!at) return null;
  return (
    <div class="box box-gold notice-above" role="status">
      <strong>{text.at(clock(new Date(at)), day(at))}</strong>
      <p>{limits}</p>
      <button type="button" class="button" onClick={onRetry}>
        {text.retry}
      </button>
    </div>
  );
}

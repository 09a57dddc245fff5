import { useEffect } from "preact/hooks";
import { common } from "../text/vi";

const AGAIN_MS = 5_000;

interface MissingPartProps {
  /** The services that did not answer. */
  services: readonly string[];
  onRetry: () => void;
}

/** Which part of a list could not be read just now. It is read again, until it comes or the reader leaves. */
export function MissingPart({ services, onRetry }: MissingPartProps) {
  const isWhole = services.length === 0;
  useEffect(() => {
    if (isWhole) return;
    const again = setInterval(() => document.hidden || onRetry(), AGAIN_MS);
    return () => clearInterval(again);
  }, [services]);
  if (isWhole) return null;
  return (
    <div class="box box-gold notice-above" role="status">
      <p>{common.missingPart(services.map((service) => common.parts[service] ?? service).join(", "))}</p>
      <button type="button" class="button" onClick={onRetry}>
        {common.retryPart}
      </button>
    </div>
  );
}

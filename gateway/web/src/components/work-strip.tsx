import { withQuery } from "../http/client";
import type { CaseItem, Page } from "../http/types";
import { useResource } from "../resources/resource";
import { work as text } from "../text/vi";

/** "Việc của bạn ở đây": what waits for the reader within a unit or about a member, as the server counts it. */
export function WorkStrip({ unitId, subjectId }: { unitId?: string; subjectId?: string }) {
  const scope = unitId ? { unit_id: unitId, below: true } : { subject_id: subjectId };
  const found = useResource<Page<CaseItem>>(
    withQuery("/cases", { ...scope, waiting_for_me: true, count: "exact", limit: 1 }),
  );
  // While it is being counted, and where it cannot be, the line keeps its place.
  if (!found.data) {
    return (
      <p class="strip" aria-busy={found.busy}>
        <strong>{text.strip}</strong>
      </p>
    );
  }
  const count = found.data.total ?? found.data.items.length;
  const link = withQuery("/ho-so", { xem: "cho-toi", ...(unitId && { don_vi: unitId }) });
  const only = found.data.items[0];
  return (
    <p class={count ? "strip strip-some" : "strip"}>
      <strong>{text.strip}:</strong> {count === 0 ? text.stripNone : `${text.stripSome(count)}. `}
      {count > 0 && <a href={count === 1 && only ? `/ho-so/${only.id}` : link}>{text.stripOpen}</a>}
    </p>
  );
}

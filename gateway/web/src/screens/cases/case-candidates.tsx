import { useState } from "preact/hooks";
import { withQuery } from "../../http/client";
import type { Candidate } from "../../http/types";
import { usePages } from "../../resources/resource";
import { caseStart as text } from "../../text/vi-cases";

/** Members whom the records name for a case, each with the reason; picking one fills in who and why. */
export function Candidates({
  at,
  unitId,
  onPick,
}: {
  at: string;
  unitId: string;
  onPick: (candidate: Candidate) => void;
}) {
  const [open, setOpen] = useState(true);
  const list = usePages<Candidate>(withQuery(at, { unit_id: unitId, count: "exact" }), 20);
  if (!list.items.length) return null;
  return (
    <section class="card" aria-label={text.candidates}>
      <div class="between">
        <h2>{text.candidatesOf(list.total ?? list.items.length)}</h2>
        <button type="button" class="link" aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? text.candidatesHide : text.candidatesShow}
        </button>
      </div>
      {open && (
        <>
          <p class="muted">{text.candidatesText}</p>
          <ul class="rows">
            {list.items.map((one) => (
              <li key={one.person.id} class="row-plain between">
                <div>
                  <p>{one.person.full_name}</p>
                  <p class="caption">
                    {one.unit.name}. {one.why}.
                  </p>
                </div>
                <button
                  type="button"
                  class="button"
                  aria-label={text.candidatesPickOf(one.person.full_name)}
                  onClick={() => (setOpen(false), onPick(one))}
                >
                  {text.candidatesPick}
                </button>
              </li>
            ))}
          </ul>
          {list.next && (
            <button type="button" class="button" onClick={list.more}>
              {text.candidatesMore}
            </button>
          )}
        </>
      )}
    </section>
  );
}

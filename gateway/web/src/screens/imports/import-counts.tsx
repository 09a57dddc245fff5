import { useState } from "preact/hooks";
import { count } from "../../format";
import type { ImportView, Outlook } from "../../http/types";
import { imports as text } from "./vi";
import { ImportRows } from "./import-rows";

const TONES: [Outlook, string][] = [
  ["create", "green"],
  ["update", "blue"],
  ["doubtful", "gold"],
  ["duplicate", "gold"],
  ["same", "plain"],
  ["error", "red"],
];

interface CountsProps {
  view: ImportView;
  onChange: (view: ImportView) => void;
}

/** How many rows become what; each figure opens its list. Rows that wait for a decision are open from the start. */
export function Counts({ view, onChange }: CountsProps) {
  const counts: Partial<Record<Outlook, number>> = view.counts ?? {};
  const [shown, setShown] = useState<Outlook | null>(counts.doubtful ? "doubtful" : null);
  return (
    <section class="stack" aria-label={text.steps[2]}>
      <ul class="figures figures-row">
        {TONES.map(([outlook, tone]) => {
          const number = counts[outlook] ?? 0;
          return (
            <li key={outlook}>
              <button
                type="button"
                class={`figure figure-${number ? tone : "plain"} figure-open`}
                aria-expanded={shown === outlook}
                disabled={number === 0}
                onClick={() => setShown(shown === outlook ? null : outlook)}
              >
                <span class="caption">{text.outlooks[outlook]}</span>
                <span class="figure-value">{count(number)}</span>
              </button>
            </li>
          );
        })}
      </ul>
      {shown && <ImportRows key={shown} view={view} outlook={shown} onChange={onChange} />}
    </section>
  );
}

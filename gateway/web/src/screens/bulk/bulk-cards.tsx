import { TriangleAlert } from "lucide-preact";
import { DueChip } from "../../components/parts";
import { ago } from "../../format";
import type { CaseItem } from "../../http/types";
import { outcomes } from "../../resources/bulk";
import { time } from "../../text/vi";
import { bulk as text } from "../../text/vi-cases";

interface CardsProps {
  rows: CaseItem[];
  picked: ReadonlySet<string>;
  onToggle: (id: string) => void;
  onDetail: (id: string) => void;
}

/** The grid of a phone: one card a case, with a check box. */
export function BulkCards({ rows, picked, onToggle, onDetail }: CardsProps) {
  return (
    <ul class="card rows">
      {rows.map((row) => {
        const outcome = outcomes.value.get(row.id);
        return (
          <li key={row.id} class={picked.has(row.id) ? "pick-card picked" : "pick-card"}>
            <label class="check pick-box">
              <input
                type="checkbox"
                checked={picked.has(row.id)}
                aria-label={text.pickRow(row.number)}
                onChange={() => onToggle(row.id)}
              />
            </label>
            <button type="button" class="pick-main" onClick={() => onDetail(row.id)}>
              <span class="row-title">{row.subject?.full_name ?? row.title}</span>
              <span class="caption">{[row.number, row.unit.name, time.since(ago(row.since))].join(" · ")}</span>
              {row.warnings?.map((warning) => (
                <span class="warn" key={warning.text}>
                  <TriangleAlert size={16} aria-hidden="true" /> {warning.text}
                </span>
              ))}
              <DueChip at={row.due_at} />
              {outcome && !outcome.ok && <span class="red-text">{outcome.detail ?? text.failed}</span>}
            </button>
          </li>
        );
      })}
    </ul>
  );
}

import { useState } from "preact/hooks";
import type { Action } from "../http/types";
import type { GridRow } from "../resources/campaigns";
import { actOn, isRunning, plainActs } from "../resources/rating";
import { rating as text } from "../text/vi";
import { ActDialog } from "./act-dialog";

interface BarProps {
  rows: GridRow[];
  picked?: ReadonlySet<string>;
  unsaved?: number;
  /** Rows are filled in here, and saved together. */
  onSave?: () => void;
}

const NONE: ReadonlySet<string> = new Set();

/** What can be done with the rows, all of them or those that are ticked. */
export function GridBar({ rows, picked = NONE, unsaved = 0, onSave }: BarProps) {
  const [acting, setActing] = useState<{ action: Action; rows: GridRow[] } | null>(null);
  const chosen = picked.size ? rows.filter((row) => picked.has(row.id)) : rows;
  const run = (act: { action: Action; rows: GridRow[] }, note = "") => {
    const items = act.rows.map((row) => ({ case_id: row.id, version: row.version }));
    void actOn(act.action.action, items, {}, note, () => undefined);
  };
  const acts = plainActs(chosen, picked.size > 0);
  if (!onSave && acts.length === 0) return null;
  return (
    <div class="action-bar bulk-bar">
      {onSave && (
        <p role="status">
          {text.unsaved(unsaved)} {unsaved > 0 && <span class="caption">{text.kept}</span>}
        </p>
      )}
      <div class="buttons">
        {acts.map((act) => (
          <button key={act.action.action} type="button" class={act.action.primary && !unsaved ? "button button-primary" : "button"} aria-disabled={isRunning.value} onClick={() => !isRunning.value && (act.action.needs_note ? setActing(act) : run(act))}>
            {text.act(act.action.label, act.rows.length)}
          </button>
        ))}
        {unsaved > 0 && (
          <button type="button" class="button button-primary" aria-disabled={isRunning.value} onClick={() => !isRunning.value && onSave?.()}>
            {text.save(unsaved)}
          </button>
        )}
      </div>
      {acting && (
        <ActDialog
          title={text.act(acting.action.label, acting.rows.length)}
          action={acting.action}
          asksNote
          onClose={() => setActing(null)}
          onReload={() => undefined}
          send={async ({ note }) => {
            run(acting, note ?? "");
            setActing(null);
          }}
        />
      )}
    </div>
  );
}

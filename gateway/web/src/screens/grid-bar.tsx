import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import type { Action, Case } from "../http/types";
import { runningJob } from "../resources/bulk";
import type { GridRow } from "../resources/campaigns";
import { actOn, isRunning, plainActs } from "../resources/rating";
import { useResource } from "../resources/resource";
import { rating as text } from "../text/vi";
import { ActDialog, type Given } from "./act-dialog";

interface BarProps {
  rows: GridRow[];
  picked?: ReadonlySet<string>;
  unsaved?: number;
  /** Rows are filled in here, and saved together. */
  onSave?: () => void;
  /** Rows are filled in here, and what was filled in is the act itself. */
  filling?: Asked & { onSave: () => void };
  /** Acts tell their consequences before they are carried out. */
  asksFirst?: boolean;
  /** What is done with the rows before any act. */
  children?: ComponentChildren;
}

interface Asked {
  action: Action;
  rows: GridRow[];
  onSave?: () => void;
}

const NONE: ReadonlySet<string> = new Set();

/** What can be done with the rows, all of them or those that are ticked. */
export function GridBar({ rows, picked = NONE, unsaved = 0, onSave, filling, asksFirst = false, children }: BarProps) {
  const [asked, setAsked] = useState<Asked | null>(null);
  const isBusy = isRunning.value || runningJob.value !== null;
  const chosen = picked.size ? rows.filter((row) => picked.has(row.id)) : rows;
  const run = (act: Asked, note = "") => {
    const items = act.rows.map((row) => ({ case_id: row.id, version: row.version }));
    if (act.onSave) act.onSave();
    else void actOn(act.action.action, items, {}, note, () => undefined);
  };
  const press = (act: Asked) => {
    if (isBusy) return;
    if (asksFirst || act.action.needs_note) setAsked(act);
    else run(act);
  };
  const acts = plainActs(chosen, picked.size > 0);
  const isFilled = unsaved > 0 || (filling?.rows.length ?? 0) > 0;
  if (!onSave && !filling && acts.length === 0) return null;
  return (
    <div class="action-bar bulk-bar">
      {(onSave || filling) && (
        <p role="status">
          {filling ? text.filled(filling.rows.length) : text.unsaved(unsaved)} {isFilled && <span class="caption">{text.kept}</span>}
        </p>
      )}
      <div class="buttons">
        {children}
        {acts.map((act) => (
          <button key={act.action.action} type="button" class={act.action.primary && !isFilled ? "button button-primary" : "button"} aria-disabled={isBusy} onClick={() => press(act)}>
            {text.act(act.action.label, act.rows.length)}
          </button>
        ))}
        {filling && filling.rows.length > 0 && (
          <button type="button" class="button button-primary" aria-disabled={isBusy} onClick={() => press(filling)}>
            {text.act(filling.action.label, filling.rows.length)}
          </button>
        )}
        {unsaved > 0 && (
          <button type="button" class="button button-primary" aria-disabled={isBusy} onClick={() => !isBusy && onSave?.()}>
            {text.save(unsaved)}
          </button>
        )}
      </div>
      {asked && (
        <GridDialog
          asked={asked}
          onClose={() => setAsked(null)}
          send={async ({ note }) => {
            run(asked, note ?? "");
            setAsked(null);
          }}
        />
      )}
    </div>
  );
}

/** One act over many rows. Rows name an act in short; the first of their cases tells its consequences. */
function GridDialog({ asked: { action, rows }, send, onClose }: { asked: Asked; send: (given: Given) => Promise<void>; onClose: () => void }) {
  const first = useResource<Case>(`/cases/${rows[0]!.id}`).data;
  const consequences = first?.allowed_actions.find((whole) => whole.action === action.action)?.consequences ?? [];
  return <ActDialog title={text.act(action.label, rows.length)} action={{ ...action, consequences }} asksNote={action.needs_note ?? false} onClose={onClose} onReload={() => undefined} send={send} />;
}

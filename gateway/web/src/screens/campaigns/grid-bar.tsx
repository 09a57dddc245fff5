import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import type { Action, Case } from "../../http/types";
import { runningJob } from "../../resources/bulk";
import type { GridRow } from "../../resources/campaigns";
import { actOn, isRunning, plainActs } from "../../resources/rating";
import { useResource } from "../../resources/resource";
import { rating as text } from "../../text/vi-rating";
import { Menu } from "../../components/menu";
import { useMedia } from "../../components/virtual";
import { ActDialog, type Given } from "../acts/act-dialog";

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
  /** What else is done with the ticked rows before any act. */
  more?: BarItem[];
  /** What stands against what was filled in, whatever is on the screen. */
  warning?: ComponentChildren;
  /** What the ticked rows are given in one press. */
  children?: ComponentChildren;
}

interface BarItem {
  key: string;
  label: string;
  main?: boolean;
  /** It is done before any act. */
  first?: boolean;
  onPick: () => void;
}

interface Asked {
  action: Action;
  rows: GridRow[];
  onSave?: () => void;
}

const NONE: ReadonlySet<string> = new Set();

/** What can be done with the rows, all of them or those that are ticked. */
export function GridBar({
  rows,
  picked = NONE,
  unsaved = 0,
  onSave,
  filling,
  asksFirst = false,
  more = [],
  warning,
  children,
}: BarProps) {
  const [asked, setAsked] = useState<Asked | null>(null);
  const isWide = useMedia("(min-width: 900px)");
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
  const items: BarItem[] = [
    ...more.map((item) => ({ ...item, first: true })),
    ...acts.map((act) => ({
      key: act.action.action,
      label: text.act(act.action.label, act.rows.length),
      main: (act.action.primary ?? false) && !isFilled,
      onPick: () => press(act),
    })),
    ...(filling && filling.rows.length > 0
      ? [
          {
            key: "fill",
            label: text.act(filling.action.label, filling.rows.length),
            main: true,
            onPick: () => press(filling),
          },
        ]
      : []),
    ...(unsaved > 0 && onSave
      ? [{ key: "save", label: text.save(unsaved), main: true, onPick: () => !isBusy && onSave() }]
      : []),
  ];
  return (
    <div class="action-bar bulk-bar">
      {warning}
      {children}
      {(onSave || filling) && (
        <p role="status" class={(isWide && picked.size === 0) || items.length === 0 ? "bar-status" : "sr-only"}>
          {filling ? text.filled(filling.rows.length) : text.unsaved(unsaved)}{" "}
          {isFilled && <span class="caption">{text.kept}</span>}
        </p>
      )}
      <BarItems items={items} isBusy={isBusy} isWide={isWide} />
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

/**
 * A few acts beside each other; of more the main ones and, where there is room, those before any act, and the others in
 * a list.
 */
function BarItems({ items, isBusy, isWide }: { items: BarItem[]; isBusy: boolean; isWide: boolean }) {
  const inView = items.length <= (isWide ? 3 : 2) ? items : items.filter((item) => item.main || (isWide && item.first));
  const listed = items.filter((item) => !inView.includes(item));
  if (items.length === 0) return null;
  return (
    <div class="buttons">
      {listed.length > 0 && <Menu label={text.others} items={listed} />}
      {inView.map((item) => (
        <button
          key={item.key}
          type="button"
          class={item.main ? "button button-primary" : "button"}
          aria-disabled={isBusy}
          onClick={item.onPick}
        >
          {item.label}
        </button>
      ))}
    </div>
  );
}

/** One act over many rows. Rows name an act in short; the first of their cases tells its consequences. */
function GridDialog({
  asked: { action, rows },
  send,
  onClose,
}: {
  asked: Asked;
  send: (given: Given) => Promise<void>;
  onClose: () => void;
}) {
  const first = useResource<Case>(`/cases/${rows[0]!.id}`).data;
  const consequences = first?.allowed_actions.find((whole) => whole.action === action.action)?.consequences ?? [];
  return (
    <ActDialog
      title={text.act(action.label, rows.length)}
      action={{ ...action, consequences }}
      asksNote={action.needs_note ?? false}
      onClose={onClose}
      onReload={() => undefined}
      send={send}
    />
  );
}

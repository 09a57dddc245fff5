import { useState } from "preact/hooks";
import type { Action } from "../../http/types";
import { unitActs } from "../../text/vi-units";
import { ActDialog, type Given } from "./act-dialog";

interface LineActsProps {
  of: string;
  actions: Action[];
  send: (action: Action, given: Given) => Promise<void>;
  onReload: () => void;
}

/**
 * A small button for each thing that may be done with one line of a list; each asks in a dialog. of: what the line is
 * called.
 */
export function LineActs({ of, actions, send, onReload }: LineActsProps) {
  const [chosen, setChosen] = useState<Action | null>(null);
  const sendChosen = async (given: Given) => {
    await send(chosen!, given);
    setChosen(null);
  };
  return (
    <>
      {actions.map((action) => (
        <button
          key={action.action}
          type="button"
          class="button button-small"
          aria-label={unitActs.of(action.label, of)}
          onClick={() => setChosen(action)}
        >
          {action.label}
        </button>
      ))}
      {chosen && (
        <ActDialog
          title={unitActs.of(chosen.label, of)}
          action={chosen}
          send={sendChosen}
          onClose={() => setChosen(null)}
          onReload={onReload}
        />
      )}
    </>
  );
}

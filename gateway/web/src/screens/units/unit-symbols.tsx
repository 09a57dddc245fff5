import { useState } from "preact/hooks";
import { Card } from "../../components/page";
import { Failure } from "../../components/states";
import { put } from "../../http/client";
import type { Action, Unit, UnitSymbols } from "../../http/types";
import { notify } from "../../resources/notices";
import { invalidate, useResource } from "../../resources/resource";
import { unitSymbols as text } from "./vi";
import { ActDialog, type Given } from "../acts/act-dialog";

/** How the unit writes the symbols of its papers; nothing for whoever may not see it. */
export function Symbols({ unit }: { unit: Unit }) {
  const path = `/units/${unit.id}/document-symbols`;
  const found = useResource<UnitSymbols>(path);
  const [changing, setChanging] = useState<Action | null>(null);
  if (found.error && !found.data)
    return found.error.status === 403 || found.error.status === 404 ? null : (
      <Failure problem={found.error} onRetry={found.reload} part />
    );
  if (!found.data) return null;
  const change = async ({ form, key }: Given) => {
    await put(path, { body: form, key });
    notify(text.done);
    setChanging(null);
    invalidate(path);
  };
  return (
    <Card
      title={text.title}
      actions={found.data.allowed_actions.map((act) => (
        <button key={act.action} type="button" class="button button-small" onClick={() => setChanging(act)}>
          {act.label}
        </button>
      ))}
    >
      <details>
        <summary>{text.summary(found.data.body)}</summary>
        <Types symbols={found.data} />
      </details>
      {changing && (
        <ActDialog
          title={changing.label}
          action={changing}
          send={change}
          onClose={() => setChanging(null)}
          onReload={found.reload}
        />
      )}
    </Card>
  );
}

function Types({ symbols }: { symbols: UnitSymbols }) {
  return (
    <ul class="rows">
      {symbols.types.map((each) => (
        <li key={each.kind} class="row-plain">
          <span class="row-main">
            <span>
              {each.title}: <strong>{each.written}</strong>
            </span>
            <span class="caption">
              {[text.example(each.example), each.written !== each.kind && text.usual(each.kind)]
                .filter(Boolean)
                .join(" · ")}
            </span>
          </span>
        </li>
      ))}
    </ul>
  );
}

import { useState } from "preact/hooks";
import { Download } from "lucide-preact";
import { Card } from "../components/page";
import { RefusalList } from "../components/states";
import type { Action, Case } from "../http/types";
import { casePage as text } from "../text/vi";
import { CaseAct } from "./case-act";

interface ActionsProps {
  found: Case;
  etag: string | null;
  onChange: (data: Case, etag?: string | null) => void;
  onReload: () => void;
}

/** What the server lets this person do now, and what it refuses, with reasons and how to mend it. */
export function CaseActions({ found, etag, onChange, onReload }: ActionsProps) {
  const [chosen, setChosen] = useState<Action | null>(null);
  const actions = [...found.allowed_actions].sort((a, b) => Number(b.primary ?? false) - Number(a.primary ?? false));
  return (
    <>
      <Card title={text.actions} class="case-actions">
        {actions.length === 0 && <p class="muted">{text.noActions}</p>}
        <div class="buttons buttons-column">
          {actions.map((action) => (
            <button key={action.action} type="button" class={`button button-wide ${action.primary ? "button-primary" : action.destructive ? "button-danger-plain" : ""}`} onClick={() => setChosen(action)}>
              {action.label}
            </button>
          ))}
        </div>
      </Card>
      {found.package_at && (
        <Card>
          <p class="caption">{text.packageText}</p>
          <a class="button button-wide" href={`/api/v1${found.package_at}`} download>
            <Download size={20} aria-hidden="true" /> {text.package}
          </a>
        </Card>
      )}
      {found.refused_actions.length > 0 && (
        <Card title={text.refused} class="refused">
          {found.refused_actions.map((refused) => (
            <section key={refused.action}>
              <h3>{refused.label}</h3>
              <RefusalList refusals={refused.refusals} />
            </section>
          ))}
        </Card>
      )}
      {chosen && (
        <CaseAct
          found={found}
          action={chosen}
          etag={etag}
          onClose={() => setChosen(null)}
          onReload={onReload}
          onDone={(data, tag) => {
            setChosen(null);
            onChange(data, tag);
          }}
        />
      )}
    </>
  );
}

import { Download } from "lucide-preact";
import { Card } from "../components/page";
import { RefusalList } from "../components/states";
import type { Action, Case } from "../http/types";
import { notify } from "../resources/notices";
import { casePage as text, kept } from "../text/vi";

interface ActionsProps {
  found: Case;
  /** The case is read from this device: only what may wait can be given. */
  isKept?: boolean;
  onAct: (action: Action) => void;
}

/** What the server lets this person do now, and what it refuses, with reasons and how to mend it. */
export function CaseActions({ found, isKept = false, onAct }: ActionsProps) {
  const actions = [...found.allowed_actions].sort((a, b) => Number(b.primary ?? false) - Number(a.primary ?? false));
  const needsNetwork = ({ action }: Action) => isKept && found.dossier?.training?.logs_by !== action;
  return (
    <>
      <Card title={text.actions} class="case-actions">
        {actions.length === 0 && <p class="muted">{text.noActions}</p>}
        <div class="buttons buttons-column">
          {actions.map((action) => (
            <button key={action.action} type="button" class={`button button-wide ${action.primary ? "button-primary" : action.destructive ? "button-danger-plain" : ""}`} aria-disabled={needsNetwork(action)} onClick={() => (needsNetwork(action) ? notify(kept.noNetwork, "info") : onAct(action))}>
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
    </>
  );
}

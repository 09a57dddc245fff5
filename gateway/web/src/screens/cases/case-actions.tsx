import { Download } from "lucide-preact";
import { Card } from "../../components/page";
import type { Action, Case } from "../../http/types";
import { mendingOf, type Mending } from "../../resources/mending";
import { notify } from "../../resources/notices";
import { kept } from "../../text/vi";
import { casePage as text } from "../../text/vi-cases";

interface ActionsProps {
  found: Case;
  /** The case is read from this device: only what may wait can be given. */
  isKept?: boolean;
  /** field: the one that the act's form is opened at. */
  onAct: (action: Action, field?: string) => void;
}

const lookOf = ({ primary, destructive }: Action) =>
  primary ? "button-primary" : destructive ? "button-danger-plain" : "";

/**
 * What the server refuses, with reasons and the way to mend it; then what this person may do, the recommended act first
 * and the destructive ones apart.
 */
export function CaseActions({ found, isKept = false, onAct }: ActionsProps) {
  const usual = found.allowed_actions.filter((action) => !action.destructive);
  const ordered = [...usual].sort((a, b) => Number(b.primary ?? false) - Number(a.primary ?? false));
  const destructive = found.allowed_actions.filter((action) => action.destructive);
  const needsNetwork = ({ action }: Action) => isKept && found.dossier?.training?.logs_by !== action;
  const give = (action: Action, field?: string) =>
    needsNetwork(action) ? notify(kept.noNetwork, "info") : onAct(action, field);
  const button = (action: Action) => (
    <button
      key={action.action}
      type="button"
      class={`button button-wide ${lookOf(action)}`}
      aria-disabled={needsNetwork(action)}
      onClick={() => give(action)}
    >
      {action.label}
    </button>
  );
  return (
    <>
      {found.refused_actions.length > 0 && <Refused found={found} onAct={give} />}
      <Card title={text.actions} class="case-actions">
        {found.allowed_actions.length === 0 && <p class="muted">{text.noActions}</p>}
        {ordered.length > 0 && <div class="buttons buttons-column">{ordered.map(button)}</div>}
        {destructive.length > 0 && <div class="buttons buttons-column acts-apart">{destructive.map(button)}</div>}
      </Card>
      {found.package_at && (
        <Card>
          <p class="caption">{text.packageText}</p>
          <a class="button button-wide" href={`/api/v1${found.package_at}`} download>
            <Download size={20} aria-hidden="true" /> {text.package}
          </a>
        </Card>
      )}
    </>
  );
}

/** Why acts are not possible now. The first is read at once; the others, where there are more, one press away. */
function Refused({ found, onAct }: { found: Case; onAct: (action: Action, field?: string) => void }) {
  const [first, ...others] = found.refused_actions;
  const section = (refused: Case["refused_actions"][number]) => (
    <section key={refused.action}>
      <h3>{refused.label}</h3>
      <ul class="refusals">
        {refused.refusals.map((refusal) => (
          <li key={refusal.text}>
            {refusal.text}
            {refusal.mend && <span class="mend">{refusal.mend}</span>}
            <Mend mending={mendingOf(refusal, found.allowed_actions)} onAct={onAct} />
          </li>
        ))}
      </ul>
    </section>
  );
  return (
    <Card title={text.refused} class="refused">
      {section(first!)}
      {others.length > 0 && (
        <details>
          <summary>{text.refusedMore(others.length)}</summary>
          {others.map(section)}
        </details>
      )}
    </Card>
  );
}

function Mend({ mending, onAct }: { mending: Mending | null; onAct: (action: Action, field?: string) => void }) {
  if (!mending) return null;
  const { action, field, title } = mending;
  return (
    <button type="button" class="link-button" onClick={() => onAct(action, field)}>
      {title ? text.mendField(title) : action.label}
    </button>
  );
}

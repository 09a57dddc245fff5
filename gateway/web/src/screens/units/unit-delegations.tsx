import { useState } from "preact/hooks";
import { Card } from "../../components/page";
import { Chip, Consequences } from "../../components/parts";
import { Dialog } from "../../components/dialog";
import { Failure } from "../../components/states";
import { day } from "../../format";
import { post, Problem, remove, withQuery } from "../../http/client";
import type { Action, Delegation, DelegationPage, Unit } from "../../http/types";
import { notify } from "../../resources/notices";
import { invalidate, useResource } from "../../resources/resource";
import { common } from "../../text/vi";
import { delegations as text } from "./vi";
import { ActDialog, type Given } from "../acts/act-dialog";

/** What the unit lends to those below it, and what it has been lent: who decides in whose place, until when. */
export function Delegations({ unit }: { unit: Unit }) {
  const found = useResource<DelegationPage>(withQuery("/delegations", { unit_id: unit.id, limit: 100 }));
  const [lending, setLending] = useState<Action | null>(null);
  if (found.error && !found.data)
    return found.error.status === 403 || found.error.status === 404 ? null : (
      <Failure problem={found.error} onRetry={found.reload} part />
    );
  if (!found.data) return null;
  const { items, allowed_actions: acts } = found.data;
  if (items.length === 0 && acts.length === 0) return null;
  const lend = async ({ form, key }: Given) => {
    await post("/delegations", { body: { ...form, from_unit_id: unit.id }, key });
    notify(text.made);
    setLending(null);
    invalidate("/delegations", "/me/inbox", "/cases");
  };
  return (
    <Card
      title={text.title}
      actions={acts.map((act) => (
        <button key={act.action} type="button" class="button button-small" onClick={() => setLending(act)}>
          {act.label}
        </button>
      ))}
    >
      {items.length === 0 ? (
        <p class="muted">{text.none}</p>
      ) : (
        <ul class="rows">
          {items.map((item) => (
            <DelegationRow key={item.id} item={item} unit={unit} />
          ))}
        </ul>
      )}
      {lending && (
        <ActDialog
          title={lending.label}
          action={lending}
          send={lend}
          onClose={() => setLending(null)}
          onReload={found.reload}
        />
      )}
    </Card>
  );
}

function DelegationRow({ item, unit }: { item: Delegation; unit: Unit }) {
  const [ending, setEnding] = useState(false);
  const isGiven = item.from_unit.id === unit.id;
  return (
    <li class="row-plain officer">
      <span class="row-main">
        <span>
          {isGiven
            ? text.to(item.process_title, item.to_unit.name)
            : text.from(item.process_title, item.from_unit.name)}
        </span>
        <span class="caption">
          {[
            item.until ? text.days(day(item.from_on), day(item.until)) : text.since(day(item.from_on)),
            text.decision(item.decision_no),
          ].join(" · ")}
        </span>
      </span>
      {item.state === "coming" && <Chip>{item.state_title}</Chip>}
      {item.may_end && (
        <button
          type="button"
          class="button button-small"
          aria-label={text.endOf(item.process_title, item.to_unit.name)}
          onClick={() => setEnding(true)}
        >
          {text.end}
        </button>
      )}
      {ending && <EndDialog item={item} onClose={() => setEnding(false)} />}
    </li>
  );
}

function EndDialog({ item, onClose }: { item: Delegation; onClose: () => void }) {
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const end = async () => {
    if (busy) return;
    setBusy(true);
    try {
      await remove(`/delegations/${item.id}`);
      notify(text.ended);
      invalidate("/delegations", "/me/inbox", "/cases");
      onClose();
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      setProblem(error);
      setBusy(false);
    }
  };
  return (
    <Dialog title={text.endTitle(item.process_title, item.to_unit.name)} onClose={onClose}>
      <Consequences lines={[text.endConsequence(item.from_unit.name)]} />
      {problem && <Failure problem={problem} />}
      <div class="dialog-actions">
        <button type="button" class="button" autofocus onClick={onClose}>
          {common.back}
        </button>
        <button type="button" class="button button-danger" aria-disabled={busy} onClick={() => void end()}>
          {text.end}
        </button>
      </div>
    </Dialog>
  );
}

import { useLocation } from "preact-iso";
import { useState } from "preact/hooks";
import { Menu } from "../../components/menu";
import { focusHeading } from "../../components/page";
import { unitUrl } from "../../components/parts";
import { RefusalList } from "../../components/states";
import { patch, post, put, type Answer } from "../../http/client";
import type { Action, Unit } from "../../http/types";
import { notify } from "../../resources/notices";
import { invalidate } from "../../resources/resource";
import { useSeen } from "../../resources/sending";
import { unitActs as text } from "../../text/vi-units";
import { ActDialog, type Given } from "../acts/act-dialog";

interface Way {
  send: (unit: Unit, given: Given) => Promise<Answer<unknown>>;
  done: (unit: Unit) => string;
}

const seen = (unit: Unit) => `"${unit.version}"`;

/** Where each act is sent, and what is said once it is done. */
const WAYS: Record<string, Way | undefined> = {
  create_unit: {
    send: (unit, { form, key }) => post("/units", { body: { parent_id: unit.id, ...form }, key }),
    done: (made) => text.founded(made.name),
  },
  appoint_officer: {
    send: (unit, { form, key }) => post(`/units/${unit.id}/officers`, { body: form, key }),
    done: () => text.appointed,
  },
  recognise_committee: {
    send: (unit, { form, key }) => post(`/units/${unit.id}/committee`, { body: form, key }),
    done: (unit) => text.recognised(unit.name),
  },
  unrecognise_committee: {
    send: (unit, { form, key }) => post(`/units/${unit.id}/committee/undo`, { body: form, key }),
    done: (unit) => text.unrecognised(unit.name),
  },
  extend_committee: {
    send: (unit, { form, key }) => post(`/units/${unit.id}/committee/extensions`, { body: form, key }),
    done: (unit) => text.extended(unit.name),
  },
  shorten_committee: {
    send: (unit, { form, key }) => post(`/units/${unit.id}/committee/shortenings`, { body: form, key }),
    done: (unit) => text.shortened(unit.name),
  },
  record_youth_count: {
    send: (unit, { form, key }) => post(`/units/${unit.id}/youth-counts`, { body: form, key }),
    done: (unit) => text.youthCounted(unit.name),
  },
  rename_unit: {
    send: (unit, { form, key }) => patch(`/units/${unit.id}`, { body: form, ifMatch: seen(unit), key }),
    done: (renamed) => text.renamed(renamed.name),
  },
  move_unit: {
    send: (unit, { form, key }) => put(`/units/${unit.id}/parent`, { body: form, ifMatch: seen(unit), key }),
    done: (moved) => text.moved(moved.path.at(-2)?.name ?? ""),
  },
  merge_unit: {
    send: (unit, { form, key }) => post(`/units/${unit.id}/merge`, { body: form, ifMatch: seen(unit), key }),
    done: (target) => text.mergedInto(target.name),
  },
  unmerge_unit: {
    send: (unit, { form, key }) => post(`/units/${unit.id}/merge/undo`, { body: form, ifMatch: seen(unit), key }),
    done: (again) => text.unmerged(again.name),
  },
  split_unit: {
    send: (unit, { form, key }) => post(`/units/${unit.id}/split`, { body: form, ifMatch: seen(unit), key }),
    done: (made) => text.splitOff(made.name),
  },
  close_unit: {
    send: (unit, { form, key }) => post(`/units/${unit.id}/closure`, { body: form, ifMatch: seen(unit), key }),
    done: (closed) => text.closed(closed.name),
  },
};

export const actOf = (unit: Unit, name: string): Action | undefined =>
  unit.allowed_actions?.find(({ action }) => action === name);

interface UnitActsProps {
  unit: Unit;
  onChange: (unit: Unit, etag: string | null) => void;
  onReload: () => void;
}

/** What the server lets this person do with the unit; what it refuses stands below, with reasons. */
export function UnitActs(props: UnitActsProps) {
  const { unit } = props;
  const [chosen, setChosen] = useState<Action | null>(null);
  const actions = (unit.allowed_actions ?? []).filter(({ action }) => WAYS[action]);
  const refused = unit.refused_actions ?? [];
  if (actions.length + refused.length === 0) return null;
  const items = actions.map((action) => ({
    key: action.action,
    label: action.label,
    danger: action.destructive ?? false,
    onPick: () => setChosen(action),
  }));
  return (
    <>
      <Menu label={text.menu} items={items}>
        {refused.length > 0 && (
          <div class="menu-refused">
            {refused.map((one) => (
              <section key={one.action}>
                <h2>{text.refused(one.label)}</h2>
                <RefusalList refusals={one.refusals} />
              </section>
            ))}
          </div>
        )}
      </Menu>
      {chosen && <UnitAct {...props} action={chosen} onClose={() => setChosen(null)} />}
    </>
  );
}

/** The same act as a button of its own, where its thing is listed. */
export function UnitActButton({ name, ...props }: UnitActsProps & { name: string }) {
  const [open, setOpen] = useState(false);
  const action = actOf(props.unit, name);
  if (!action) return null;
  return (
    <>
      <button type="button" class="button button-primary" onClick={() => setOpen(true)}>
        {action.label}
      </button>
      {open && <UnitAct {...props} action={action} onClose={() => setOpen(false)} />}
    </>
  );
}

function UnitAct({
  unit: now,
  action,
  onChange,
  onReload,
  onClose,
}: UnitActsProps & { action: Action; onClose: () => void }) {
  const { route } = useLocation();
  const unit = useSeen(now);
  const send = async (given: Given) => {
    const way = WAYS[action.action]!;
    const answer = await way.send(unit, given);
    const changed = answer.data as Unit;
    notify(way.done(changed));
    onClose();
    invalidate("/units", "/members", "/me");
    if (action.action === "create_unit" || action.action === "split_unit") route(unitUrl(changed.id, "can-bo"));
    else if (action.action === "merge_unit") route(unitUrl(changed.id));
    else if (changed.id === unit.id) onChange(changed, answer.etag);
    if (action.destructive) focusHeading();
  };
  return (
    <ActDialog
      title={text.of(action.label, unit.name)}
      action={action}
      send={send}
      onClose={onClose}
      onReload={onReload}
    />
  );
}

import { useState } from "preact/hooks";
import { Card } from "../../components/page";
import { Chip } from "../../components/parts";
import { Await, RefusalList } from "../../components/states";
import { day } from "../../format";
import { post, put, withQuery, type Sending } from "../../http/client";
import type { Action, Unit, UnitTrainingItem, UnitTrainingItems } from "../../http/types";
import { notify } from "../../resources/notices";
import { invalidate, useResource } from "../../resources/resource";
import { unitActs } from "../../text/vi-units";
import { unitTraining as text } from "./vi";
import { LineActs } from "../acts/line-acts";
import type { Given } from "../acts/act-dialog";

/** Where each act is sent, below the unit's items. */
const AT: Record<string, (path: string, code: string, sending: Sending) => Promise<unknown>> = {
  add_training_item: (path, _, sending) => post(path, sending),
  change_training_item: (path, code, sending) => put(`${path}/${code}`, sending),
  end_training_item: (path, code, sending) => post(`${path}/${code}/ending`, sending),
};

/**
 * What members at and below the unit may undertake: the province's catalogue, and what each unit above and this one
 * add.
 */
export default function UnitTraining({ unit }: { unit: Unit }) {
  const [past, setPast] = useState(false);
  const path = `/units/${unit.id}/training-items`;
  const found = useResource<UnitTrainingItems>(withQuery(path, { past: past || null }));
  return (
    <div class="stack">
      <p class="lead">{text.lead}</p>
      <div class="officer-tools">
        <label class="check">
          <input type="checkbox" checked={past} onChange={(event) => setPast(event.currentTarget.checked)} />
          <span>{text.pastToo}</span>
        </label>
        {found.data && <Acts path={path} of={unit.name} actions={found.data.allowed_actions} onReload={found.reload} />}
      </div>
      <Await of={found}>{(seen) => <Listed seen={seen} path={path} onReload={found.reload} />}</Await>
    </div>
  );
}

function Listed({ seen, path, onReload }: { seen: UnitTrainingItems; path: string; onReload: () => void }) {
  const fromTop = [...new Map(seen.items.map(({ owner }) => [owner?.id ?? "", owner])).values()];
  const owners = fromTop.reverse(); // what is one's own comes first
  return (
    <>
      {seen.refused_actions.map((one) => (
        <section key={one.action} class="box">
          <strong>{unitActs.refused(one.label)}</strong>
          <RefusalList refusals={one.refusals} />
        </section>
      ))}
      {owners.map((owner) => (
        <Card key={owner?.id ?? ""} title={owner ? text.of(owner.name) : text.ofProvince}>
          <ul class="rows">
            {seen.items
              .filter((item) => item.owner?.id === owner?.id)
              .map((item) => (
                <Item key={`${item.code}${item.from_on}`} item={item} path={path} onReload={onReload} />
              ))}
          </ul>
        </Card>
      ))}
    </>
  );
}

function Item({ item, path, onReload }: { item: UnitTrainingItem; path: string; onReload: () => void }) {
  const days =
    item.from_on && (item.ended_on ? text.days(day(item.from_on), day(item.ended_on)) : text.since(day(item.from_on)));
  return (
    <li class="row-plain row-folds">
      <span class="row-main">
        <span>{item.title}</span>
        <span class="caption">
          {[item.detail, days, item.source && text.source(item.source)].filter(Boolean).join(" · ")}
        </span>
      </span>
      {item.state !== "current" && <Chip>{item.state_title}</Chip>}
      <Acts path={path} code={item.code} of={item.title} actions={item.allowed_actions} onReload={onReload} />
    </li>
  );
}

interface ActsProps {
  path: string;
  code?: string;
  of: string;
  actions: Action[];
  onReload: () => void;
}

function Acts({ path, code = "", ...given }: ActsProps) {
  const send = async (action: Action, { form, key }: Given) => {
    await AT[action.action]!(path, code, { body: form, key });
    notify(text.done);
    invalidate("/units", "/training-catalogue");
  };
  return <LineActs {...given} send={send} />;
}

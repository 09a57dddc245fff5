import { useState } from "preact/hooks";
import { Card, Page } from "../components/page";
import { Chip, Tabs } from "../components/parts";
import { SearchBox } from "../components/search-box";
import { Await, Empty } from "../components/states";
import { day } from "../format";
import { put, withQuery } from "../http/client";
import type { Action, Rule, RuleSet } from "../http/types";
import { notify } from "../resources/notices";
import { invalidate, useResource } from "../resources/resource";
import { rules as text, unitActs } from "../text/vi";
import { useFilters } from "../url";
import { ActDialog, type Given } from "./act-dialog";
import { folded } from "./palette";

/** The Charter's numbers: what each is, how sure we are of it, and from which day it may be another. */
export default function Rules() {
  const { values, change } = useFilters(["q", "ngay", "chua-chac"] as const);
  const found = useResource<RuleSet>(withQuery("/rules", { on: values.ngay || null }));
  return (
    <Page title={text.title} below={<p class="lead">{text.lead}</p>}>
      <div class="stack">
        <SearchBox label={text.search} value={values.q} onChange={(q) => change({ q: q || null })} />
        <label class="check">
          <input type="checkbox" checked={!!values["chua-chac"]} onChange={(event) => change({ "chua-chac": event.currentTarget.checked ? "1" : null })} />
          <span>{text.unsureOnly}</span>
        </label>
        <Await of={found}>{(set) => <Listed set={set} words={folded(values.q)} unsureOnly={!!values["chua-chac"]} onReload={found.reload} />}</Await>
      </div>
    </Page>
  );
}

function Listed({ set, words, unsureOnly, onReload }: { set: RuleSet; words: string; unsureOnly: boolean; onReload: () => void }) {
  const shown = set.parameters.filter((rule) => folded(`${rule.title} ${rule.source} ${rule.mark}`).includes(words) && (rule.unsure || !unsureOnly));
  return (
    <>
      {set.sets.length > 1 && <Tabs label={text.sets} items={set.sets.map((each) => ({ href: withQuery("/quan-tri/quy-dinh", { ngay: each.valid_from }), title: text.since(day(each.valid_from)), current: each.code === set.code }))} />}
      <p class="muted" role="status">
        {text.found(shown.length, text.term(set.charter_term, day(set.valid_from), set.valid_to ? day(set.valid_to) : null))}
      </p>
      {shown.length === 0 ? (
        <Empty drawing="book" title={text.none} text={text.noneText} />
      ) : (
        <Card>
          <ul class="rows">
            {shown.map((rule) => (
              <RuleRow key={rule.key} rule={rule} onReload={onReload} />
            ))}
          </ul>
        </Card>
      )}
    </>
  );
}

function RuleRow({ rule, onReload }: { rule: Rule; onReload: () => void }) {
  const [chosen, setChosen] = useState<Action | null>(null);
  return (
    <li class="row-plain">
      <span class="row-main">
        <span>
          {rule.title}: <strong>{rule.text}</strong>
        </span>
        <span class="caption">{[rule.source, rule.text !== rule.default_text && text.usual(rule.default_text)].filter(Boolean).join(" · ")}</span>
      </span>
      {rule.unsure && <Chip tone="gold">{text.unsure}</Chip>}
      {rule.set_at && <Chip tone="green">{text.set}</Chip>}
      {rule.allowed_actions.map((action) => (
        <button key={action.action} type="button" class="button button-small" aria-label={unitActs.of(action.label, rule.title)} onClick={() => setChosen(action)}>
          {action.label}
        </button>
      ))}
      {chosen && <ChangeRule rule={rule} action={chosen} onClose={() => setChosen(null)} onReload={onReload} />}
    </li>
  );
}

function ChangeRule({ rule, action, onClose, onReload }: { rule: Rule; action: Action; onClose: () => void; onReload: () => void }) {
  const send = async ({ form, key }: Given) => {
    const answer = await put<RuleSet>(`/rules/${rule.key}`, { body: form, key });
    const changed = answer.data.parameters.find((each) => each.key === rule.key);
    notify(text.changed(rule.title, changed?.text ?? "", day(answer.data.valid_from)));
    onClose();
    invalidate("/rules");
  };
  return <ActDialog title={unitActs.of(action.label, rule.title)} action={action} send={send} onClose={onClose} onReload={onReload} />;
}

import { Card, Page } from "../../components/page";
import { Tabs } from "../../components/parts";
import { SearchBox } from "../../components/search-box";
import { Await, Empty } from "../../components/states";
import { day } from "../../format";
import { withQuery } from "../../http/client";
import type { RuleSet } from "../../http/types";
import { useResource } from "../../resources/resource";
import { rules as text } from "./vi";
import { useFilters } from "../../url";
import { folded } from "../home/palette";
import { RuleRow } from "./rule-row";

/** The Charter's numbers: what each is, how sure we are of it, and from which day it may be another. */
export default function Rules() {
  const { values, change } = useFilters(["q", "ngay", "chua-chac"] as const);
  const found = useResource<RuleSet>(withQuery("/rules", { on: values.ngay || null }));
  return (
    <Page title={text.title} below={<p class="lead">{text.lead}</p>}>
      <div class="stack">
        <SearchBox label={text.search} value={values.q} onChange={(q) => change({ q: q || null })} />
        <label class="check">
          <input
            type="checkbox"
            checked={!!values["chua-chac"]}
            onChange={(event) => change({ "chua-chac": event.currentTarget.checked ? "1" : null })}
          />
          <span>{text.unsureOnly}</span>
        </label>
        <Await of={found}>
          {(set) => (
            <Listed set={set} words={folded(values.q)} unsureOnly={!!values["chua-chac"]} onReload={found.reload} />
          )}
        </Await>
      </div>
    </Page>
  );
}

function Listed({
  set,
  words,
  unsureOnly,
  onReload,
}: {
  set: RuleSet;
  words: string;
  unsureOnly: boolean;
  onReload: () => void;
}) {
  const shown = set.parameters.filter(
    (rule) =>
      folded([rule.title, rule.source, rule.mark, ...(rule.rows ?? []).map((entry) => entry.title)].join(" ")).includes(
        words,
      ) &&
      (rule.unsure || !unsureOnly),
  );
  return (
    <>
      {set.sets.length > 1 && (
        <Tabs
          label={text.sets}
          items={set.sets.map((each) => ({
            href: withQuery("/quan-tri/quy-dinh", { ngay: each.valid_from }),
            title: text.since(day(each.valid_from)),
            current: each.code === set.code,
          }))}
        />
      )}
      <p class="muted" role="status">
        {text.found(
          shown.length,
          text.term(set.charter_term, day(set.valid_from), set.valid_to ? day(set.valid_to) : null),
        )}
      </p>
      {shown.length === 0 ? (
        <Empty drawing="book" title={text.none} text={text.noneText} />
      ) : (
        <Card>
          <ul class="rows">
            {shown.map((rule) => (
              <RuleRow key={rule.key} rule={rule} on={set.valid_from} onReload={onReload} />
            ))}
          </ul>
        </Card>
      )}
    </>
  );
}

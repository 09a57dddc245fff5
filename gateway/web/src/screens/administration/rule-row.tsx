import { Chip } from "../../components/parts";
import { day } from "../../format";
import { post, put, type Sending } from "../../http/client";
import type { Action, Rule, RuleEntry, RuleSet } from "../../http/types";
import { notify } from "../../resources/notices";
import { invalidate } from "../../resources/resource";
import { rules as text } from "./vi";
import { LineActs } from "../acts/line-acts";
import { RuleCalendar } from "./rule-calendar";
import type { Given } from "../acts/act-dialog";

/** Where an act upon a rule, or upon an entry of its list, is sent. */
const AT: Record<string, (key: string, entry: string, sending: Sending) => Promise<{ data: RuleSet }>> = {
  change_rule: (key, _, sending) => put<RuleSet>(`/rules/${key}`, sending),
  add_award_form: (_key, _, sending) => post<RuleSet>("/rules/award-forms", sending),
  rename_award_form: (_key, entry, sending) => put<RuleSet>(`/rules/award-forms/${entry}`, sending),
  add_training_item: (_key, _, sending) => post<RuleSet>("/rules/training-items", sending),
  change_training_item: (_key, entry, sending) => put<RuleSet>(`/rules/training-items/${entry}`, sending),
  end_training_item: (_key, entry, sending) => post<RuleSet>(`/rules/training-items/${entry}/ending`, sending),
  add_calendar_day: (_key, _, sending) => post<RuleSet>("/rules/calendar-days", sending),
  change_calendar_day: (_key, entry, sending) => put<RuleSet>(`/rules/calendar-days/${entry}`, sending),
  end_calendar_day: (_key, entry, sending) => post<RuleSet>(`/rules/calendar-days/${entry}/ending`, sending),
  end_award_form: (_key, entry, sending) => post<RuleSet>(`/rules/award-forms/${entry}/ending`, sending),
};

/**
 * One rule with its value, how sure we are of it, and what may be done; a list shows its entries when it is opened. on:
 * a day of its set.
 */
export function RuleRow({ rule, on, onReload }: { rule: Rule; on: string; onReload: () => void }) {
  return (
    <>
      <li class="row-plain row-folds">
        <span class="row-main">
          <span>
            {rule.title}: <strong>{rule.text}</strong>
          </span>
          <span class="caption">
            {[rule.source, rule.text !== rule.default_text && text.usual(rule.default_text)]
              .filter(Boolean)
              .join(" · ")}
          </span>
        </span>
        {rule.unsure && <Chip tone="gold">{text.unsure}</Chip>}
        {rule.set_at && <Chip tone="green">{text.set}</Chip>}
        <Acts rule={rule} of={rule.title} actions={rule.allowed_actions} onReload={onReload} />
      </li>
      {rule.rows && rule.rows.length > 0 && (
        <li>
          <details>
            <summary>{text.entries}</summary>
            <ul class="rows">
              {rule.rows.map((entry) => (
                <Entry key={entry.code} rule={rule} entry={entry} onReload={onReload} />
              ))}
            </ul>
          </details>
        </li>
      )}
      {rule.key === "calendar_days" && (
        <li>
          <RuleCalendar on={on} />
        </li>
      )}
    </>
  );
}

function Entry({ rule, entry, onReload }: { rule: Rule; entry: RuleEntry; onReload: () => void }) {
  return (
    <li class="stack rule-entry">
      <span class="row-main">
        <strong>{entry.title}</strong>
        <span class="caption">{[entry.detail, entry.mark && text.mark(entry.mark)].filter(Boolean).join(" · ")}</span>
      </span>
      <div class="toolbar">
        <Acts
          rule={rule}
          entry={entry.code}
          of={entry.title}
          actions={entry.allowed_actions ?? []}
          onReload={onReload}
        />
      </div>
    </li>
  );
}

interface ActsProps {
  rule: Rule;
  entry?: string;
  of: string;
  actions: Action[];
  onReload: () => void;
}

function Acts({ rule, entry = "", ...given }: ActsProps) {
  const send = async (action: Action, { form, key }: Given) => {
    const { data } = await AT[action.action]!(rule.key, entry, { body: form, key });
    const changed = data.parameters.find((each) => each.key === rule.key);
    notify(text.changed(rule.title, changed?.text ?? "", day(data.valid_from)));
    invalidate("/rules");
  };
  return <LineActs {...given} send={send} />;
}

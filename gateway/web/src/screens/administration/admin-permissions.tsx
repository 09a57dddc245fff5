import { Combobox } from "../../components/combobox";
import { Field } from "../../components/field";
import { Card, Page } from "../../components/page";
import { Await } from "../../components/states";
import { unitOption } from "../../forms/things";
import { withQuery } from "../../http/client";
import type { Explanation, PermissionItem, Unit } from "../../http/types";
import { useResource } from "../../resources/resource";
import { permissions as text } from "./vi";
import { useFilters } from "../../url";

/** Whether the reader may do something somewhere, why, and who may: position, place, rule, answer. */
export default function AdminPermissions() {
  const list = useResource<{ items: PermissionItem[] }>("/permissions");
  const acts = list.data?.items.map(({ action, title }) => ({ code: action, title })) ?? (list.error ? [] : null);
  const { values, change, isComing } = useFilters(["viec", "don_vi"] as const, { viec: acts });
  const unit = useResource<Unit>(values.don_vi ? `/units/${values.don_vi}` : null).data;
  const found = useResource<Explanation>(
    values.viec && !isComing
      ? withQuery("/permissions/explain", { action: values.viec, unit_id: values.don_vi })
      : null,
  );
  return (
    <Page title={text.title} narrow below={<p class="lead">{text.lead}</p>}>
      <div class="stack">
        <Await of={list} rows={2}>
          {({ items }) => (
            <Field id="viec" label={text.action}>
              <select
                id="viec"
                class="input"
                value={values.viec}
                onChange={(event) => change({ viec: event.currentTarget.value || null })}
              >
                <option value="">{text.pick}</option>
                <Rights title={text.mine} items={items.filter((item) => item.allowed)} />
                <Rights title={text.others} items={items.filter((item) => !item.allowed)} />
              </select>
            </Field>
          )}
        </Await>
        <Field id="don-vi" label={text.unit} hint={text.unitHint}>
          <Combobox
            id="don-vi"
            value={unit ? { id: unit.id, label: unit.name } : null}
            onChange={(option) => change({ don_vi: option?.id ?? null })}
            search={(q) => withQuery("/units", { q, limit: 12, anywhere: true })}
            read={unitOption as never}
            placeholder={text.search}
            describedBy="don-vi-hint"
          />
        </Field>
        {values.viec && <Await of={found}>{(answer) => <Answer answer={answer} />}</Await>}
      </div>
    </Page>
  );
}

function Rights({ title, items }: { title: string; items: PermissionItem[] }) {
  return (
    <optgroup label={title}>
      {items.map((item) => (
        <option key={item.action} value={item.action}>
          {item.title}
        </option>
      ))}
    </optgroup>
  );
}

function Answer({ answer }: { answer: Explanation }) {
  return (
    <>
      <p class={answer.allowed ? "box box-green" : "box box-gold"} role="status">
        {answer.text}
      </p>
      <Card title={text.who}>
        <ul class="rows">
          {answer.rules.map((rule) => (
            <li key={rule.text} class="row-plain">
              <span class="row-main">
                <span>{rule.text}</span>
                {rule.held.map((office) => (
                  <span key={office} class="caption">
                    {text.held(office)}
                  </span>
                ))}
              </span>
            </li>
          ))}
        </ul>
      </Card>
    </>
  );
}

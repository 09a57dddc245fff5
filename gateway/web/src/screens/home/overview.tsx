import { useState } from "preact/hooks";
import { Field } from "../../components/field";
import { Card, Page } from "../../components/page";
import { unitUrl } from "../../components/parts";
import { Await } from "../../components/states";
import { count, day, dayToIso } from "../../format";
import { withQuery } from "../../http/client";
import type { Progress } from "../../http/types";
import type { CampaignItem } from "../../resources/campaigns";
import type { OverviewData, OverviewUnit } from "../../resources/overview";
import { submissionsAddress } from "../../resources/report-periods";
import { useLatest, useResource } from "../../resources/resource";
import { acting } from "../../resources/session";
import { overview as text } from "./vi";
import { useFilters } from "../../url";
import { UnitBars } from "../units/unit-bars";

/** What an officer of district or province begins with: her branch in figures that open their lists, on any day. */
export function Overview() {
  const { values, change } = useFilters(["ngay", "so-voi"] as const);
  const unit = acting.value?.unit;
  const found = useLatest(
    useResource<OverviewData>(
      withQuery("/overview", { unit_id: unit?.id, on: values.ngay, against: values["so-voi"] }),
    ),
  );
  return (
    <Page title={text.title} below={unit && <p class="muted">{unit.name}</p>}>
      <div class="stack">
        <div class="toolbar">
          <DayField
            id="ngay"
            label={text.on}
            value={values.ngay}
            shown={found.data?.on}
            onChange={(ngay) => change({ ngay })}
          />
          <DayField
            id="so-voi"
            label={text.against}
            value={values["so-voi"]}
            shown={found.data?.against}
            onChange={(against) => change({ "so-voi": against })}
          />
        </div>
        <Await of={found} rows={5}>
          {(data) => <Branch data={data} />}
        </Await>
        {unit && (found.data || found.error) && <Cases unitId={unit.id} />}
      </div>
    </Page>
  );
}

interface DayFieldProps {
  id: string;
  label: string;
  value: string;
  /** The day that the server answered for. */
  shown: string | undefined;
  onChange: (value: string | null) => void;
}

function DayField({ id, label, value, shown, onChange }: DayFieldProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const send = () => {
    if (typed !== null) onChange(typed.trim() ? dayToIso(typed) : null);
    setTyped(null);
  };
  return (
    <Field id={id} label={label}>
      <input
        id={id}
        class="input"
        inputMode="numeric"
        placeholder="dd/mm/yyyy"
        value={typed ?? day(value || shown)}
        onInput={(event) => setTyped(event.currentTarget.value)}
        onBlur={send}
        onKeyDown={(event) => event.key === "Enter" && send()}
      />
    </Field>
  );
}

function Branch({ data }: { data: OverviewData }) {
  const { total, unit, reports } = data;
  const percent = ((total.members - total.incomplete) / total.members) * 100;
  const complete = total.members ? `${percent.toLocaleString("vi-VN", { maximumFractionDigits: 1 })}%` : "–";
  return (
    <>
      <p role="status">{text.since(day(data.on), day(data.against))}</p>
      <div class="figures">
        <Figure
          title={text.members}
          value={count(total.members)}
          note={signed(total.change)}
          href={withQuery("/doan-vien", { don_vi: unit.id })}
        />
        <Figure
          title={text.complete}
          value={complete}
          note={text.incomplete(count(total.incomplete))}
          href={withQuery("/doan-vien", { don_vi: unit.id, thieu: "con-thieu" })}
        />
        <Figure
          title={text.lateReports}
          value={count(reports.late)}
          note={reports.title ?? text.noPeriod}
          href={submissionsAddress(unit.id, reports.period)}
          isLate={reports.late > 0}
        />
        <Figure
          title={text.headless}
          value={count(total.without_secretary)}
          note={text.now}
          href={withQuery("/bao-cao/BM-01", { "don-vi": unit.id })}
          isLate={total.without_secretary > 0}
        />
        <Figure
          title={text.owing}
          value={text.people(count(total.owing_people))}
          note={text.money(count(total.owed_amount))}
          href={`/doan-phi/${unit.id}`}
          isLate={total.owing_people > 0}
        />
      </div>
      {data.children.length > 0 && (
        <Card title={text.units}>
          <UnitBars
            caption={findingOf(data.children)}
            title={text.members}
            rows={data.children.map((child) => ({
              unit: child.unit,
              value: child.members,
              note: signed(child.change),
              href: unitUrl(child.unit.id),
            }))}
          />
        </Card>
      )}
    </>
  );
}

interface FigureProps {
  title: string;
  value: string;
  note: string;
  href: string;
  isLate?: boolean;
}

function Figure({ title, value, note, href, isLate = false }: FigureProps) {
  return (
    <div class={isLate ? "figure figure-red" : "figure"}>
      <span class="caption">{title}</span>
      <a class="figure-value" href={href}>
        {value}
      </a>
      <span class="caption">{note}</span>
    </div>
  );
}

const signed = (change: number) => (change === 0 ? text.same : `${change > 0 ? "+" : "−"}${count(Math.abs(change))}`);

/** Where most came and where most went, in a sentence. */
function findingOf(children: OverviewUnit[]): string {
  const ordered = [...children].sort((one, other) => other.change - one.change);
  const [most, least] = [ordered[0]!, ordered.at(-1)!];
  const parts = [
    most.change > 0 && text.most(most.unit.name, signed(most.change)),
    least.change < 0 && text.least(least.unit.name, signed(least.change)),
  ];
  return parts.filter(Boolean).join(" · ") || text.steady;
}

/** What waits too long in the branch, and the campaigns that run. */
function Cases({ unitId }: { unitId: string }) {
  const board = useResource<Progress>(withQuery("/progress", { unit_id: unitId }));
  const campaigns = useResource<{ items: CampaignItem[] }>(withQuery("/campaigns", { state: "OPEN", limit: 5 }));
  return (
    <div class="columns">
      <Card title={text.late}>
        <Await of={board} rows={2} part>
          {(found) => (
            <>
              <p>
                <a href={withQuery("/tien-do", { don_vi: unitId })}>
                  {text.lateCases(count(found.total.overdue), count(found.total.open))}
                </a>
              </p>
              <UnitBars
                caption={text.lateNote}
                title={text.late}
                rows={found.items
                  .filter((row) => row.overdue > 0)
                  .slice(0, 8)
                  .map((row) => ({
                    unit: row.unit,
                    value: row.overdue,
                    note: text.ofOpen(count(row.open)),
                    href: withQuery("/tien-do", { don_vi: row.unit.id }),
                  }))}
              />
            </>
          )}
        </Await>
      </Card>
      <Card title={text.campaigns}>
        <Await of={campaigns} rows={2} part>
          {(found) =>
            found.items.length === 0 ? (
              <p class="muted">{text.noCampaigns}</p>
            ) : (
              <ul class="rows">
                {found.items.map((item) => (
                  <li key={item.id}>
                    <a class="row-link" href={`/dot/${item.id}`}>
                      <span class="row-main">
                        <span class="row-title">{item.title}</span>
                        <span class="caption">{text.until(item.unit.name, day(item.until))}</span>
                      </span>
                    </a>
                  </li>
                ))}
              </ul>
            )
          }
        </Await>
      </Card>
    </div>
  );
}

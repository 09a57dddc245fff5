import { Card } from "../../components/page";
import { unitUrl } from "../../components/parts";
import { Await } from "../../components/states";
import { count } from "../../format";
import { withQuery } from "../../http/client";
import type { Unit, UnitStatistics } from "../../http/types";
import { useResource } from "../../resources/resource";
import { units as text } from "../../text/vi-units";

interface Bar {
  title: string;
  count: number;
}

export function Statistics({ unit }: { unit: Unit }) {
  const found = useResource<UnitStatistics>(`/units/${unit.id}/statistics`);
  return (
    <Await of={found} rows={2} part>
      {(data) => (
        <>
          <div class="figures">
            <Figure title={text.total} value={data.total} href={withQuery("/doan-vien", { don_vi: unit.id })} />
            <Figure
              title={text.female}
              value={data.female}
              of={data.total}
              href={withQuery("/doan-vien", { don_vi: unit.id, gioi: "nu" })}
            />
            <Figure title={text.minority} value={data.minority} of={data.total} />
            <Figure title={text.party} value={data.party} of={data.total} />
          </div>
          <div class="columns">
            <Bars title={text.ages} bars={data.age_bands} total={data.total} />
            <Bars title={text.statuses} bars={data.statuses} total={data.total} />
          </div>
          {data.children.length > 0 && (
            <Bars
              title={text.childTab}
              total={Math.max(...data.children.map((child) => child.total), 1)}
              bars={data.children.map((child) => ({
                title: child.unit.name,
                count: child.total,
                href: unitUrl(child.unit.id),
              }))}
            />
          )}
        </>
      )}
    </Await>
  );
}

function Figure({ title, value, of, href }: { title: string; value: number | undefined; of?: number; href?: string }) {
  if (value === undefined) return null;
  const share = of ? `${((value / of) * 100).toLocaleString("vi-VN", { maximumFractionDigits: 1 })}%` : "";
  return (
    <div class="figure">
      <span class="caption">{title}</span>
      {href ? (
        <a class="figure-value" href={href}>
          {count(value)}
        </a>
      ) : (
        <span class="figure-value">{count(value)}</span>
      )}
      <span class="caption">{share}</span>
    </div>
  );
}

/** A table first; the bar beside each number is for the eye alone. */
function Bars({ title, bars, total }: { title: string; bars: (Bar & { href?: string })[]; total: number }) {
  if (bars.length === 0) return null;
  return (
    <Card title={title}>
      <table class="bars">
        <caption class="sr-only">{title}</caption>
        <tbody>
          {bars.map((bar) => (
            <tr key={bar.title}>
              <th scope="row">{bar.href ? <a href={bar.href}>{bar.title}</a> : bar.title}</th>
              <td class="bar-cell" aria-hidden="true">
                <span class="bar" style={{ width: `${Math.min(100, (bar.count / Math.max(total, 1)) * 100)}%` }} />
              </td>
              <td class="number">{count(bar.count)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}

import { Card } from "../../components/page";
import { count, day } from "../../format";
import { withQuery } from "../../http/client";
import type { Report, ReportColumn } from "../../resources/figures";
import { useResource } from "../../resources/resource";
import { comparison as text } from "./vi";
import { reports } from "../../text/vi-reports";
import { UnitBars } from "../units/unit-bars";

/** The report beside that of the period before: the main figure of each unit as a bar, the whole of both as a table. */
export function CompareCard({ report, query }: { report: Report; query: Record<string, string | undefined> }) {
  const before = useResource<Report>(withQuery(`/reports/${report.code}`, query)).data;
  const main = report.columns.find(({ code }) => code === "closing" || code === "members") ?? report.columns[0];
  const rows = report.rows.flatMap(({ unit, figures }) =>
    unit && main ? [{ unit, value: figures[main.code] ?? 0 }] : [],
  );
  if (!before || !main) return null;
  return (
    <Card title={text.title} class="only-screen">
      <UnitBars title={main.title} caption={findingOf(report, before, main)} rows={rows} />
      <details>
        <summary>{text.table}</summary>
        <div class="table-region" role="region" aria-label={text.table} tabIndex={0}>
          <table class="table">
            <caption class="sr-only">{text.title}</caption>
            <thead>
              <tr>
                {[text.figure, text.now(day(report.on)), text.before(day(before.on)), text.change].map((title) => (
                  <th key={title} scope="col">
                    {title}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {report.columns.map((column) => (
                <Line
                  key={column.code}
                  column={column}
                  now={report.total[column.code] ?? null}
                  then={before.total[column.code] ?? null}
                />
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </Card>
  );
}

const shown = (column: ReportColumn, value: number | null) =>
  value === null ? "–" : column.is_share ? reports.share(value) : count(value);
const signed = (change: number) =>
  change === 0
    ? "0"
    : `${change > 0 ? "+" : "−"}${Math.abs(change).toLocaleString("vi-VN", { maximumFractionDigits: 1 })}`;

function Line({ column, now, then }: { column: ReportColumn; now: number | null; then: number | null }) {
  return (
    <tr>
      <th scope="row">{column.group ? `${column.group}: ${column.title}` : column.title}</th>
      <td class="number">{shown(column, now)}</td>
      <td class="number">{shown(column, then)}</td>
      <td class="number">{now === null || then === null ? "–" : signed(now - then)}</td>
    </tr>
  );
}

function findingOf(report: Report, before: Report, main: ReportColumn): string {
  const [now, then] = [report.total[main.code] ?? 0, before.total[main.code] ?? 0];
  return text.finding(main.title, count(now), day(before.on), now === then ? text.same : signed(now - then));
}

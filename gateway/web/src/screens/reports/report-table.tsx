import { count } from "../../format";
import { wordOf } from "../../resources/address-words";
import type { Figures, Report, ReportColumn, ReportRow } from "../../resources/figures";
import { reports as text } from "../../text/vi-reports";

type Address = (unitId: string, more?: Record<string, string>, path?: string) => string;

interface TableProps {
  report: Pick<Report, "code" | "title" | "unit" | "columns" | "rows" | "total">;
  /** Where figures and units lead; a report as it was submitted leads nowhere. */
  address?: Address;
}

/** Columns by their headings, as addresses say them. */
export const columnChoices = (columns: ReportColumn[]) =>
  columns.map(({ code, group, title }) => ({ code, title: `${group} ${title}` }));
const columnWord = (columns: ReportColumn[], { code }: ReportColumn) => wordOf(columnChoices(columns), code);

/** Neighbours under one heading. */
function groupsOf(columns: ReportColumn[]): { title: string; columns: ReportColumn[] }[] {
  const groups: { title: string; columns: ReportColumn[] }[] = [];
  for (const column of columns) {
    const last = groups.at(-1);
    if (last && column.group && last.title === column.group) last.columns.push(column);
    else groups.push({ title: column.group, columns: [column] });
  }
  return groups;
}

/** Units down, figures across; every figure of people leads to the people, every unit to its own report. */
export function ReportTable({ report, address }: TableProps) {
  return (
    <div class="table-region report-region" role="region" aria-label={text.region(report.title)} tabIndex={0}>
      <table class="table report-table">
        <caption class="sr-only">{report.title}</caption>
        <Head columns={report.columns} />
        <tbody>
          {report.rows.map((row) => (
            <Row key={row.unit?.id ?? row.title} row={row} report={report} address={address} />
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{text.total}</th>
            {report.columns.map((column) => (
              <Cell
                key={column.code}
                column={column}
                figures={report.total}
                at={report.unit.name}
                href={named(
                  column,
                  address?.(
                    report.unit.id,
                    { cot: columnWord(report.columns, column) },
                    `/bao-cao/${report.code}/nguoi`,
                  ),
                )}
              />
            ))}
          </tr>
        </tfoot>
      </table>
    </div>
  );
}

function Head({ columns }: { columns: ReportColumn[] }) {
  const groups = groupsOf(columns);
  return (
    <thead>
      <tr>
        <th scope="col" rowSpan={2}>
          {text.unit}
        </th>
        {groups.map((group, index) =>
          group.title ? (
            <th key={index} scope="colgroup" colSpan={group.columns.length}>
              {group.title}
            </th>
          ) : (
            <th key={index} scope="col" rowSpan={2}>
              {group.columns[0]!.title}
            </th>
          ),
        )}
      </tr>
      <tr>
        {groups
          .filter((group) => group.title)
          .flatMap((group) => group.columns)
          .map((column) => (
            <th key={column.code} scope="col">
              {column.title}
            </th>
          ))}
      </tr>
    </thead>
  );
}

function Row({ row, report, address }: TableProps & { row: ReportRow }) {
  const unitId = row.unit?.id ?? report.unit.id;
  const people = (column: ReportColumn) =>
    address?.(
      unitId,
      { cot: columnWord(report.columns, column), ...(row.unit ? {} : { rieng: "1" }) },
      `/bao-cao/${report.code}/nguoi`,
    );
  return (
    <tr>
      <th scope="row">
        {row.unit && address ? <a href={address(row.unit.id)}>{row.title}</a> : row.title}
        {row.is_closed && <span class="caption"> ({text.closed})</span>}
      </th>
      {report.columns.map((column) => (
        <Cell
          key={column.code}
          column={column}
          figures={row.figures}
          at={row.title}
          href={named(column, people(column))}
        />
      ))}
    </tr>
  );
}

const named = (column: ReportColumn, href: string | undefined) => (href && column.is_named ? href : null);

function Cell({
  column,
  figures,
  at,
  href,
}: {
  column: ReportColumn;
  figures: Figures;
  at: string;
  href: string | null;
}) {
  const value = figures[column.code];
  if (value === null || value === undefined) return <td class="number muted">–</td>;
  const shown = column.is_share ? text.share(value) : count(value);
  return (
    <td class={value === 0 ? "number muted" : "number"}>
      {href && value > 0 ? (
        <a href={href} aria-label={text.figure(column.title, at, shown)}>
          {shown}
        </a>
      ) : (
        shown
      )}
    </td>
  );
}

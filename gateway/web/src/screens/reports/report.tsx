import { useRoute } from "preact-iso";
import { Printer } from "lucide-preact";
import { Choice } from "../../components/choice";
import { Page } from "../../components/page";
import { Await, Empty, Loading } from "../../components/states";
import { day } from "../../format";
import { withQuery } from "../../http/client";
import type { UnitRef } from "../../http/types";
import { wordOf } from "../../resources/address-words";
import { daysBefore, daysOf, FEES, recentYears, type Report } from "../../resources/figures";
import { useLatest, useResource } from "../../resources/resource";
import { acting } from "../../resources/session";
import { periodOf } from "../../resources/submissions";
import { notFound } from "../../text/vi";
import { reports as text } from "../../text/vi-reports";
import { useFilters } from "../../url";
import { ExportButton, filterBody } from "../acts/export-dialog";
import { PrintHead } from "../acts/print-head";
import { CompareCard } from "./report-compare";
import { DraftCard } from "./report-draft";
import { SubmitCard } from "./report-submit";
import { ReportTable } from "./report-table";

const today = () => new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10);

/** The filter of a report as the address says it. */
export function useReport() {
  const code = useRoute().params["ma"] ?? "";
  const filters = useFilters(["don-vi", "nam", "ky"] as const, { ky: text.spans });
  const days = daysOf(filters.values.nam, filters.values.ky, today());
  const query = { unit_id: filters.values["don-vi"], ...days };
  const address = (unitId: string, more: Record<string, string> = {}, path = `/bao-cao/${code}`) =>
    withQuery(path, { "don-vi": unitId, nam: filters.values.nam, ky: wordOf(text.spans, filters.values.ky), ...more });
  return { code, ...filters, query, address };
}

export default function ReportScreen() {
  const { code, values, change, query, address } = useReport();
  const found = useLatest(
    useResource<Report>(withQuery(`/reports/${code}`, { ...query, period: periodOf(values.nam, values.ky, today()) })),
  );
  if (found.error?.status === 404) return <Unknown />;
  if (!found.data && !found.error) {
    // Nobody sees more than what lies below their own unit: the way up is reserved for units below it.
    const isOwn = ["", acting.value?.unit.id].includes(values["don-vi"]);
    return (
      <Page title={code} wide above={!isOwn && <div class="crumbs report-path" />}>
        <Loading rows={8} />
      </Page>
    );
  }
  const title = found.data ? `${found.data.code}. ${found.data.title}` : code;
  return (
    <Page
      title={title}
      wide
      failed={!!found.error && !found.data}
      above={found.data && <Path units={found.data.path} address={address} />}
    >
      <div class="stack landscape" aria-busy={found.busy}>
        <div class="toolbar page-actions">
          <Choice
            id="nam"
            title={text.year}
            blank={text.thisYear}
            value={values.nam}
            choices={recentYears(today())}
            onChange={(nam) => change({ nam })}
          />
          <Choice
            id="ky"
            title={text.span}
            blank={text.wholeYear}
            value={values.ky}
            choices={text.spans}
            onChange={(ky) => change({ ky })}
          />
          {found.data?.may_export && (
            <ExportButton path={`/reports/${code}/exports`} body={figureBody(query)} what={text.exported(code)} />
          )}
          <button type="button" class="button only-wide" onClick={() => print()}>
            <Printer size={20} aria-hidden="true" /> {text.print}
          </button>
        </div>
        <Await of={found} rows={6}>
          {(report) => <Shown report={report} address={address} />}
        </Await>
        {found.data && (
          <CompareCard
            report={found.data}
            query={{ unit_id: found.data.unit.id, ...daysBefore(values.nam, values.ky, today()) }}
          />
        )}
        {found.data?.draft && <DraftCard draft={found.data.draft} unitId={found.data.unit.id} code={code} />}
        {found.data && (
          <SubmitCard
            code={code}
            unitId={found.data.unit.id}
            nam={values.nam}
            ky={values.ky}
            draft={found.data.draft}
            onPeriod={change}
          />
        )}
      </div>
    </Page>
  );
}

function Unknown() {
  return (
    <Page title={notFound.title} failed>
      <Empty drawing="board" title={text.unknown} text={notFound.text}>
        <a class="button" href="/bao-cao">
          {text.all}
        </a>
      </Empty>
    </Page>
  );
}

/** What is exported: the filter as a body, the year as a number. */
export function figureBody(query: Record<string, unknown>): Record<string, unknown> {
  const body = filterBody(query);
  return "year" in body ? { ...body, year: Number(body["year"]) } : body;
}

function Shown({ report, address }: { report: Report; address: ReturnType<typeof useReport>["address"] }) {
  const isEmpty =
    report.rows.length === 0 || report.rows.every((row) => Object.values(row.figures).every((value) => !value));
  return (
    <>
      <PrintHead
        unit={report.unit.name}
        title={report.title}
        under={report.by_period ? text.between(day(report.since), day(report.on)) : text.asOf(day(report.on))}
      />
      <p class="muted">{report.about}</p>
      {report.code === FEES && (
        <p class="page-actions">
          <a href={withQuery(`/doan-phi/${report.unit.id}/tong-hop`, { nam: String(report.year) })}>{text.feeBook}</a>
        </p>
      )}
      <p role="status">
        <strong>{report.unit.name}</strong> ·{" "}
        {report.by_period ? text.between(day(report.since), day(report.on)) : text.asOf(day(report.on))}
      </p>
      {isEmpty ? (
        <Empty drawing="board" title={text.nothing} text={text.nothingText} />
      ) : (
        <ReportTable report={report} address={address} />
      )}
    </>
  );
}

/** The way up, each step the same report of the unit above. */
function Path({ units, address }: { units: UnitRef[]; address: (unitId: string) => string }) {
  const above = units.slice(0, -1);
  if (above.length === 0) return null;
  return (
    <nav class="crumbs report-path" aria-label={text.path}>
      <ol>
        {above.map((unit) => (
          <li key={unit.id}>
            <a href={address(unit.id)}>{unit.name}</a>
          </li>
        ))}
      </ol>
    </nav>
  );
}

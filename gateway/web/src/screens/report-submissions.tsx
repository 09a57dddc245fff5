import { ChevronRight } from "lucide-preact";
import { Card, Page } from "../components/page";
import { Chip } from "../components/parts";
import { Await, Empty } from "../components/states";
import { day, moment } from "../format";
import { withQuery } from "../http/client";
import type { ReportItem } from "../resources/figures";
import { useResource } from "../resources/resource";
import { type OwnReport, partOf, type SubmissionList, TONES } from "../resources/submissions";
import { reports, submissions as text } from "../text/vi";
import { useFilters } from "../url";
import { Choice } from "./member-filters";
import { Children, statesOf } from "./report-children";

/** Which reports the unit and those directly below have submitted for a period, and which not. */
export default function ReportSubmissions() {
  const { values, change } = useFilters(["don-vi", "ky", "bao-cao", "trang-thai"] as const);
  const found = useResource<SubmissionList>(withQuery("/report-submissions", { unit_id: values["don-vi"], period: values.ky, report: values["bao-cao"] }));
  const known = useResource<{ items: ReportItem[] }>("/reports").data?.items ?? [];
  const codes = known.map(({ code, title }) => ({ code, title: `${code}. ${title}` }));
  const { data } = found;
  return (
    <Page title={text.title} failed={!!found.error && !data} above={data && <p>{data.unit.name}</p>}>
      <div class="stack">
        <p>
          <a href="/bao-cao">{reports.all}</a>
        </p>
        <div class="toolbar">
          <Choice id="ky" title={text.period} blank={text.lastPeriod} value={values.ky} choices={data?.periods ?? []} onChange={(ky) => change({ ky })} />
          {data && data.children.length > 0 && <Choice id="trang-thai" title={text.state} value={values["trang-thai"]} choices={statesOf(data.children)} onChange={(state) => change({ "trang-thai": state })} />}
          <Choice id="bao-cao" title={text.report} value={values["bao-cao"]} choices={codes} onChange={(code) => change({ "bao-cao": code })} />
        </div>
        <Await of={found} rows={6}>
          {(list) => <Listed list={list} report={values["bao-cao"]} state={values["trang-thai"]} />}
        </Await>
      </div>
    </Page>
  );
}

function Listed({ list, report, state }: { list: SubmissionList; report: string; state: string }) {
  if (!list.period || list.own.length + list.children.length === 0) return <Empty drawing="board" title={text.nothing} text={text.nothingText} />;
  return (
    <>
      <p role="status">
        <strong>{list.period.title}</strong>
        {list.due_on && ` · ${text.due(day(list.due_on))}`}
      </p>
      {list.own.length > 0 && (
        <Card title={text.own}>
          <ul class="rows">
            {list.own.map((own) => (
              <li key={own.code}>
                <Own own={own} list={list} />
              </li>
            ))}
          </ul>
        </Card>
      )}
      {list.children.length > 0 && <Children key={list.period.code} list={list} report={report} state={state} />}
    </>
  );
}

/** A report of the unit's own: what was submitted, or the way to where it is submitted. */
function Own({ own, list }: { own: OwnReport; list: SubmissionList }) {
  const href = own.submission ? `/bao-cao-da-nop/${own.submission.id}` : withQuery(`/bao-cao/${own.code}`, { "don-vi": list.unit.id, ...partOf(list.period!.code) });
  return (
    <a class="row-link" href={href}>
      <span class="row-main">
        <span class="row-title">{`${own.code}. ${own.title}`}</span>
        <span class="chips">
          <Chip tone={TONES[own.state]}>{own.state_title}</Chip>
          {own.submission?.is_late && <Chip tone="gold">{text.late}</Chip>}
        </span>
        {own.submission && <span class="caption">{text.by(own.submission.submitted_by?.full_name, moment(own.submission.submitted_at))}</span>}
      </span>
      <ChevronRight size={20} aria-hidden="true" />
    </a>
  );
}

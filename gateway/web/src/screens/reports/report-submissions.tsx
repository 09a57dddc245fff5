import { Choice } from "../../components/choice";
import { Line } from "../../components/line";
import { ListTools } from "../../components/list-tools";
import { Card, Page } from "../../components/page";
import { Chip } from "../../components/parts";
import { Await, Empty } from "../../components/states";
import { day, moment } from "../../format";
import { withQuery } from "../../http/client";
import type { ReportItem } from "../../resources/figures";
import { useResource } from "../../resources/resource";
import { PERIODS, reportAddress } from "../../resources/report-periods";
import { type OwnReport, type SubmissionList, TONES } from "../../resources/submissions";
import { reports } from "../../text/vi-reports";
import { submissions as text } from "./vi";
import { useFilters } from "../../url";
import { Children, statesOf } from "./report-children";

/** Which reports the unit and those directly below have submitted for a period, and which not. */
export default function ReportSubmissions() {
  const asked = useFilters(["don-vi", "ky", "bao-cao"] as const, { ky: PERIODS }).values;
  const found = useResource<SubmissionList>(
    withQuery("/report-submissions", { unit_id: asked["don-vi"], period: asked.ky, report: asked["bao-cao"] }),
  );
  const { values, change } = useFilters(["don-vi", "ky", "bao-cao", "trang-thai"] as const, {
    ky: PERIODS,
    "trang-thai": found.data && statesOf(found.data.children),
  });
  const known = useResource<{ items: ReportItem[] }>("/reports").data?.items ?? [];
  const codes = known.map(({ code, title }) => ({ code, title: `${code}. ${title}` }));
  const { data } = found;
  return (
    <Page title={text.title} failed={!!found.error && !data} above={data && <p>{data.unit.name}</p>}>
      <div class="stack">
        <p>
          <a href="/bao-cao">{reports.all}</a>
        </p>
        <ListTools
          list={{ total: data ? shownOf(data, values["trang-thai"]) : null, busy: found.busy }}
          filters={
            <>
              <Choice
                id="ky"
                title={text.period}
                blank={text.lastPeriod}
                value={values.ky}
                choices={data?.periods ?? []}
                comes={found.busy}
                onChange={(ky) => change({ ky })}
              />
              {data && data.children.length > 0 && (
                <Choice
                  id="trang-thai"
                  title={text.state}
                  value={values["trang-thai"]}
                  choices={statesOf(data.children)}
                  onChange={(state) => change({ "trang-thai": state })}
                />
              )}
              <Choice
                id="bao-cao"
                title={text.report}
                value={values["bao-cao"]}
                choices={codes}
                comes={codes.length === 0}
                onChange={(code) => change({ "bao-cao": code })}
              />
            </>
          }
          active={[values.ky, values["trang-thai"], values["bao-cao"]].filter(Boolean).length}
          onClear={() => change({ ky: null, "trang-thai": null, "bao-cao": null })}
        />
        <Await of={found} rows={6}>
          {(list) => <Listed list={list} report={values["bao-cao"]} state={values["trang-thai"]} />}
        </Await>
      </div>
    </Page>
  );
}

/** How many lines stand on the screen: the unit's own reports, and the units below in the state asked for. */
const shownOf = (list: SubmissionList, state: string) =>
  list.own.length + list.children.filter((child) => !state || child.state === state).length;

function Listed({ list, report, state }: { list: SubmissionList; report: string; state: string }) {
  if (!list.period || list.own.length + list.children.length === 0)
    return <Empty drawing="board" title={text.nothing} text={text.nothingText} />;
  return (
    <>
      <p role="status">
        <strong>{list.period.title}</strong>
        {list.due_on && ` · ${text.due(day(list.due_on))}`}
      </p>
      {list.own.length > 0 && (
        <Card title={text.own}>
          <ul class="rows rows-even">
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
  const href = own.submission
    ? `/bao-cao-da-nop/${own.submission.id}`
    : reportAddress(own.code, list.unit.id, list.period!.code);
  return (
    <Line
      href={href}
      title={`${own.code}. ${own.title}`}
      chips={
        <>
          <Chip tone={TONES[own.state]}>{own.state_title}</Chip>{" "}
          {own.submission?.is_late && <Chip tone="gold">{text.late}</Chip>}
        </>
      }
      told={[own.submission && text.by(own.submission.submitted_by?.full_name, moment(own.submission.submitted_at))]}
    />
  );
}

import { useLocation } from "preact-iso";
import { ChevronLeft } from "lucide-preact";
import { Page } from "../../components/page";
import { ListCount, Paged } from "../../components/paged";
import { withQuery } from "../../http/client";
import type { Report, ReportPeople, ReportPerson } from "../../resources/figures";
import { usePages, useResource } from "../../resources/resource";
import { reports as text } from "../../text/vi-reports";
import { birthText, memberUrl } from "../members/member-rows";
import { isOfficer } from "../../resources/session";
import { ExportButton } from "../acts/export-dialog";
import { useFilters } from "../../url";
import { figureBody, useReport } from "./report";
import { columnChoices } from "./report-table";

/** The people behind one figure. */
export default function ReportPeopleScreen() {
  const { code, values, query, address } = useReport();
  const { query: asked } = useLocation();
  const report = useResource<Report>(withQuery(`/reports/${code}`, query));
  const columns = report.data ? columnChoices(report.data.columns) : report.error ? [] : null;
  const { values: named, isComing } = useFilters(["cot"] as const, { cot: columns });
  const path = withQuery(`/reports/${code}/people`, {
    ...query,
    column: named.cot,
    own: asked["rieng"] ? "true" : "",
    count: "exact",
  });
  const first = useResource<ReportPeople>(isComing ? null : withQuery(path, { limit: "1" }));
  const list = usePages<ReportPerson>(isComing ? null : path, 50, isComing);
  return (
    <Page
      title={first.data?.title ?? code}
      failed={!!list.error && list.items.length === 0}
      above={<p>{first.data?.unit.name}</p>}
    >
      <div class="stack">
        <p>
          <a href={address(values["don-vi"])}>
            <ChevronLeft size={18} aria-hidden="true" /> {text.back}
          </a>
        </p>
        <ListCount list={list} count={text.people} />
        <p class="caption">{text.peopleNote}</p>
        {isOfficer.value && !!list.total && (
          <div class="page-actions">
            <ExportButton
              path={`/reports/${code}/people/exports`}
              body={figureBody({ ...query, column: named.cot, own: asked["rieng"] === "1" })}
              what={text.people(list.total)}
            />
          </div>
        )}
        <Paged
          list={list}
          shapes={6}
          endless
          empty={{ drawing: "board", title: text.noPeople, text: text.noPeopleText }}
        >
          {(items) => <People items={items} />}
        </Paged>
      </div>
    </Page>
  );
}

function People({ items }: { items: ReportPerson[] }) {
  return (
    <ul class="card rows">
      {items.map((item, index) => (
        <li key={`${item.id}${index}`}>
          <a class="row-link" href={memberUrl(item)}>
            <span class="row-main">
              <span class="row-title">{item.full_name}</span>
              <span class="caption">{[birthText(item), item.unit?.name, item.detail].filter(Boolean).join(" · ")}</span>
            </span>
          </a>
        </li>
      ))}
    </ul>
  );
}

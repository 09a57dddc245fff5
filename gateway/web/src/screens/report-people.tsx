import { useLocation } from "preact-iso";
import { ChevronLeft } from "lucide-preact";
import { Page } from "../components/page";
import { Empty, Failure, Loading } from "../components/states";
import { useNearEnd } from "../components/virtual";
import { withQuery } from "../http/client";
import { type ReportPeople, type ReportPerson } from "../resources/figures";
import { usePages, useResource } from "../resources/resource";
import { common, reports as text } from "../text/vi";
import { birthText, memberUrl } from "./member-rows";
import { isOfficer } from "../resources/session";
import { ExportButton } from "./export-dialog";
import { figureBody, useReport } from "./report";

/** The people behind one figure. */
export default function ReportPeopleScreen() {
  const { code, values, query, address } = useReport();
  const { query: asked } = useLocation();
  const path = withQuery(`/reports/${code}/people`, { ...query, column: asked["cot"], own: asked["rieng"] ? "true" : "", count: "exact" });
  const first = useResource<ReportPeople>(withQuery(path, { limit: "1" }));
  const list = usePages<ReportPerson>(path, 50);
  const end = useNearEnd(list.more, list.next !== null && !list.busy && !list.error);
  return (
    <Page title={first.data?.title ?? code} failed={!!list.error && list.items.length === 0} above={<p>{first.data?.unit.name}</p>}>
      <div class="stack">
        <p>
          <a href={address(values["don-vi"])}>
            <ChevronLeft size={18} aria-hidden="true" /> {text.back}
          </a>
        </p>
        <p class="muted list-count" role="status">
          {list.total !== null && !list.first ? text.people(list.total) : ""}
        </p>
        <p class="caption">{text.peopleNote}</p>
        {isOfficer.value && !!list.total && (
          <div class="page-actions">
            <ExportButton path={`/reports/${code}/people/exports`} body={figureBody({ ...query, column: asked["cot"], own: asked["rieng"] === "1" })} what={text.people(list.total)} />
          </div>
        )}
        {list.error && list.items.length === 0 ? (
          <Failure problem={list.error} onRetry={list.reload} />
        ) : list.first && list.busy ? (
          <Loading rows={6} />
        ) : list.items.length === 0 ? (
          <Empty drawing="board" title={text.noPeople} text={text.noPeopleText} />
        ) : (
          <People items={list.items} />
        )}
        <div ref={end} class="list-end">
          {list.next && (
            <button type="button" class="button" onClick={list.more}>
              {common.loadMore}
            </button>
          )}
        </div>
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

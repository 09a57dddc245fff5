import { Choice } from "../../components/choice";
import { ListTools } from "../../components/list-tools";
import { Card } from "../../components/page";
import { Paged } from "../../components/paged";
import { Failure, Loading } from "../../components/states";
import { day } from "../../format";
import { withQuery } from "../../http/client";
import type { DocumentItem, Unit, UnitAct } from "../../http/types";
import { usePages, useResource } from "../../resources/resource";
import { isOfficer } from "../../resources/session";
import { documents } from "../documents/vi";
import { unitPapers as text } from "./vi";
import { useFilters } from "../../url";
import { DocumentLines, KINDS } from "../documents/document-list";
import { ExportButton, filterBody } from "../acts/export-dialog";
import { Symbols } from "./unit-symbols";

/** What was done to the unit and by which decisions, and the papers about it that the person may read. */
export default function UnitPapers({ unit }: { unit: Unit }) {
  return (
    <div class="stack">
      <History unit={unit} />
      <Symbols unit={unit} />
      <Papers unit={unit} />
    </div>
  );
}

function Papers({ unit }: { unit: Unit }) {
  const { values, change, clear } = useFilters(["q", "loai", "nam", "sap_xep"] as const, {
    loai: KINDS,
    sap_xep: documents.sorts,
  });
  const query = { about_id: unit.id, q: values.q, kind: values.loai, year: values.nam, sort: values.sap_xep };
  const list = usePages<DocumentItem>(withQuery("/documents", { ...query, count: "exact" }), 50);
  const years =
    useResource<{ years?: number[] }>(withQuery("/documents", { about_id: unit.id, limit: 1 })).data?.years ?? [];
  const isFiltered = [values.q, values.loai, values.nam].some((value) => value !== "");
  return (
    <>
      <ListTools
        list={list}
        search={{
          label: documents.search,
          hint: documents.searchHint,
          value: values.q,
          onChange: (q) => change({ q }),
        }}
        filters={
          <>
            <Choice
              id="nam"
              title={text.year}
              value={values.nam}
              choices={years.map((year) => ({ code: String(year), title: String(year) }))}
              onChange={(nam) => change({ nam })}
            />
            <Choice
              id="loai"
              title={documents.kind}
              value={values.loai}
              choices={KINDS}
              onChange={(loai) => change({ loai })}
            />
            <Choice
              id="sap-xep"
              title={documents.sort}
              blank={documents.sortDefault}
              value={values.sap_xep}
              choices={documents.sorts}
              onChange={(sap_xep) => change({ sap_xep })}
            />
          </>
        }
        active={[values.loai, values.nam].filter(Boolean).length}
        onClear={clear}
      >
        {isOfficer.value && (
          <ExportButton
            path="/documents/exports"
            body={filterBody(query)}
            what={list.total === null ? documents.title.toLowerCase() : documents.count(list.total)}
          />
        )}
      </ListTools>
      <Paged
        list={list}
        count={documents.count}
        endless
        empty={{ title: text.empty, text: text.emptyText }}
        noMatch={
          isFiltered && {
            title: documents.noMatch,
            text: text.noMatchText,
            clear: documents.clearFilters,
            onClear: clear,
          }
        }
      >
        {(items) => <DocumentLines items={items} caption={text.caption(unit.name)} />}
      </Paged>
    </>
  );
}

/** The unit's acts, the newest first. A decision is a link to whoever may read it. */
function History({ unit }: { unit: Unit }) {
  const acts = useResource<{ items: UnitAct[] }>(`/units/${unit.id}/acts`);
  const readable = useReadable(acts.data?.items ?? []);
  if (acts.error) return <Failure problem={acts.error} onRetry={acts.reload} part />;
  if (!acts.data) return <Loading rows={1} />;
  if (!acts.data.items.length) return null;
  return (
    <Card title={text.history}>
      <ul class="rows">
        {acts.data.items.map((act) => (
          <li key={act.id} class="row-plain">
            <span class="row-main">
              <span>{act.title}</span>
              <span class="caption">
                {day(act.on)}
                {act.decision_no && (
                  <>
                    {" · "}
                    <Decision act={act} isReadable={readable.has(act.document_id ?? "")} />
                  </>
                )}
              </span>
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Decision({ act, isReadable }: { act: UnitAct; isReadable: boolean }) {
  const said = act.decision_on
    ? text.decisionOf(act.decision_no!, day(act.decision_on))
    : text.decision(act.decision_no!);
  return isReadable ? <a href={`/van-ban/${act.document_id}`}>{said}</a> : said;
}

const MOST = 100;

/** Those of the decisions that the person may read; the server says which. */
function useReadable(acts: UnitAct[]): Set<string> {
  const ids = [...new Set(acts.flatMap((act) => act.document_id ?? []))].slice(0, MOST);
  const path = ids.reduce((url, id) => `${url}&ids=${id}`, `/documents?limit=${MOST}`);
  const found = useResource<{ items: DocumentItem[] }>(ids.length ? path : null);
  return new Set(found.data?.items.map((item) => item.id));
}

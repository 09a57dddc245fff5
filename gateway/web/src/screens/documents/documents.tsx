import { Choice } from "../../components/choice";
import { ListTools } from "../../components/list-tools";
import { Page } from "../../components/page";
import { Paged } from "../../components/paged";
import { withQuery } from "../../http/client";
import type { DocumentItem } from "../../http/types";
import { usePages } from "../../resources/resource";
import { isOfficer } from "../../resources/session";
import { documents as text } from "./vi";
import { useFilters } from "../../url";
import { DocumentLines, KINDS } from "./document-list";
import { ExportButton, filterBody } from "../acts/export-dialog";

export default function Documents() {
  const { values, change, clear } = useFilters(["q", "loai", "sap_xep"] as const, { loai: KINDS, sap_xep: text.sorts });
  const query = { q: values.q, kind: values.loai, sort: values.sap_xep };
  const list = usePages<DocumentItem>(withQuery("/documents", { ...query, count: "exact" }), 50);
  const isFiltered = values.q !== "" || values.loai !== "";
  return (
    <Page title={text.title}>
      <div class="stack">
        <ListTools
          list={list}
          search={{ label: text.search, hint: text.searchHint, value: values.q, onChange: (q) => change({ q }) }}
          filters={
            <>
              <Choice
                id="loai"
                title={text.kind}
                value={values.loai}
                choices={KINDS}
                onChange={(loai) => change({ loai })}
              />
              <Choice
                id="sap-xep"
                title={text.sort}
                blank={text.sortDefault}
                value={values.sap_xep}
                choices={text.sorts}
                onChange={(sap_xep) => change({ sap_xep })}
              />
            </>
          }
          active={values.loai ? 1 : 0}
          onClear={clear}
        >
          {isOfficer.value && (
            <ExportButton
              path="/documents/exports"
              body={filterBody(query)}
              what={list.total === null ? text.title.toLowerCase() : text.count(list.total)}
            />
          )}
        </ListTools>
        <Paged
          list={list}
          count={text.count}
          shapes={6}
          endless
          empty={{ title: text.empty, text: text.emptyText }}
          noMatch={
            isFiltered && { title: text.noMatch, text: text.noMatchText, clear: text.clearFilters, onClear: clear }
          }
        >
          {(items) => <DocumentLines items={items} />}
        </Paged>
      </div>
    </Page>
  );
}

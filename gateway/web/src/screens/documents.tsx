import { ChevronRight } from "lucide-preact";
import { Page } from "../components/page";
import { Paged, Rows } from "../components/paged";
import { Chip, type Tone } from "../components/parts";
import { SearchBox } from "../components/search-box";
import { Table, type Column } from "../components/table";
import { useMedia } from "../components/virtual";
import { day } from "../format";
import { withQuery } from "../http/client";
import type { DocumentItem } from "../http/types";
import { usePages } from "../resources/resource";
import { isOfficer } from "../resources/session";
import { documents as text } from "../text/vi";
import { useFilters } from "../url";
import { ExportButton, filterBody } from "./export-dialog";
import { Choice } from "./member-filters";

export const DOCUMENT_TONES: Record<string, Tone> = { in_force: "green", issued: "blue", cancelled: "red", revoked: "red" };

/** Why a document is no longer in force: its number was cancelled, or what it said was taken back. */
export function endedBecause(document: Pick<DocumentItem, "state" | "cancelled_reason">): string | null {
  return document.cancelled_reason ? (text.ended[document.state]?.(document.cancelled_reason) ?? document.cancelled_reason) : null;
}

const href = (item: DocumentItem) => `/van-ban/${item.id}`;
const NUMBER: Column<DocumentItem> = { title: text.number, class: "number", of: (item) => <a href={href(item)}>{item.number}</a> };
const COLUMNS: Column<DocumentItem>[] = [
  { title: text.on, class: "number", of: (item) => day(item.on) },
  {
    title: text.summary,
    of: (item) => (
      <>
        {item.title}
        {endedBecause(item) && <span class="mend">{endedBecause(item)}</span>}
      </>
    ),
  },
  { title: text.issuer, class: "cell-clip", of: (item) => item.unit.name },
  { title: text.signer, of: (item) => item.signer },
  { title: text.state, of: (item) => <Chip tone={DOCUMENT_TONES[item.state] ?? "plain"}>{item.state_title}</Chip> },
];

export default function Documents() {
  const { values, change, clear } = useFilters(["q", "loai", "sap_xep"] as const);
  const isWide = useMedia("(min-width: 768px)");
  const query = { q: values.q, kind: values.loai, sort: values.sap_xep };
  const list = usePages<DocumentItem>(withQuery("/documents", { ...query, count: "exact" }), 50);
  const isFiltered = values.q !== "" || values.loai !== "";
  return (
    <Page title={text.title}>
      <div class="stack">
        <div class="toolbar">
          <SearchBox label={text.search} hint={text.searchHint} value={values.q} onChange={(q) => change({ q })} />
          <Choice id="loai" title={text.kind} value={values.loai} choices={text.kinds.map(([code, title]) => ({ code, title }))} onChange={(loai) => change({ loai })} />
          <Choice id="sap-xep" title={text.sort} blank={text.sortDefault} value={values.sap_xep} choices={text.sorts} onChange={(sap_xep) => change({ sap_xep })} />
          {isOfficer.value && <ExportButton path="/documents/exports" body={filterBody(query)} what={list.total === null ? text.title.toLowerCase() : text.count(list.total)} />}
        </div>
        <Paged
          list={list}
          count={text.count}
          shapes={6}
          endless
          empty={{ title: text.empty, text: text.emptyText }}
          noMatch={isFiltered && { title: text.noMatch, text: text.noMatchText, clear: text.clearFilters, onClear: clear }}
        >
          {(items) => (isWide ? <Table items={items} keyOf={(item) => item.id} caption={text.caption} region={text.region} lead={NUMBER} columns={COLUMNS} /> : <Cards items={items} />)}
        </Paged>
      </div>
    </Page>
  );
}

function Cards({ items }: { items: DocumentItem[] }) {
  return (
    <Rows items={items}>
      {(item) => (
        <a class="row-link" href={href(item)}>
          <span class="row-main">
            <span class="row-title">{item.number}</span>
            <span>{item.title}</span>
            <span class="caption">{[day(item.on), item.unit.name].join(" · ")}</span>
            {endedBecause(item) && <span class="mend">{endedBecause(item)}</span>}
          </span>
          <Chip tone={DOCUMENT_TONES[item.state] ?? "plain"}>{item.state_title}</Chip>
          <ChevronRight size={20} aria-hidden="true" />
        </a>
      )}
    </Rows>
  );
}

import { ChevronRight } from "lucide-preact";
import { Page } from "../components/page";
import { Chip, type Tone } from "../components/parts";
import { SearchBox } from "../components/search-box";
import { Empty, Failure, Loading } from "../components/states";
import { useMedia, useNearEnd } from "../components/virtual";
import { day } from "../format";
import { withQuery } from "../http/client";
import type { DocumentItem } from "../http/types";
import { usePages } from "../resources/resource";
import { isOfficer } from "../resources/session";
import { common, documents as text } from "../text/vi";
import { useFilters } from "../url";
import { ExportButton, filterBody } from "./export-dialog";
import { Choice } from "./member-filters";

export const DOCUMENT_TONES: Record<string, Tone> = { in_force: "green", issued: "blue", cancelled: "red", revoked: "red" };

/** Why a document is no longer in force: its number was cancelled, or what it said was taken back. */
export function endedBecause(document: Pick<DocumentItem, "state" | "cancelled_reason">): string | null {
  return document.cancelled_reason ? (text.ended[document.state]?.(document.cancelled_reason) ?? document.cancelled_reason) : null;
}

export default function Documents() {
  const { values, change, clear } = useFilters(["q", "loai", "sap_xep"] as const);
  const isWide = useMedia("(min-width: 768px)");
  const query = { q: values.q, kind: values.loai, sort: values.sap_xep };
  const list = usePages<DocumentItem>(withQuery("/documents", { ...query, count: "exact" }), 50);
  const end = useNearEnd(list.more, list.next !== null && !list.busy && !list.error);
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
        <p class="muted list-count" role="status">
          {list.total !== null && !list.first ? text.count(list.total) : ""}
        </p>
        {list.error && list.items.length === 0 ? (
          <Failure problem={list.error} onRetry={list.reload} />
        ) : list.first && list.busy ? (
          <Loading rows={6} />
        ) : list.items.length === 0 ? (
          <Empty drawing="book" title={isFiltered ? text.noMatch : text.empty} text={isFiltered ? text.noMatchText : text.emptyText}>
            {isFiltered && (
              <button type="button" class="button" onClick={clear}>
                {text.clearFilters}
              </button>
            )}
          </Empty>
        ) : isWide ? (
          <Register items={list.items} />
        ) : (
          <Cards items={list.items} />
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

function Register({ items }: { items: DocumentItem[] }) {
  return (
    <div class="table-region" role="region" aria-label={text.region} tabIndex={0}>
      <table class="table">
        <caption class="sr-only">{text.caption}</caption>
        <thead>
          <tr>
            <th scope="col">{text.number}</th>
            <th scope="col">{text.on}</th>
            <th scope="col">{text.summary}</th>
            <th scope="col">{text.issuer}</th>
            <th scope="col">{text.signer}</th>
            <th scope="col">{text.state}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr key={item.id}>
              <th scope="row" class="number">
                <a href={`/van-ban/${item.id}`}>{item.number}</a>
              </th>
              <td class="number">{day(item.on)}</td>
              <td>
                {item.title}
                {endedBecause(item) && <span class="mend">{endedBecause(item)}</span>}
              </td>
              <td class="cell-clip">{item.unit.name}</td>
              <td>{item.signer}</td>
              <td>
                <Chip tone={DOCUMENT_TONES[item.state] ?? "plain"}>{item.state_title}</Chip>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Cards({ items }: { items: DocumentItem[] }) {
  return (
    <ul class="card rows">
      {items.map((item) => (
        <li key={item.id}>
          <a class="row-link" href={`/van-ban/${item.id}`}>
            <span class="row-main">
              <span class="row-title">{item.number}</span>
              <span>{item.title}</span>
              <span class="caption">{[day(item.on), item.unit.name].join(" · ")}</span>
              {endedBecause(item) && <span class="mend">{endedBecause(item)}</span>}
            </span>
            <Chip tone={DOCUMENT_TONES[item.state] ?? "plain"}>{item.state_title}</Chip>
            <ChevronRight size={20} aria-hidden="true" />
          </a>
        </li>
      ))}
    </ul>
  );
}

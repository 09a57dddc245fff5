import { useState } from "preact/hooks";
import { BadgeCheck, ListChecks, SlidersHorizontal } from "lucide-preact";
import { Dialog } from "../components/dialog";
import { Paged } from "../components/paged";
import { SearchBox } from "../components/search-box";
import { useMedia } from "../components/virtual";
import { withQuery } from "../http/client";
import type { MemberItem } from "../http/types";
import { FILTER_NAMES, memberListPath, memberQuery } from "../resources/members";
import { usePages } from "../resources/resource";
import { dropPicks, picked, togglePicks } from "../resources/picked";
import { acting, isOfficer, me } from "../resources/session";
import { common, members as text } from "../text/vi";
import { useFilters } from "../url";
import { ExportButton } from "./export-dialog";
import { ConfirmDialog } from "./member-confirm";
import { exportBody } from "./member-export";
import { MemberFiltersPanel } from "./member-filters";
import { MemberCards, MemberTable, type Picking } from "./member-rows";

/** Members that match the address's filters: a table on wide screens, cards on phones. */
export function MemberList({ unitId }: { unitId?: string }) {
  const { values, change, clear } = useFilters(FILTER_NAMES);
  const [filtering, setFiltering] = useState(false);
  const [confirming, setConfirming] = useState(false);
  const [picking, setPicking] = useState(picked.value.size > 0);
  const isWide = useMedia("(min-width: 768px)");
  const query = memberQuery(values, unitId);
  const list = usePages<MemberItem>(memberListPath(query), 50);
  const active = FILTER_NAMES.filter((name) => name !== "q" && name !== "sap_xep" && values[name]).length;
  const canConfirm = values.luu_y === "unconfirmed" && !!list.total && me.value?.can.includes("member.confirm");
  const isFiltered = active > 0 || values.q !== "";
  const picks: Picking | null = picking ? { picked: picked.value, onPick: togglePicks } : null;

  return (
    <div class="stack">
      <div class="toolbar list-tools">
        <SearchBox label={text.search} hint={text.searchHint} value={values.q} onChange={(q) => change({ q })} />
        <button type="button" class="button" aria-expanded={filtering} onClick={() => setFiltering(!filtering)}>
          <SlidersHorizontal size={20} aria-hidden="true" /> <span class="tool-name">{active ? text.filtersOn(active) : text.filters}</span>
          {active > 0 && (
            <span class="tool-count" aria-hidden="true">
              {active}
            </span>
          )}
        </button>
        {isOfficer.value && (
          <button type="button" class="button" aria-pressed={picking} onClick={() => (picking && dropPicks(), setPicking(!picking))}>
            <ListChecks size={20} aria-hidden="true" /> <span class="tool-name">{picking ? text.pickOff : text.pickOn}</span>
          </button>
        )}
        {isOfficer.value && <ExportButton path="/exports" body={exportBody(query)} what={list.total === null ? text.title.toLowerCase() : text.count(list.total)} note={text.exportNote} />}
      </div>
      {filtering && isWide && <MemberFiltersPanel values={values} onChange={change} onClear={clear} fixedUnit={unitId !== undefined} />}
      {filtering && !isWide && (
        <Dialog title={text.filters} onClose={() => setFiltering(false)}>
          <MemberFiltersPanel values={values} onChange={change} fixedUnit={unitId !== undefined} />
          <div class="dialog-actions">
            <button type="button" class="button" onClick={clear}>
              {text.clearFilters}
            </button>
            <button type="button" class="button button-primary" aria-busy={list.busy} onClick={() => setFiltering(false)}>
              {list.total === null ? common.close : text.seeResults(list.total)}
            </button>
          </div>
        </Dialog>
      )}
      <p class="muted list-count" role="status">
        {list.total !== null ? text.count(list.total) : list.busy ? text.countMore : ""}
      </p>
      {canConfirm && (
        <div class="buttons">
          <button type="button" class="button button-primary" onClick={() => setConfirming(true)}>
            <BadgeCheck size={20} aria-hidden="true" /> {text.confirmAct(list.total ?? 0)}
          </button>
        </div>
      )}
      <Paged
        list={list}
        shapes={8}
        endless
        empty={{ title: text.empty, text: text.emptyText }}
        noMatch={isFiltered && { title: text.noMatch, text: text.noMatchText, clear: text.clearFilters, onClear: clear }}
      >
        {(items) => (isWide ? <MemberTable items={items} picking={picks} sort={values.sap_xep} onSort={(sap_xep) => change({ sap_xep })} /> : <MemberCards items={items} picking={picks} />)}
      </Paged>
      {picking && <PickBar items={list.items} unitId={unitId ?? acting.value?.unit.id} />}
      {confirming && <ConfirmDialog query={query} total={list.total ?? 0} onClose={() => setConfirming(false)} />}
    </div>
  );
}

/** How many are ticked, and what they are ticked for. */
function PickBar({ items, unitId }: { items: MemberItem[]; unitId: string | undefined }) {
  const count = picked.value.size;
  return (
    <div class="action-bar bulk-bar">
      <p role="status">{common.selected(count)}</p>
      <div class="buttons">
        <button type="button" class="button" onClick={() => togglePicks(items.map(({ id, full_name }) => ({ id, name: full_name })))}>
          {text.pickShown(items.length)}
        </button>
        {count > 0 && (
          <a class="button button-primary" href={withQuery("/ho-so/hang-loat", { don_vi: unitId })}>
            {text.openFor(count)}
          </a>
        )}
      </div>
    </div>
  );
}

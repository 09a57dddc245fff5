import { useState } from "preact/hooks";
import { BadgeCheck, ListChecks } from "lucide-preact";
import { ListTools } from "../../components/list-tools";
import { Paged } from "../../components/paged";
import { useMedia } from "../../components/virtual";
import { withQuery } from "../../http/client";
import type { MemberItem } from "../../http/types";
import { FILTER_NAMES, memberListPath, memberQuery, useMemberWords } from "../../resources/members";
import { usePages } from "../../resources/resource";
import { dropPicks, picked, togglePicks } from "../../resources/picked";
import { acting, isOfficer, me } from "../../resources/session";
import { common, lists } from "../../text/vi";
import { members as text } from "../../text/vi-members";
import { useFilters } from "../../url";
import { ExportButton } from "../acts/export-dialog";
import { ConfirmDialog } from "./member-confirm";
import { exportBody } from "./member-export";
import { MemberFilters } from "./member-filters";
import { MemberCards, MemberTable, type Picking } from "./member-rows";

/** Members that match the address's filters: a table on wide screens, cards on phones. */
export default function MemberList({ unitId }: { unitId?: string }) {
  const { values, change, clear, isComing } = useFilters(FILTER_NAMES, useMemberWords());
  const [confirming, setConfirming] = useState(false);
  const [picking, setPicking] = useState(picked.value.size > 0);
  const isWide = useMedia("(min-width: 768px)");
  const query = memberQuery(values, unitId);
  const list = usePages<MemberItem>(isComing ? null : memberListPath(query), 50, isComing);
  const active = FILTER_NAMES.filter((name) => name !== "q" && name !== "sap_xep" && values[name]).length;
  const canConfirm = values.luu_y === "unconfirmed" && !!list.total && me.value?.can.includes("member.confirm");
  const isFiltered = active > 0 || values.q !== "";
  const picks: Picking | null = picking ? { picked: picked.value, onPick: togglePicks } : null;

  return (
    <div class="stack">
      <ListTools
        list={list}
        search={{ label: text.search, hint: text.searchHint, value: values.q, onChange: (q) => change({ q }) }}
        filters={<MemberFilters values={values} onChange={change} fixedUnit={unitId !== undefined} />}
        active={active}
        onClear={clear}
        isLong
      >
        {isOfficer.value && (
          <button
            type="button"
            class="button"
            aria-pressed={picking}
            onClick={() => (picking && dropPicks(), setPicking(!picking))}
          >
            <ListChecks size={20} aria-hidden="true" />{" "}
            <span class="tool-name">{picking ? text.pickOff : text.pickOn}</span>
          </button>
        )}
        {isOfficer.value && (
          <ExportButton
            path="/exports"
            body={exportBody(query)}
            what={list.total === null ? text.title.toLowerCase() : text.count(list.total)}
            note={text.exportNote}
          />
        )}
      </ListTools>
      <p class="muted list-count" role="status">
        {list.total !== null ? text.count(list.total) : list.busy ? lists.counting : ""}
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
        noMatch={
          isFiltered && { title: text.noMatch, text: text.noMatchText, clear: text.clearFilters, onClear: clear }
        }
      >
        {(items) =>
          isWide ? (
            <MemberTable
              items={items}
              picking={picks}
              sort={values.sap_xep}
              onSort={(sap_xep) => change({ sap_xep })}
            />
          ) : (
            <MemberCards items={items} picking={picks} />
          )
        }
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
        <button
          type="button"
          class="button"
          onClick={() => togglePicks(items.map(({ id, full_name }) => ({ id, name: full_name })))}
        >
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

import { useEffect, useState } from "preact/hooks";
import { Choice } from "../../components/choice";
import { Dialog } from "../../components/dialog";
import { ListTools } from "../../components/list-tools";
import { Page } from "../../components/page";
import { Paged } from "../../components/paged";
import { Tabs } from "../../components/parts";
import { Await, Empty } from "../../components/states";
import { useMedia } from "../../components/virtual";
import { withQuery } from "../../http/client";
import type { Action, InboxGroup, Page as PageOf, WaitingCase } from "../../http/types";
import {
  BULK_FILTERS,
  campaignOf,
  groupOf,
  hasWarning,
  keyActions,
  keyOf,
  narrowed,
  outcomes,
  titleOf,
  useBulk,
  wordsOf,
  type BulkFilters,
  type BulkGroup,
  type Which,
} from "../../resources/bulk";
import { notify } from "../../resources/notices";
import type { PagedList } from "../../resources/resource";
import { isOfficer } from "../../resources/session";
import { bulk as text, cases } from "../../text/vi-cases";
import { useFilters } from "../../url";
import { BulkCards } from "./bulk-cards";
import { CaseGlance } from "./bulk-detail";
import { BulkDialog } from "./bulk-dialog";
import { BulkGrid } from "./bulk-grid";
import { Running } from "./bulk-running";
import { ExportButton, filterBody } from "../acts/export-dialog";
import { UnitFilter } from "../units/unit-filter";

export default function Bulk() {
  const { values, change } = useFilters(BULK_FILTERS);
  const { counted, steps, step, list } = useBulk(values);
  useEffect(() => {
    outcomes.value = new Map();
  }, []);
  return (
    <Page title={text.title} wide>
      <div class="stack">
        <Running />
        <Await of={counted} rows={8}>
          {() =>
            step ? (
              <Steps {...{ steps, step, list, values, change }} />
            ) : (
              <Empty drawing="badge" title={text.empty} text={text.emptyText} />
            )
          }
        </Await>
      </div>
    </Page>
  );
}

interface StepsProps {
  steps: InboxGroup[];
  step: InboxGroup;
  list: PagedList<WaitingCase>;
  values: BulkFilters;
  change: (changes: Partial<Record<keyof BulkFilters, string | null>>) => void;
}

function Steps({ steps, step, list, values, change }: StepsProps) {
  const what = { ...narrowed(step, values), sort: values.sap_xep || "due", waiting_for_me: true };
  const isFiltered = !!values.q || !!values.don_vi;
  return (
    <>
      {steps.length > 1 && (
        <Tabs
          label={text.group}
          items={steps.map((known) => ({
            href: withQuery("/duyet", { nhom: wordsOf(known) }),
            title: titleOf(known),
            current: known === step,
            count: known.count,
          }))}
        />
      )}
      <ListTools
        list={list}
        search={{ label: cases.search, value: values.q, onChange: (q) => change({ q: q || null }) }}
        filters={
          <>
            <UnitFilter title={text.unit} value={values.don_vi} onChange={(don_vi) => change({ don_vi })} />
            <Choice
              id="sap-xep"
              title={cases.sort}
              blank={text.sortDefault}
              value={values.sap_xep}
              choices={text.sorts}
              onChange={(sap_xep) => change({ sap_xep })}
            />
          </>
        }
        active={[values.don_vi, values.sap_xep].filter(Boolean).length}
        onClear={() => change({ don_vi: null, sap_xep: null })}
      >
        {isOfficer.value && (
          <ExportButton
            path="/cases/exports"
            body={filterBody(what)}
            what={list.total === null ? cases.title.toLowerCase() : cases.count(list.total)}
          />
        )}
      </ListTools>
      <Paged
        list={list}
        count={cases.count}
        shapes={8}
        empty={{ drawing: "badge", title: text.empty, text: text.emptyText }}
        noMatch={
          isFiltered && {
            title: cases.noMatch,
            text: cases.noMatchText,
            clear: cases.clearFilters,
            onClear: () => change({ q: null, don_vi: null }),
          }
        }
        endless
      >
        {(rows) => (
          <GroupView
            key={[keyOf(step), values.q, values.don_vi].join("|")}
            group={groupOf(step, rows)}
            list={list}
            waiting={narrowed(step, values)}
          />
        )}
      </Paged>
    </>
  );
}

interface GroupProps {
  group: BulkGroup;
  list: PagedList<WaitingCase>;
  /** Everything that the filters leave, as an act names it. */
  waiting: ReturnType<typeof narrowed>;
}

/** How many of all that the filters leave have no warning, as the server counted them with the first page. */
const calmOf = (list: PagedList<WaitingCase>) =>
  (list.head as (PageOf<WaitingCase> & { calm?: number | null }) | null)?.calm ?? 0;

function GroupView({ group, list, waiting }: GroupProps) {
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const [isAll, setIsAll] = useState(false);
  const [acting, setActing] = useState<Action | null>(null);
  const [detail, setDetail] = useState<string | null>(null);
  const [active, setActive] = useState(group.rows[0]?.id ?? null);
  const isGrid = useMedia("(min-width: 768px)");
  const hasPanel = useMedia("(min-width: 1200px)");
  const rows = group.rows;
  const calm = rows.filter((row) => !hasWarning(row)).map((row) => row.id);
  const marked = isAll ? new Set(calm) : picked;
  const chosen = rows.filter((row) => marked.has(row.id)).map((row) => row.id);
  const all = calmOf(list);
  const count = isAll ? all : chosen.length;
  const { approve, giveBack } = keyActions(group.actions);
  const which: Which = isAll ? { waiting } : { case_ids: chosen };

  const pick = (ids: Iterable<string>) => {
    setIsAll(false);
    setPicked(new Set(ids));
  };
  const toggle = (id: string) => {
    const next = new Set(marked);
    if (!next.delete(id)) next.add(id);
    pick(next);
  };
  const act = (action: Action | undefined) => {
    if (!action) return;
    if (count === 0) notify(text.pickFirst, "info");
    else setActing(action);
  };
  const isEach = calm.length > 0 && calm.every((id) => marked.has(id));
  const shared = { rows, picked: marked, onToggle: toggle, onPickAll: () => pick(isEach ? [] : calm) };

  return (
    <div class={hasPanel ? "bulk bulk-panel" : "bulk"}>
      <div class="stack">
        {!isGrid && <PickAll isEach={isEach} onPickAll={shared.onPickAll} />}
        {isEach && all > calm.length && (
          <Everything
            isAll={isAll}
            shown={calm.length}
            all={all}
            onAll={() => setIsAll(true)}
            onNone={() => pick([])}
          />
        )}
        {isGrid ? (
          <BulkGrid
            {...shared}
            isEach={isEach}
            onActive={setActive}
            onApprove={() => act(approve)}
            onGiveBack={() => act(giveBack)}
            onDetail={setDetail}
          />
        ) : (
          <BulkCards rows={rows} picked={marked} onToggle={toggle} onDetail={setDetail} />
        )}
        <OwnForms group={group} />
        <BulkBar group={group} count={count} total={list.total ?? rows.length} onAct={act} />
      </div>
      {hasPanel && active && <CaseGlance id={active} />}
      {detail && (
        <Dialog title={text.detail} onClose={() => setDetail(null)} wide>
          <CaseGlance id={detail} />
        </Dialog>
      )}
      {acting && (
        <BulkDialog
          action={acting}
          which={which}
          first={chosen[0]!}
          count={count}
          position={group.position}
          onClose={() => setActing(null)}
          onSent={() => {
            setActing(null);
            // The warned rows that stay become the next selection.
            pick(rows.filter((row) => hasWarning(row) && !marked.has(row.id)).map((row) => row.id));
          }}
          onSettled={(failed) => failed.length && pick(failed)}
        />
      )}
    </div>
  );
}

function PickAll({ isEach, onPickAll }: { isEach: boolean; onPickAll: () => void }) {
  return (
    <button type="button" class="button" onClick={onPickAll}>
      {isEach ? text.pickNone : text.pickAll}
    </button>
  );
}

interface EverythingProps {
  isAll: boolean;
  shown: number;
  all: number;
  onAll: () => void;
  onNone: () => void;
}

/** Every row that is read is ticked: the others, which no screen has shown yet, can be meant too. */
function Everything({ isAll, shown, all, onAll, onNone }: EverythingProps) {
  return (
    <div class="box buttons" role="status">
      <span>{isAll ? text.allPicked(all) : text.shownPicked(shown)}</span>
      <button type="button" class="button" onClick={isAll ? onNone : onAll}>
        {isAll ? text.pickNone : text.pickEverything(all)}
      </button>
    </div>
  );
}

/** Where each case is to be filled in by itself: the grid of the campaign that they all belong to. */
function OwnForms({ group }: { group: BulkGroup }) {
  const campaign = campaignOf(group);
  if (!campaign) return null;
  return (
    <p class="box">
      {text.ownForms} <a href={`/dot/${campaign}`}>{text.toCampaign}</a>
    </p>
  );
}

function BulkBar({
  group,
  count,
  total,
  onAct,
}: {
  group: BulkGroup;
  count: number;
  total: number;
  onAct: (action: Action) => void;
}) {
  const { approve } = keyActions(group.actions);
  return (
    <div class="action-bar bulk-bar">
      <p role="status">{text.chosen(count, total)}</p>
      <div class="buttons">
        {group.actions.map((action) => (
          <button
            key={action.action}
            type="button"
            class={`button ${action === approve ? "button-primary" : action.destructive ? "button-danger-plain" : ""}`}
            aria-disabled={count === 0}
            onClick={() => onAct(action)}
          >
            {count ? text.act(action.label, count) : action.label}
          </button>
        ))}
      </div>
    </div>
  );
}

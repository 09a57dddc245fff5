import { useEffect, useState } from "preact/hooks";
import { Page } from "../components/page";
import { Tabs } from "../components/parts";
import { Empty, Failure, Loading } from "../components/states";
import { useMedia } from "../components/virtual";
import { withQuery } from "../http/client";
import type { Action } from "../http/types";
import { campaignOf, hasWarning, keyActions, outcomes, useBulk, type BulkGroup } from "../resources/bulk";
import { notify } from "../resources/notices";
import { bulk as text, common } from "../text/vi";
import { useFilters } from "../url";
import { BulkCards } from "./bulk-cards";
import { CaseGlance } from "./bulk-detail";
import { BulkDialog } from "./bulk-dialog";
import { BulkGrid } from "./bulk-grid";
import { Dialog } from "../components/dialog";
import { Running } from "./bulk-running";

export default function Bulk() {
  const { cases, groups } = useBulk();
  const { values } = useFilters(["nhom"] as const);
  const group = groups.find((known) => known.key === values.nhom) ?? groups[0];
  useEffect(() => {
    outcomes.value = new Map();
  }, []);
  return (
    <Page title={text.title} wide>
      {cases.error && cases.items.length === 0 ? (
        <Failure problem={cases.error} onRetry={cases.reload} />
      ) : cases.first && cases.busy ? (
        <Loading rows={8} />
      ) : !group ? (
        <Empty drawing="badge" title={text.empty} text={text.emptyText} />
      ) : (
        <>
          {groups.length > 1 && <Tabs label={text.group} items={groups.map((known) => ({ href: withQuery("/duyet", { nhom: known.key }), title: known.title, current: known === group, count: known.rows.length }))} />}
          <GroupView key={group.key} group={group} />
          {cases.next && (
            <button type="button" class="button" onClick={cases.more}>
              {common.loadMore}
            </button>
          )}
        </>
      )}
    </Page>
  );
}

function GroupView({ group }: { group: BulkGroup }) {
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const [acting, setActing] = useState<Action | null>(null);
  const [detail, setDetail] = useState<string | null>(null);
  const [active, setActive] = useState(group.rows[0]?.id ?? null);
  const isGrid = useMedia("(min-width: 768px)");
  const hasPanel = useMedia("(min-width: 1200px)");
  const rows = group.rows;
  const chosen = rows.filter((row) => picked.has(row.id));
  const { approve, giveBack } = keyActions(group.actions);

  const toggle = (id: string) => {
    const next = new Set(picked);
    if (!next.delete(id)) next.add(id);
    setPicked(next);
  };
  const pickAll = () => {
    const calm = rows.filter((row) => !hasWarning(row)).map((row) => row.id);
    setPicked(new Set(calm.every((id) => picked.has(id)) ? [] : calm));
  };
  const act = (action: Action | undefined) => {
    if (!action) return;
    if (chosen.length === 0) notify(text.pickFirst, "info");
    else setActing(action);
  };
  const shared = { rows, picked, onToggle: toggle, onPickAll: pickAll };

  return (
    <div class={hasPanel ? "bulk bulk-panel" : "bulk"}>
      <div class="stack">
        <Running />
        {isGrid ? (
          <BulkGrid {...shared} onActive={setActive} onApprove={() => act(approve)} onGiveBack={() => act(giveBack)} onDetail={setDetail} />
        ) : (
          <BulkCards {...shared} onDetail={setDetail} />
        )}
        <OwnForms group={group} />
        <BulkBar group={group} count={chosen.length} onAct={act} />
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
          ids={chosen.map((row) => row.id)}
          position={group.position}
          onClose={() => setActing(null)}
          onSent={() => {
            setActing(null);
            // The warned rows that stay become the next selection.
            setPicked(new Set(rows.filter((row) => hasWarning(row) && !picked.has(row.id)).map((row) => row.id)));
          }}
          onSettled={(failed) => failed.length && setPicked(new Set(failed))}
        />
      )}
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

function BulkBar({ group, count, onAct }: { group: BulkGroup; count: number; onAct: (action: Action) => void }) {
  const { approve } = keyActions(group.actions);
  return (
    <div class="action-bar bulk-bar">
      <p role="status">{text.chosen(count, group.rows.length)}</p>
      <div class="buttons">
        {group.actions.map((action) => (
          <button key={action.action} type="button" class={`button ${action === approve ? "button-primary" : action.destructive ? "button-danger-plain" : ""}`} aria-disabled={count === 0} onClick={() => onAct(action)}>
            {count ? text.act(action.label, count) : action.label}
          </button>
        ))}
      </div>
    </div>
  );
}

import { useRoute } from "preact-iso";
import { useEffect, useState } from "preact/hooks";
import { ChevronRight } from "lucide-preact";
import { Page } from "../../components/page";
import { Chip, Facts, Progress } from "../../components/parts";
import { Await, RefusalList } from "../../components/states";
import { Table } from "../../components/table";
import { useMedia } from "../../components/virtual";
import { day } from "../../format";
import { post, withQuery } from "../../http/client";
import type { Action } from "../../http/types";
import type { Campaign, CampaignUnit, CampaignUnits } from "../../resources/campaigns";
import { notify } from "../../resources/notices";
import { invalidate, useResource } from "../../resources/resource";
import { work } from "../../text/vi";
import { campaigns as text } from "./vi";
import { useFilters } from "../../url";
import { ActDialog, type Given } from "../acts/act-dialog";
import { STATE_TONES, cameFrom } from "./campaigns";

const WORKING = new Set(["OPENING", "CLOSING"]);
const LOOK_MS = 2_000;
const PATHS: Record<string, string> = { close: "closing", cancel: "cancellation" };

/** One campaign: how far it is as a whole, and each unit below. */
export default function CampaignScreen() {
  const { id } = useRoute().params as { id: string };
  const found = useResource<Campaign>(`/campaigns/${id}`);
  const isWorking = WORKING.has(found.data?.state ?? "");
  useEffect(() => {
    if (!isWorking || found.busy) return;
    const timer = setTimeout(() => invalidate(`/campaigns/${id}`), LOOK_MS);
    return () => clearTimeout(timer);
  }, [isWorking, found.busy]);
  return (
    <Page
      title={found.data?.title ?? text.one}
      actions={found.data && <Acts campaign={found.data} onReload={found.reload} />}
    >
      <Await of={found}>
        {(campaign) => (
          <div class="stack">
            <Summary campaign={campaign} />
            <Units campaign={campaign} />
          </div>
        )}
      </Await>
    </Page>
  );
}

function Summary({ campaign }: { campaign: Campaign }) {
  const label = text.progress(campaign.done, campaign.total);
  return (
    <section class="card">
      <p>
        <Chip tone={STATE_TONES[campaign.state] ?? "plain"}>{campaign.state_title}</Chip>{" "}
        {[campaign.unit.name, cameFrom(campaign)].filter(Boolean).join(" · ")}
      </p>
      <Facts
        items={[
          [text.days, text.between(day(campaign.from_on), day(campaign.closing_on))],
          [text.until, day(campaign.until)],
          ...(campaign.settings ?? []).map(({ title, text: said }): [string, string] => [title, said]),
          [text.refused, campaign.counts["refused"] ? campaign.counts["refused"].toLocaleString("vi-VN") : null],
        ]}
      />
      <Working campaign={campaign} />
      {campaign.total > 0 && (
        <>
          <p role="status" class="number">
            {label}
          </p>
          <Progress label={label} done={campaign.done} total={campaign.total} />
          <Facts
            items={[
              [text.waitingOf, number(campaign.waiting)],
              [text.lateOf, <Late count={campaign.late} />],
            ]}
          />
        </>
      )}
      <ul class="chips">
        {campaign.states.map((state) => (
          <li key={state.state}>
            <Chip tone={state.is_end ? "green" : "plain"}>{text.inState(state.title, state.count)}</Chip>
          </li>
        ))}
      </ul>
    </section>
  );
}

const number = (count = 0) => count.toLocaleString("vi-VN");

function Late({ count = 0 }: { count?: number | undefined }) {
  return count > 0 ? <Chip tone="red">{number(count)}</Chip> : number(count);
}

/** How far its cases are opened, closed or taken back. */
function Working({ campaign: { state, progress } }: { campaign: Campaign }) {
  if (!progress) return null;
  if (progress.state === "failed" || progress.state === "cancelled") return <p class="box box-gold">{text.stopped}</p>;
  const label = text.working[state]?.(number(progress.done), number(progress.total ?? 0)) ?? "";
  return (
    <div class="box" role="status">
      <p>{label}</p>
      <Progress label={label} done={progress.done} total={progress.total} />
    </div>
  );
}

function Units({ campaign }: { campaign: Campaign }) {
  const { values } = useFilters(["don_vi"] as const);
  const found = useResource<CampaignUnits>(withQuery(`/campaigns/${campaign.id}/units`, { parent_id: values.don_vi }));
  return (
    <section class="card">
      <Await of={found} part>
        {({ parent, items, waiting = 0 }) => (
          <>
            {waiting > 0 && items.some((item) => !item.is_own) && (
              <p class="strip strip-some">
                <strong>{work.strip}:</strong> {text.waiting(waiting)}{" "}
                <a href={withQuery(`/dot/${campaign.id}/cho-toi`, { don_vi: parent.id })}>{text.openWaiting}</a>
              </p>
            )}
            <div class="card-head">
              <h2>{text.unitsOf(parent.name)}</h2>
              {items.length === 1 && items[0]!.is_own && (
                <a class="button button-primary" href={hrefOf(campaign, items[0]!)}>
                  {text.people}
                </a>
              )}
              {values.don_vi && <a href={`/dot/${campaign.id}`}>{text.up}</a>}
            </div>
            {items.length === 0 ? <p class="muted">{text.noUnits}</p> : <UnitTable items={items} campaign={campaign} />}
          </>
        )}
      </Await>
    </section>
  );
}

const nameOf = (row: CampaignUnit) => (row.is_own ? text.own(row.unit.name) : row.unit.name);

/** The units below a unit, or the members of one that has none. */
const hrefOf = (campaign: Campaign, row: CampaignUnit) =>
  row.has_children
    ? withQuery(`/dot/${campaign.id}`, { don_vi: row.unit.id })
    : `/${campaign.grid ?? "xep-loai"}/${campaign.id}/${row.unit.id}`;

const statesOf = (row: CampaignUnit) => row.states.map((state) => text.inState(state.title, state.count)).join(" · ");

function UnitTable({ items, campaign }: { items: CampaignUnit[]; campaign: Campaign }) {
  const isWide = useMedia("(min-width: 768px)");
  if (!isWide) return <UnitRows items={items} campaign={campaign} />;
  return (
    <Table
      items={items}
      keyOf={(row) => row.unit.id}
      caption={text.region}
      lead={{ title: text.unit, of: (row) => <a href={hrefOf(campaign, row)}>{nameOf(row)}</a> }}
      columns={[
        { title: text.doneOf, class: "number", of: (row) => <Done row={row} /> },
        { title: text.waitingOf, class: "number", of: (row) => number(row.waiting) },
        { title: text.lateOf, class: "number", of: (row) => <Late count={row.late} /> },
        { title: text.states, of: statesOf },
      ]}
    />
  );
}

/** The same on a phone, where words in a third column would stand one above the other. */
function UnitRows({ items, campaign }: { items: CampaignUnit[]; campaign: Campaign }) {
  return (
    <ul class="rows">
      {items.map((row) => (
        <li key={row.unit.id}>
          <a class="row-link" href={hrefOf(campaign, row)}>
            <span class="row-main">
              <span class="row-title">{nameOf(row)}</span>
              <Done row={row} />
              <span class="caption">{text.waitingAndLate(number(row.waiting), number(row.late))}</span>
              <span class="caption">{statesOf(row)}</span>
            </span>
            <ChevronRight size={20} aria-hidden="true" />
          </a>
        </li>
      ))}
    </ul>
  );
}

function Done({ row }: { row: CampaignUnit }) {
  const label = text.progress(row.done, row.total);
  return (
    <>
      {label}
      <Progress label={`${row.unit.name}: ${label}`} done={row.done} total={row.total} />
    </>
  );
}

function Acts({ campaign, onReload }: { campaign: Campaign; onReload: () => void }) {
  const [chosen, setChosen] = useState<Action | null>(null);
  const send = async ({ key }: Given) => {
    await post<Campaign>(`/campaigns/${campaign.id}/${PATHS[chosen!.action]}`, { body: {}, key });
    notify(text.ending);
    setChosen(null);
    invalidate("/campaigns");
  };
  return (
    <>
      {campaign.allowed_actions.map((action) => (
        <button key={action.action} type="button" class="button" onClick={() => setChosen(action)}>
          {action.label}
        </button>
      ))}
      {campaign.refused_actions.length > 0 && (
        <details class="refused">
          <summary>{text.refusedActs}</summary>
          {campaign.refused_actions.map((one) => (
            <section key={one.action}>
              <h2>{one.label}</h2>
              <RefusalList refusals={one.refusals} />
            </section>
          ))}
        </details>
      )}
      {chosen && (
        <ActDialog
          title={`${chosen.label}: ${campaign.title}`}
          action={chosen}
          send={send}
          onClose={() => setChosen(null)}
          onReload={onReload}
        />
      )}
    </>
  );
}

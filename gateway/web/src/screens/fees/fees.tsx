import { useRoute } from "preact-iso";
import { Lazy } from "../../components/lazy";
import { Page } from "../../components/page";
import { Breadcrumb, Tabs } from "../../components/parts";
import { Await } from "../../components/states";
import { withQuery } from "../../http/client";
import type { Page as ListPage } from "../../http/types";
import type { Outlook, Remittance, UnitFees } from "../../resources/fees";
import { useResource } from "../../resources/resource";
import { fees as text } from "../../text/vi-fees";
import { useFilters } from "../../url";
import { Book } from "./fee-book";

export type RemittancePage = ListPage<Remittance> & { outlook: Outlook; waiting: number };

export const FILTERS = ["q", "nam", "so_thang", "chieu"] as const;

export default function Fees() {
  const { params } = useRoute();
  const { values } = useFilters(FILTERS);
  const id = params["id"]!;
  const tab = params["tab"] ?? "so-thu";
  const fees = useResource<UnitFees>(
    withQuery(`/units/${id}/fees`, { year: values.nam, q: values.q && tab === "so-thu" ? values.q : null }),
  );
  const waiting = useResource<RemittancePage>(
    withQuery("/fees/remittances", { unit_id: id, direction: "in", limit: 1 }),
  );
  return (
    <Page
      title={fees.data ? `${text.title} ${fees.data.unit.name}` : text.title}
      failed={!!fees.error && !fees.data}
      wide
      above={fees.data && <Breadcrumb path={[fees.data.unit]} />}
    >
      <Waiting id={id} count={waiting.data?.waiting ?? 0} />
      <Tabs
        label={text.tabs}
        items={[
          { href: `/doan-phi/${id}`, title: text.book, current: tab === "so-thu" },
          { href: `/doan-phi/${id}/bien-lai`, title: text.receiptTab, current: tab === "bien-lai" },
          {
            href: `/doan-phi/${id}/nop-cap-tren`,
            title: text.remitTab,
            current: tab === "nop-cap-tren",
            count: waiting.data?.waiting ?? null,
          },
          { href: `/doan-phi/${id}/no-phi`, title: text.arrears, current: tab === "no-phi" },
          { href: `/doan-phi/${id}/tong-hop`, title: text.summary, current: tab === "tong-hop" },
        ]}
      />
      <FeeTab key={`${id}/${tab}`} id={id} tab={tab} fees={fees} />
    </Page>
  );
}

/** What waits for the reader here. */
function Waiting({ id, count }: { id: string; count: number }) {
  if (count === 0) return null;
  return (
    <p class="strip strip-some">
      {text.waiting(count)} <a href={`/doan-phi/${id}/nop-cap-tren?chieu=den`}>{text.seeWaiting}</a>
    </p>
  );
}

function FeeTab({ id, tab, fees }: { id: string; tab: string; fees: ReturnType<typeof useResource<UnitFees>> }) {
  switch (tab) {
    case "bien-lai":
      return <Lazy load={() => import("./fee-receipts")} props={{ unitId: id }} />;
    case "nop-cap-tren":
      return <Lazy load={() => import("./fee-remittances")} props={{ unitId: id }} />;
    case "no-phi":
      return <Lazy load={() => import("./fee-arrears")} props={{ unitId: id }} />;
    case "tong-hop":
      return <Lazy load={() => import("./fee-summary")} props={{ unitId: id }} />;
    default:
      return (
        <Await of={fees} rows={8}>
          {(data) => <Book fees={data} busy={fees.busy} onReload={fees.reload} />}
        </Await>
      );
  }
}

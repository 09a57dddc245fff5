import { useState } from "preact/hooks";
import { Card } from "../../components/page";
import { Paged, Rows } from "../../components/paged";
import { Tabs } from "../../components/parts";
import { Await } from "../../components/states";
import { post, withQuery } from "../../http/client";
import type { Outlook, Remittance } from "../../resources/fees";
import { money, monthText } from "../../resources/fees";
import { notify } from "../../resources/notices";
import { invalidate, usePages, useResource } from "../../resources/resource";
import { fees as text } from "../../text/vi-fees";
import { useFilters } from "../../url";
import { FeeDialog } from "./fee-act";
import { RemittanceRow } from "./fee-remittance-row";
import type { RemittancePage } from "./fees";

/** Money on its way: what this unit sends up, and what it is sent from below. */
export default function Remittances({ unitId }: { unitId: string }) {
  const { values } = useFilters(["chieu"] as const);
  const isIn = ["den", "in"].includes(values.chieu);
  const state = useResource<RemittancePage>(
    withQuery("/fees/remittances", { unit_id: unitId, direction: "in", limit: 1 }),
  );
  const list = usePages<Remittance>(
    withQuery("/fees/remittances", { unit_id: unitId, direction: isIn ? "in" : "out", count: "exact" }),
    30,
  );
  const base = `/doan-phi/${unitId}/nop-cap-tren`;
  return (
    <div class="stack">
      <Await of={state} rows={2} part>
        {(found) => <OutlookCard unitId={unitId} outlook={found.outlook} />}
      </Await>
      <Tabs
        label={text.remitTab}
        items={[
          { href: base, title: text.outgoing, current: !isIn },
          { href: `${base}?chieu=den`, title: text.incoming, current: isIn, count: state.data?.waiting ?? null },
        ]}
      />
      <Paged
        list={list}
        shapes={3}
        empty={{
          drawing: "flag",
          title: isIn ? text.noIncoming : text.noOutgoing,
          text: isIn ? text.noIncomingText : text.noOutgoingText,
        }}
      >
        {(items) => (
          <Rows items={items} even>
            {(item) => <RemittanceRow item={item} isIn={isIn} />}
          </Rows>
        )}
      </Paged>
    </div>
  );
}

/** What could be sent up now, of all that came in and has not gone up. */
function OutlookCard({ unitId, outlook }: { unitId: string; outlook: Outlook }) {
  const [isDeclaring, setIsDeclaring] = useState(false);
  if (!outlook.from_month || !outlook.until_month) {
    return (
      <Card title={text.outlook}>
        <p>{text.outlookNone}</p>
        <p class="muted">{text.outlookNoneText}</p>
      </Card>
    );
  }
  const body = { unit_id: unitId, from_month: outlook.from_month, until_month: outlook.until_month };
  const send = async (key: string) => {
    await post("/fees/remittances", { key, body });
    notify(text.declared);
    invalidate("/fees", "/units", "/me/inbox");
    setIsDeclaring(false);
  };
  return (
    <Card title={text.outlook}>
      <p>{text.outlookOf(money(outlook.received))}</p>
      <p>
        <strong>{text.outlookSplit(money(outlook.amount), money(outlook.kept))}</strong>
      </p>
      <p class="caption">
        {[
          text.period(monthText(outlook.from_month), monthText(outlook.until_month)),
          text.outlookFrom(outlook.receipts, outlook.incoming),
        ].join(" · ")}
      </p>
      {outlook.may_declare && (
        <button type="button" class="button button-primary" onClick={() => setIsDeclaring(true)}>
          {text.declare(money(outlook.amount))}
        </button>
      )}
      {isDeclaring && (
        <FeeDialog
          title={text.declareTitle(money(outlook.amount), outlook.to_unit?.name ?? text.central)}
          label={text.declare(money(outlook.amount))}
          send={send}
          onClose={() => setIsDeclaring(false)}
        >
          <p>{text.outlookSplit(money(outlook.amount), money(outlook.kept))}</p>
          <p>{text.declareText}</p>
        </FeeDialog>
      )}
    </Card>
  );
}

import { useState } from "preact/hooks";
import { Field } from "../components/field";
import { Paged } from "../components/paged";
import { Chip } from "../components/parts";
import { SearchBox } from "../components/search-box";
import { day } from "../format";
import { post, withQuery } from "../http/client";
import type { FeeReceipt } from "../resources/fees";
import { money, monthsText } from "../resources/fees";
import { notify } from "../resources/notices";
import { invalidate, usePages } from "../resources/resource";
import { common, fees as text } from "../text/vi";
import { useFilters } from "../url";
import { ExportButton } from "./export-dialog";
import { FeeDialog } from "./fee-act";
import { YearChoice } from "./fee-year";

/** Receipts of a unit in a year, the highest number first. */
export default function Receipts({ unitId }: { unitId: string }) {
  const { values, change } = useFilters(["q", "nam"] as const);
  const list = usePages<FeeReceipt>(withQuery("/fees/receipts", { unit_id: unitId, year: values.nam, q: values.q, count: "exact" }), 50);
  const now = new Date().getFullYear();
  return (
    <div class="stack">
      <div class="toolbar">
        <SearchBox label={text.search} value={values.q} onChange={(q) => change({ q })} />
        <YearChoice years={[now, now - 1]} value={values.nam} onChange={(nam) => change({ nam })} />
        <ExportButton path="/fees/exports" body={{ unit_id: unitId, kind: "receipts", ...(values.nam && { year: Number(values.nam) }) }} what={text.exportReceipts} />
      </div>
      <Paged list={list} count={text.receipts} shapes={6} empty={{ drawing: "board", title: text.noReceipts, text: text.noReceiptsText }} noMatch={!!values.q && { title: text.noMatch, text: text.noMatchText }}>
        {(items) => <ReceiptList items={items} />}
      </Paged>
    </div>
  );
}

export function ReceiptList({ items }: { items: FeeReceipt[] }) {
  const [cancelling, setCancelling] = useState<FeeReceipt | null>(null);
  return (
    <>
      <ul class="card rows">
        {items.map((receipt) => (
          <li key={receipt.id} class="row-plain">
            <span class="row-main">
              <span class="row-title">{receipt.person.full_name}</span>
              <span class="caption">{[text.receiptNo(receipt.number), day(receipt.collected_on), monthsText(receipt.months)].join(" · ")}</span>
              {receipt.state !== "valid" && <Chip tone={receipt.state === "cancelled" ? "red" : "green"}>{receipt.state_title}</Chip>}
              {receipt.cancel_reason && <span class="caption">{receipt.cancel_reason}</span>}
            </span>
            <span class="number">{money(receipt.amount)}</span>
            {receipt.may_cancel && (
              <button type="button" class="button button-small" aria-label={text.cancelOf(receipt.number)} onClick={() => setCancelling(receipt)}>
                {text.cancel}
              </button>
            )}
          </li>
        ))}
      </ul>
      {cancelling && <CancelDialog receipt={cancelling} onClose={() => setCancelling(null)} />}
    </>
  );
}

function CancelDialog({ receipt, onClose }: { receipt: FeeReceipt; onClose: () => void }) {
  const [reason, setReason] = useState("");
  const send = async (key: string) => {
    await post("/fees/cancellations", { key, body: { receipt_ids: [receipt.id], reason } });
    notify(text.cancelled(receipt.number));
    invalidate("/fees", "/me/fees", "/units", "/members");
    onClose();
  };
  return (
    <FeeDialog title={text.cancelTitle(receipt.number, receipt.person.full_name)} label={text.cancel} destructive disabled={!reason.trim()} send={send} onClose={onClose}>
      <p>{text.cancelText}</p>
      <Field id="ly-do" label={text.reason} mark={common.required} hint={text.reasonHint}>
        <textarea id="ly-do" class="input" rows={2} maxLength={300} aria-describedby="ly-do-hint" value={reason} onInput={(event) => setReason(event.currentTarget.value)} />
      </Field>
    </FeeDialog>
  );
}

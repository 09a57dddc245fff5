import { useState } from "preact/hooks";
import { Field } from "../../components/field";
import { Line } from "../../components/line";
import { ListTools } from "../../components/list-tools";
import { Paged, Rows } from "../../components/paged";
import { Chip } from "../../components/parts";
import { day } from "../../format";
import { post, withQuery } from "../../http/client";
import type { FeeReceipt } from "../../resources/fees";
import { money, monthsText } from "../../resources/fees";
import { notify } from "../../resources/notices";
import { invalidate, usePages } from "../../resources/resource";
import { common } from "../../text/vi";
import { fees as text } from "../../text/vi-fees";
import { useFilters } from "../../url";
import { ExportButton } from "../acts/export-dialog";
import { FeeDialog } from "./fee-act";
import { YearChoice } from "./fee-year";

/** Receipts of a unit in a year, the highest number first. */
export default function Receipts({ unitId }: { unitId: string }) {
  const { values, change } = useFilters(["q", "nam"] as const);
  const list = usePages<FeeReceipt>(
    withQuery("/fees/receipts", { unit_id: unitId, year: values.nam, q: values.q, count: "exact" }),
    50,
  );
  const now = new Date().getFullYear();
  return (
    <div class="stack">
      <ListTools
        list={list}
        search={{ label: text.search, value: values.q, onChange: (q) => change({ q }) }}
        filters={<YearChoice years={[now, now - 1]} value={values.nam} onChange={(nam) => change({ nam })} />}
        active={values.nam ? 1 : 0}
        onClear={() => change({ nam: null })}
      >
        <ExportButton
          path="/fees/exports"
          body={{ unit_id: unitId, kind: "receipts", ...(values.nam && { year: Number(values.nam) }) }}
          what={text.exportReceipts}
        />
      </ListTools>
      <Paged
        list={list}
        count={text.receipts}
        shapes={6}
        empty={{ drawing: "board", title: text.noReceipts, text: text.noReceiptsText }}
        noMatch={!!values.q && { title: text.noMatch, text: text.noMatchText }}
      >
        {(items) => <ReceiptList items={items} />}
      </Paged>
    </div>
  );
}

export function ReceiptList({ items }: { items: FeeReceipt[] }) {
  const [cancelling, setCancelling] = useState<FeeReceipt | null>(null);
  return (
    <>
      <Rows items={items} even>
        {(receipt) => (
          <Line
            title={receipt.person.full_name}
            chips={
              receipt.state !== "valid" && (
                <Chip tone={receipt.state === "cancelled" ? "red" : "green"}>{receipt.state_title}</Chip>
              )
            }
            told={[
              text.receiptNo(receipt.number),
              day(receipt.collected_on),
              monthsText(receipt.months),
              receipt.cancel_reason,
            ]}
            end={
              <>
                <span class="number">{money(receipt.amount)}</span>
                {receipt.may_cancel && (
                  <button
                    type="button"
                    class="button button-small"
                    aria-label={text.cancelOf(receipt.number)}
                    onClick={() => setCancelling(receipt)}
                  >
                    {text.cancel}
                  </button>
                )}
              </>
            }
          />
        )}
      </Rows>
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
    <FeeDialog
      title={text.cancelTitle(receipt.number, receipt.person.full_name)}
      label={text.cancel}
      destructive
      disabled={!reason.trim()}
      send={send}
      onClose={onClose}
    >
      <p>{text.cancelText}</p>
      <Field id="ly-do" label={text.reason} mark={common.required} hint={text.reasonHint}>
        <textarea
          id="ly-do"
          class="input"
          rows={2}
          maxLength={300}
          aria-describedby="ly-do-hint"
          value={reason}
          onInput={(event) => setReason(event.currentTarget.value)}
        />
      </Field>
    </FeeDialog>
  );
}

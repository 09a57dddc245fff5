import { useState } from "preact/hooks";
import { put } from "../../http/client";
import type { UnitFees } from "../../resources/fees";
import { monthText } from "../../resources/fees";
import { notify } from "../../resources/notices";
import { invalidate } from "../../resources/resource";
import { fees as text } from "../../text/vi-fees";
import { FeeDialog } from "./fee-act";
import { MonthField } from "./fee-month-field";

/** From which month on the chapter keeps fees here. */
export function OpenBook({ fees, onDone }: { fees: UnitFees; onDone: () => void }) {
  const [isOpen, setIsOpen] = useState(false);
  const [month, setMonth] = useState(fees.book_from ?? fees.this_month);
  const send = async (key: string) => {
    await put(`/units/${fees.unit.id}/fee-book`, { key, body: { from_month: month } });
    notify(text.opened);
    invalidate("/fees");
    setIsOpen(false);
    onDone();
  };
  const label = fees.book_from ? text.changeBook : text.openBook;
  return (
    <>
      <button type="button" class={fees.book_from ? "button" : "button button-primary"} onClick={() => setIsOpen(true)}>
        {label}
      </button>
      {isOpen && (
        <FeeDialog title={label} label={`${label} (${monthText(month)})`} send={send} onClose={() => setIsOpen(false)}>
          <p>{text.noBookText}</p>
          <MonthField id="mo-so" label={text.openFrom} value={month} last={fees.this_month} onChange={setMonth} />
        </FeeDialog>
      )}
    </>
  );
}

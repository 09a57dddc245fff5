import { useState } from "preact/hooks";
import { Dialog } from "../../components/dialog";
import { Field } from "../../components/field";
import { post } from "../../http/client";
import type { FeeCollection, FeeRow, Hand, UnitFees } from "../../resources/fees";
import { handsUpTo, money, monthsPayable, monthsText, monthText } from "../../resources/fees";
import { invalidate } from "../../resources/resource";
import { common } from "../../text/vi";
import { fees as text } from "../../text/vi-fees";
import { FeeDialog } from "./fee-act";

interface BarProps {
  fees: UnitFees;
  picked: FeeRow[];
  onPick: (picked: ReadonlySet<string>) => void;
  onCollect: () => void;
}

/** How many are ticked, and what can be done with them. */
export function CollectBar({ fees, picked, onPick, onCollect }: BarProps) {
  const due = fees.people.filter((row) => row.payable.some((each) => each.month <= fees.this_month));
  return (
    <div class="action-bar bulk-bar fee-bar">
      <span role="status">{text.picked(picked.length)}</span>
      {picked.length === 0 ? (
        <button
          type="button"
          class="button"
          aria-disabled={due.length === 0}
          onClick={() => onPick(new Set(due.map((row) => row.person.id ?? "")))}
        >
          {text.pickAll}
        </button>
      ) : (
        <>
          <button type="button" class="button" onClick={() => onPick(new Set())}>
            {text.unpick}
          </button>
          <button type="button" class="button button-primary" onClick={onCollect}>
            {text.collect(picked.length)}
          </button>
        </>
      )}
    </div>
  );
}

interface CollectProps {
  fees: UnitFees;
  rows: FeeRow[];
  onClose: () => void;
  onDone: () => void;
}

/** The ticked members pay up to a month; afterwards the numbers of their receipts are read out. */
export function CollectDialog({ fees, rows, onClose, onDone }: CollectProps) {
  const months = monthsPayable(rows);
  const [last, setLast] = useState(
    months.filter((month) => month <= fees.this_month).at(-1) ?? months.at(-1) ?? fees.this_month,
  );
  const [monthly, setMonthly] = useState<Record<string, number>>({});
  const [made, setMade] = useState<FeeCollection | null>(null);
  const hands = handsUpTo(rows, last, monthly);
  const paying = hands.filter((hand) => hand.months.length > 0);
  const amount = paying.reduce((sum, hand) => sum + hand.amount, 0);
  const send = async (key: string) => {
    const lines = paying.map(({ row, months }) => ({
      person_id: row.person.id,
      months,
      ...(monthly[row.person.id ?? ""] && { monthly: monthly[row.person.id ?? ""] }),
    }));
    const { data } = await post<FeeCollection>("/fees/collections", { key, body: { unit_id: fees.unit.id, lines } });
    setMade(data);
    invalidate("/fees");
  };
  if (made) return <Collected made={made} onClose={onDone} />;
  return (
    <FeeDialog
      title={text.collectTitle(rows.length)}
      label={text.collectAct(money(amount))}
      disabled={paying.length === 0}
      send={send}
      onClose={onClose}
    >
      <Field id="thu-den" label={text.upTo} hint={text.upToHint}>
        <select
          id="thu-den"
          class="input"
          aria-describedby="thu-den-hint"
          value={last}
          onChange={(event) => setLast(event.currentTarget.value)}
        >
          {months.map((month) => (
            <option key={month} value={month}>
              {monthText(month)}
            </option>
          ))}
        </select>
      </Field>
      <Hands hands={hands} />
      <Abroad rows={rows} monthly={monthly} onChange={setMonthly} />
    </FeeDialog>
  );
}

function Hands({ hands }: { hands: Hand[] }) {
  return (
    <ul class="rows">
      {hands.map(({ row, months, amount }) => (
        <li key={row.person.id} class="row-plain">
          <span class="row-main">
            <span>{row.person.full_name}</span>
            <span class="caption">{months.length ? monthsText(months) : text.nothingUpTo}</span>
          </span>
          <span class="number">{money(amount)}</span>
        </li>
      ))}
    </ul>
  );
}

/** Those abroad may give more than the least. */
function Abroad({
  rows,
  monthly,
  onChange,
}: {
  rows: FeeRow[];
  monthly: Record<string, number>;
  onChange: (monthly: Record<string, number>) => void;
}) {
  const set = (id: string, typed: string) => {
    const { [id]: _, ...rest } = monthly;
    const amount = Number(typed.replace(/\D/g, ""));
    onChange(amount ? { ...rest, [id]: amount } : rest);
  };
  return (
    <>
      {rows
        .filter((row) => row.category === "abroad")
        .map((row) => {
          const id = row.person.id ?? "";
          return (
            <Field
              key={id}
              id={`muc-${id}`}
              label={text.perMonth(row.person.full_name)}
              hint={text.perMonthHint(money(row.monthly))}
            >
              <input
                id={`muc-${id}`}
                class="input"
                inputMode="numeric"
                aria-describedby={`muc-${id}-hint`}
                value={monthly[id] ?? ""}
                onInput={(event) => set(id, event.currentTarget.value)}
              />
            </Field>
          );
        })}
    </>
  );
}

function Collected({ made, onClose }: { made: FeeCollection; onClose: () => void }) {
  return (
    <Dialog title={text.collectedTitle(money(made.amount))} onClose={onClose}>
      <p>{text.collectedText}</p>
      <ul class="rows">
        {made.receipts.map((receipt) => (
          <li key={receipt.id} class="row-plain">
            <span class="row-main">
              <span>{receipt.person.full_name}</span>
              <span class="caption">
                {text.receiptNo(receipt.number)} · {monthsText(receipt.months)}
              </span>
            </span>
            <span class="number">{money(receipt.amount)}</span>
          </li>
        ))}
      </ul>
      <div class="dialog-actions">
        <button type="button" class="button" onClick={() => print()}>
          {text.print}
        </button>
        <button type="button" class="button button-primary" onClick={onClose}>
          {common.close}
        </button>
      </div>
    </Dialog>
  );
}

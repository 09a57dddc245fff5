import { useState } from "preact/hooks";
import { Field } from "../../components/field";
import { Card } from "../../components/page";
import { Chip, Facts } from "../../components/parts";
import { Await, Empty } from "../../components/states";
import { post, Problem, remove, withQuery } from "../../http/client";
import type { FeeAccount } from "../../resources/fees";
import { money, monthsText, monthText } from "../../resources/fees";
import { notify } from "../../resources/notices";
import { invalidate, useResource } from "../../resources/resource";
import { common } from "../../text/vi";
import { fees as text } from "../../text/vi-fees";
import { useFilters } from "../../url";
import { FeeDialog } from "./fee-act";
import { MonthField } from "./fee-month-field";
import { Months } from "./fee-parts";
import { ReceiptList } from "./fee-receipts";
import { YearChoice } from "./fee-year";

/** How a member stands with fees: months of a year, receipts, what was waived. path: where the server tells of it. */
export default function Account({ path }: { path: string }) {
  const { values, change } = useFilters(["nam"] as const);
  const found = useResource<FeeAccount>(withQuery(path, { year: values.nam }));
  const now = new Date().getFullYear();
  return (
    <Await of={found} rows={4} part>
      {(account) =>
        account.keeps_book ? (
          <div class="stack">
            <Terms account={account} />
            <YearChoice years={[now, now - 1]} value={values.nam} onChange={(nam) => change({ nam })} />
            <Card title={text.yearOf(account.year)}>
              {account.months.length ? (
                <Months name={account.person.full_name} months={account.months} />
              ) : (
                <p class="muted">{text.noMonths(account.year)}</p>
              )}
              <p class="caption">{text.legend}</p>
            </Card>
            {account.receipts.length > 0 && <ReceiptList items={account.receipts} />}
            <Waivers account={account} onChange={found.reload} />
          </div>
        ) : (
          <Empty drawing="book" title={text.noAccount} text={text.noAccountText} />
        )
      }
    </Await>
  );
}

function Terms({ account }: { account: FeeAccount }) {
  return (
    <Card title={text.account}>
      <Facts
        items={[
          [text.category, account.category_title],
          [text.monthly, money(account.monthly)],
          [text.paidUntil, account.paid_until && monthText(account.paid_until)],
        ]}
      />
      {account.owed_amount > 0 ? (
        <Chip tone="red">{text.owes(monthsText(account.owed_months), money(account.owed_amount))}</Chip>
      ) : (
        <Chip tone="green">{text.owesNothing}</Chip>
      )}
    </Card>
  );
}

function Waivers({ account, onChange }: { account: FeeAccount; onChange: () => void }) {
  const [isWaiving, setIsWaiving] = useState(false);
  const end = async (id: string) => {
    try {
      await remove(`/fees/waivers/${id}`);
      notify(text.waiverEnded);
      onChange();
      invalidate("/fees", "/units");
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      notify(error.message, "error");
    }
  };
  return (
    <>
      {account.waivers.length > 0 && (
        <Card title={text.waivers}>
          <ul class="rows">
            {account.waivers.map((waiver) => (
              <li key={waiver.id} class="row-plain">
                <span class="row-main">
                  <span>{text.waiverOf(monthText(waiver.from_month), monthText(waiver.until_month))}</span>
                  <span class="caption">{waiver.reason}</span>
                </span>
                {waiver.may_end && (
                  <button type="button" class="button button-small" onClick={() => void end(waiver.id)}>
                    {text.endWaiver}
                  </button>
                )}
              </li>
            ))}
          </ul>
        </Card>
      )}
      {account.may_waive && account.owed_months.length > 0 && (
        <button type="button" class="button" onClick={() => setIsWaiving(true)}>
          {text.waive}
        </button>
      )}
      {isWaiving && <WaiveDialog account={account} onClose={() => setIsWaiving(false)} onDone={onChange} />}
    </>
  );
}

function WaiveDialog({ account, onClose, onDone }: { account: FeeAccount; onClose: () => void; onDone: () => void }) {
  const owed = account.owed_months;
  const [from, setFrom] = useState(owed[0]!);
  const [until, setUntil] = useState(owed.at(-1)!);
  const [reason, setReason] = useState("");
  const send = async (key: string) => {
    await post(`/members/${account.person.id}/fee-waivers`, {
      key,
      body: { from_month: from, until_month: until, reason },
    });
    notify(text.waivedDone);
    onClose();
    onDone();
    invalidate("/fees", "/units");
  };
  return (
    <FeeDialog
      title={text.waiveTitle(account.person.full_name)}
      label={text.waiveAct}
      destructive
      disabled={!reason.trim()}
      send={send}
      onClose={onClose}
    >
      <p>{text.waiveText}</p>
      <MonthField id="bo-qua-tu" label={text.from} value={from} last={owed.at(-1)!} onChange={setFrom} />
      <MonthField id="bo-qua-den" label={text.until} value={until} last={owed.at(-1)!} onChange={setUntil} />
      <Field id="ly-do-bo-qua" label={text.reason} mark={common.required}>
        <textarea
          id="ly-do-bo-qua"
          class="input"
          rows={2}
          maxLength={300}
          value={reason}
          onInput={(event) => setReason(event.currentTarget.value)}
        />
      </Field>
    </FeeDialog>
  );
}

import { useState } from "preact/hooks";
import { Dialog } from "../../components/dialog";
import { Field } from "../../components/field";
import { Line } from "../../components/line";
import { Chip, placeName, type Tone } from "../../components/parts";
import { moment } from "../../format";
import { post } from "../../http/client";
import type { Action } from "../../http/types";
import type { Remittance } from "../../resources/fees";
import { money, monthText } from "../../resources/fees";
import { notify } from "../../resources/notices";
import { invalidate } from "../../resources/resource";
import { common } from "../../text/vi";
import { fees as text } from "../../text/vi-fees";
import { FeeDialog } from "./fee-act";

const TONES: Record<Remittance["state"], Tone> = {
  DECLARED: "gold",
  CONFIRMED: "green",
  DISPUTED: "red",
  WITHDRAWN: "plain",
};
/** What each act makes of a remittance. */
const BECOMES: Record<string, Remittance["state"]> = {
  confirm: "CONFIRMED",
  dispute: "DISPUTED",
  withdraw: "WITHDRAWN",
};

/** One remittance: who, what became of it, how much. A press opens the rest, and what its reader may do. */
export function RemittanceRow({ item, isIn }: { item: Remittance; isIn: boolean }) {
  const [isOpen, setIsOpen] = useState(false);
  const [acting, setActing] = useState<Action | null>(null);
  const title = isIn ? placeName(item.from_unit) : item.to_unit ? placeName(item.to_unit) : text.central;
  const months = text.period(monthText(item.from_month), monthText(item.until_month));
  const act = (action: Action) => {
    setIsOpen(false);
    setActing(action);
  };
  return (
    <>
      <Line
        title={title}
        chips={<Standing item={item} />}
        told={[months, item.reason]}
        end={<strong class="number">{money(item.amount)}</strong>}
        onPress={() => setIsOpen(true)}
      />
      {isOpen && (
        <Dialog title={title} onClose={() => setIsOpen(false)}>
          <p>
            <strong>{text.split(money(item.received), money(item.amount), money(item.kept))}</strong>
          </p>
          <p>{[months, text.outlookFrom(item.receipts, item.incoming)].join(" · ")}</p>
          <p class="chips">
            <Standing item={item} />
            {item.settled_at && <span class="caption">{text.by(item.settled_by, moment(item.settled_at))}</span>}
          </p>
          {item.reason && <p class="quote">{item.reason}</p>}
          <p class="caption">{text.by(item.declared_by, moment(item.declared_at))}</p>
          <div class="dialog-actions">
            <button type="button" class="button" onClick={() => setIsOpen(false)}>
              {common.close}
            </button>
            {item.allowed_actions.map((action) => (
              <button
                key={action.action}
                type="button"
                class={action.primary ? "button button-primary" : "button"}
                onClick={() => act(action)}
              >
                {action.label}
              </button>
            ))}
          </div>
        </Dialog>
      )}
      {acting && <SettleDialog item={item} action={acting} onClose={() => setActing(null)} />}
    </>
  );
}

const Standing = ({ item }: { item: Remittance }) => <Chip tone={TONES[item.state]}>{item.state_title}</Chip>;

function SettleDialog({ item, action, onClose }: { item: Remittance; action: Action; onClose: () => void }) {
  const [reason, setReason] = useState("");
  const state = BECOMES[action.action] ?? "WITHDRAWN";
  const send = async (key: string) => {
    await post(`/fees/remittances/${item.id}/settlement`, { key, body: { state, reason: reason.trim() || null } });
    notify(text.settled[state] ?? item.state_title);
    onClose();
    invalidate("/fees", "/units", "/me/inbox");
  };
  const title = text.actTitles[action.action]?.(money(item.amount)) ?? action.label;
  return (
    <FeeDialog
      title={title}
      label={action.label}
      destructive={action.destructive ?? false}
      disabled={!!action.needs_note && !reason.trim()}
      send={send}
      onClose={onClose}
    >
      <p>{text.split(money(item.received), money(item.amount), money(item.kept))}</p>
      <p>{text.actTexts[action.action]}</p>
      {(action.needs_note || action.destructive) && (
        <Field id="ly-do-nop" label={text.reason} mark={action.needs_note ? common.required : undefined}>
          <textarea
            id="ly-do-nop"
            class="input"
            rows={2}
            maxLength={300}
            value={reason}
            onInput={(event) => setReason(event.currentTarget.value)}
          />
        </Field>
      )}
    </FeeDialog>
  );
}

import { useState } from "preact/hooks";
import { Dialog } from "../../components/dialog";
import { outgoing } from "../../forms/schema";
import { SchemaForm } from "../../forms/schema-form";
import type { Schema } from "../../http/types";
import type { Choice, GridRow, RowDraft } from "../../resources/campaigns";
import { common } from "../../text/vi";
import { rating } from "../../text/vi-rating";
import { campaignWaiting as text } from "../campaigns/vi";

/** One press rates all ticked rows. */
export function RateAll({
  count,
  choices,
  onRate,
}: {
  count: number;
  choices: Choice[];
  onRate: (code: string) => void;
}) {
  return (
    <div class="taps-row" role="group" aria-label={rating.rateAll(count)}>
      <span class="caption" aria-hidden="true">
        {rating.rateAll(count)}
      </span>
      <div class="taps">
        {choices
          .filter((choice) => choice.is_ranked !== false)
          .map((choice) => (
            <button
              key={choice.code}
              type="button"
              class="tap"
              title={choice.title}
              aria-label={rating.rateAllAs(choice.short ?? choice.title, count)}
              onClick={() => onRate(choice.code)}
            >
              {choice.short ?? choice.title}
            </button>
          ))}
      </div>
    </div>
  );
}

interface AlikeProps {
  rows: GridRow[];
  schema: Schema;
  onKeep: (form: RowDraft) => void;
  onClose: () => void;
}

/** The same words for all ticked rows; what is left blank stays as each row has it. */
export function Alike({ rows, schema, onKeep, onClose }: AlikeProps) {
  const [form, setForm] = useState<RowDraft>({});
  const blank = { ...schema, required: [] };
  const keep = (event: Event) => {
    event.preventDefault();
    onKeep(outgoing(schema, form));
  };
  return (
    <Dialog title={text.alike(rows.length)} onClose={onClose} wide>
      <form class="form" noValidate onSubmit={keep}>
        <p class="caption">{text.alikeText}</p>
        <SchemaForm schema={blank} form={form} onChange={setForm} />
        <div class="dialog-actions">
          <button type="button" class="button" onClick={onClose}>
            {common.cancel}
          </button>
          <button type="submit" class="button button-primary">
            {rating.apply}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

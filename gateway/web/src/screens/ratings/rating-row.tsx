import { useState } from "preact/hooks";
import { Dialog } from "../../components/dialog";
import { Facts } from "../../components/parts";
import { RefusalList } from "../../components/states";
import { outgoing } from "../../forms/schema";
import { SchemaForm } from "../../forms/schema-form";
import type { Schema } from "../../http/types";
import { rowValue, type GridRow, type RowDraft } from "../../resources/campaigns";
import { common } from "../../text/vi";
import { rating as text } from "../../text/vi-rating";

interface RowDialogProps {
  row: GridRow;
  draft: RowDraft | undefined;
  schema: Schema;
  names: string[];
  isOpen: boolean;
  onKeep: (draft: RowDraft) => void;
  onClose: () => void;
}

/** One member's words, votes and rating, beside what is known of them. */
export function RowDialog({ row, draft, schema, names, isOpen, onKeep, onClose }: RowDialogProps) {
  const [form, setForm] = useState<RowDraft>(() =>
    Object.fromEntries(names.map((name) => [name, rowValue(row, draft, name)])),
  );
  const keep = (event: Event) => {
    event.preventDefault();
    const sent = outgoing(schema, form);
    onKeep(Object.fromEntries(names.map((name) => [name, sent[name] ?? null])));
  };
  const words = Object.values(row.facts.self_review ?? {}).filter(Boolean);
  return (
    <Dialog title={row.subject?.full_name ?? row.title} onClose={onClose} wide>
      <form class="form" noValidate onSubmit={keep}>
        <Facts
          wide
          items={[
            [text.ownWords, words.join(" · ")],
            [text.hostComment, row.facts.host_comment],
            [text.awards, row.facts.awards?.join(" · ") || null],
          ]}
        />
        {row.refused_actions.map((one) => (
          <section key={one.action}>
            <h3>{one.label}</h3>
            <RefusalList refusals={one.refusals} />
          </section>
        ))}
        {isOpen && <SchemaForm schema={schema} form={form} onChange={setForm} />}
        <div class="dialog-actions">
          <button type="button" class="button" onClick={onClose}>
            {isOpen ? common.cancel : common.close}
          </button>
          {isOpen && (
            <button type="submit" class="button button-primary">
              {text.apply}
            </button>
          )}
        </div>
      </form>
    </Dialog>
  );
}

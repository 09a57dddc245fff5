import { useState } from "preact/hooks";
import { day, moment } from "../../format";
import { post, withQuery } from "../../http/client";
import type { Action, ApplicationItem } from "../../http/types";
import { notify } from "../../resources/notices";
import { invalidate, usePages } from "../../resources/resource";
import { applications as text } from "./vi";
import { ActDialog, type Given } from "../acts/act-dialog";

interface ApplicationsProps {
  unitId: string;
  /** Where a case is opened of one. */
  at: string;
  /** It is said where none waits. */
  alone?: boolean;
}

/** Applications that wait at a unit: each becomes a case or is dismissed. Nothing for whoever may not see them. */
export function Applications({ unitId, at, alone = false }: ApplicationsProps) {
  const list = usePages<ApplicationItem>(withQuery(`/units/${unitId}/applications`, { count: "exact" }), 20);
  const [dismissing, setDismissing] = useState<ApplicationItem | null>(null);
  const count = list.total ?? list.items.length;
  if (list.first || list.error || (count === 0 && !alone)) return null;
  return (
    <section class="card" aria-label={text.title}>
      <h2>{count > 0 ? text.waiting(count) : text.title}</h2>
      {count === 0 && <p class="muted">{text.none}</p>}
      <ul class="rows">
        {list.items.map((item) => (
          <li key={item.id} class="row-plain between">
            <div>
              <p>{item.full_name}</p>
              <p class="caption">
                {[text.born(day(item.born_on)), item.label, text.sentAt(moment(item.sent_at))]
                  .filter(Boolean)
                  .join(" · ")}
              </p>
              {item.doubt && <p class="box box-gold">{item.doubt}</p>}
            </div>
            <span class="buttons">
              <button
                type="button"
                class="link"
                aria-label={text.dismissOf(item.full_name)}
                onClick={() => setDismissing(item)}
              >
                {text.dismiss}
              </button>
              <a
                class="button"
                aria-label={text.pickOf(item.full_name)}
                href={withQuery(at, { don_vi: unitId, don: item.id })}
              >
                {text.pick}
              </a>
            </span>
          </li>
        ))}
      </ul>
      {list.next && (
        <button type="button" class="button" onClick={list.more}>
          {text.more}
        </button>
      )}
      {dismissing && <Dismissal item={dismissing} onClose={() => setDismissing(null)} onReload={list.reload} />}
    </section>
  );
}

const DISMISS: Action = {
  action: "dismiss",
  label: text.dismiss,
  destructive: true,
  consequences: [text.dismissText],
  form_schema: {
    type: "object",
    properties: {
      reason: {
        type: "string",
        title: text.reason,
        description: text.reasonHint,
        maxLength: 300,
        "x-widget": "textarea",
      },
    },
    required: ["reason"],
  },
};

function Dismissal({ item, onClose, onReload }: { item: ApplicationItem; onClose: () => void; onReload: () => void }) {
  const send = async ({ form, key }: Given) => {
    await post(`/applications/${item.id}/dismissal`, { body: form, key });
    notify(text.dismissed(item.full_name));
    onClose();
    invalidate("/units", "/me/inbox");
  };
  return (
    <ActDialog
      title={text.dismissTitle(item.full_name)}
      action={DISMISS}
      send={send}
      onClose={onClose}
      onReload={onReload}
    />
  );
}

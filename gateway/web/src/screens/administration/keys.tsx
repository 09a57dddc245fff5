import { useState } from "preact/hooks";
import { KeyRound } from "lucide-preact";
import { Card, Page } from "../../components/page";
import { Chip, Facts } from "../../components/parts";
import { Await } from "../../components/states";
import { day } from "../../format";
import { post, remove } from "../../http/client";
import type { Action } from "../../http/types";
import { notify } from "../../resources/notices";
import { invalidate, useResource } from "../../resources/resource";
import { keys as text } from "./vi";
import { unitActs } from "../../text/vi-units";
import { ActDialog, type Given } from "../acts/act-dialog";

interface TrustedKey {
  id: string;
  name: string;
  public_key: string;
  fingerprint: string;
  added_at: string;
  revoked_at: string | null;
  allowed_actions: Action[];
}

interface TrustedKeys {
  own: { public_key: string; fingerprint: string };
  items: TrustedKey[];
  allowed_actions: Action[];
}

/** This installation's own key, to be read out to others, and the keys of others that packages are taken by. */
export default function Keys() {
  const found = useResource<TrustedKeys>("/trusted-keys");
  const [chosen, setChosen] = useState<{ action: Action; of: TrustedKey | null } | null>(null);
  const send = async ({ form, key }: Given) => {
    if (chosen!.of) await remove(`/trusted-keys/${chosen!.of.id}`, { key });
    else await post("/trusted-keys", { body: form, key });
    notify(chosen!.of ? text.revoked(chosen!.of.name) : text.trusted(String(form["name"])));
    setChosen(null);
    invalidate("/trusted-keys");
  };
  return (
    <Page
      title={text.title}
      narrow
      below={<p class="lead">{text.lead}</p>}
      actions={found.data?.allowed_actions.map((action) => (
        <button
          key={action.action}
          type="button"
          class="button button-primary"
          onClick={() => setChosen({ action, of: null })}
        >
          <KeyRound size={20} aria-hidden="true" /> {action.label}
        </button>
      ))}
    >
      <Await of={found}>
        {({ own, items }) => (
          <div class="stack">
            <Card title={text.own}>
              <p class="muted">{text.ownText}</p>
              <KeyFacts publicKey={own.public_key} fingerprint={own.fingerprint} />
            </Card>
            <Card title={text.others}>
              {items.length === 0 && <p class="muted">{text.none}</p>}
              <ul class="rows">
                {items.map((each) => (
                  <li key={each.id} class="key-row">
                    <KeyRow held={each} onAct={(action) => setChosen({ action, of: each })} />
                  </li>
                ))}
              </ul>
            </Card>
          </div>
        )}
      </Await>
      {chosen && (
        <ActDialog
          title={chosen.of ? unitActs.of(chosen.action.label, chosen.of.name) : chosen.action.label}
          action={chosen.action}
          send={send}
          onClose={() => setChosen(null)}
          onReload={found.reload}
        />
      )}
    </Page>
  );
}

function KeyRow({ held, onAct }: { held: TrustedKey; onAct: (action: Action) => void }) {
  return (
    <section class="stack" aria-label={held.name}>
      <div class="between">
        <h3>{held.name}</h3>
        <Chip tone={held.revoked_at ? "red" : "green"}>
          {held.revoked_at ? text.revokedOn(day(held.revoked_at)) : text.trustedOn(day(held.added_at))}
        </Chip>
      </div>
      <KeyFacts publicKey={held.public_key} fingerprint={held.fingerprint} />
      {held.allowed_actions.map((action) => (
        <p key={action.action}>
          <button
            type="button"
            class="button button-danger-plain"
            aria-label={unitActs.of(action.label, held.name)}
            onClick={() => onAct(action)}
          >
            {action.label}
          </button>
        </p>
      ))}
    </section>
  );
}

function KeyFacts({ publicKey, fingerprint }: { publicKey: string; fingerprint: string }) {
  return (
    <Facts
      wide
      items={[
        [text.fingerprint, <code class="fingerprint">{fingerprint}</code>],
        [text.publicKey, <code class="fingerprint">{publicKey}</code>],
      ]}
    />
  );
}

import { useRoute } from "preact-iso";
import { useState } from "preact/hooks";
import { Copy, Printer, Share2 } from "lucide-preact";
import { Card, Page } from "../../components/page";
import { unitUrl } from "../../components/parts";
import { QrImage } from "../../components/qr";
import { Await } from "../../components/states";
import { day } from "../../format";
import { post, remove } from "../../http/client";
import type { Action, ApplicationLink, ApplicationLinks, CreatedApplicationLink } from "../../http/types";
import { notify } from "../../resources/notices";
import { invalidate, useResource } from "../../resources/resource";
import { common } from "../../text/vi";
import { applications as text } from "./vi";
import { ActDialog, type Given } from "../acts/act-dialog";
import { Applications } from "./applications";

/** A chapter lets applicants write for themselves: links and codes to hand out, and what came by them. */
export default function ApplicationLinksScreen() {
  const unitId = useRoute().params["id"]!;
  const found = useResource<ApplicationLinks>(`/units/${unitId}/application-links`);
  const [made, setMade] = useState<CreatedApplicationLink | null>(null);
  return (
    <Page
      title={text.title}
      narrow
      failed={!!found.error}
      above={found.data && <a href={unitUrl(unitId)}>{found.data.unit.name}</a>}
      below={<p class="lead">{text.lead}</p>}
    >
      <Await of={found}>
        {(links) => (
          <div class="stack">
            {made && <Made made={made} unit={links.unit.name} />}
            <Applications unitId={unitId} at="/ho-so/moi/ket-nap" alone />
            <Links
              links={links}
              onMade={(link) => (setMade(link), scrollTo({ top: 0 }))}
              onRevoked={(id) => made?.id === id && setMade(null)}
              onReload={found.reload}
            />
          </div>
        )}
      </Await>
    </Page>
  );
}

/** The link, shown this once: to scan, to send, to print. */
function Made({ made, unit }: { made: CreatedApplicationLink; unit: string }) {
  const link = `${location.origin}${new URL(made.link).pathname}`;
  const message = text.message(unit, link);
  return (
    <section class="card stack apply-code" aria-label={text.address}>
      <h2>{unit}</h2>
      <p>{text.scan}</p>
      <QrImage text={link} alt={text.qr(unit)} />
      <p class="box box-gold">{text.once}</p>
      <div class="input-with-button">
        <input
          class="input"
          readOnly
          aria-label={text.address}
          value={link}
          onFocus={(event) => event.currentTarget.select()}
        />
        <button
          type="button"
          class="icon-button"
          aria-label={common.copy}
          onClick={() => void navigator.clipboard?.writeText(link).then(() => notify(common.copied))}
        >
          <Copy size={20} aria-hidden="true" />
        </button>
      </div>
      <p class="buttons">
        {"share" in navigator && (
          <button type="button" class="button button-primary" onClick={() => void share(message)}>
            <Share2 size={20} aria-hidden="true" /> {text.share}
          </button>
        )}
        <button type="button" class="button" onClick={() => print()}>
          <Printer size={20} aria-hidden="true" /> {text.print}
        </button>
      </p>
    </section>
  );
}

/** The device's own sheet for sharing; closing it is no fault. */
async function share(message: string): Promise<void> {
  try {
    await navigator.share({ title: text.title, text: message });
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
  }
}

interface LinksProps {
  links: ApplicationLinks;
  onMade: (link: CreatedApplicationLink) => void;
  onRevoked: (id: string) => void;
  onReload: () => void;
}

function Links({ links, onMade, onRevoked, onReload }: LinksProps) {
  const [making, setMaking] = useState<Action | null>(null);
  const [revoking, setRevoking] = useState<ApplicationLink | null>(null);
  const path = `/units/${links.unit.id}/application-links`;
  const make = async ({ form, key }: Given) => {
    const { data } = await post<CreatedApplicationLink>(path, { body: form, key });
    setMaking(null);
    onMade(data);
    invalidate(path);
  };
  const revoke = async ({ key }: Given) => {
    await remove(`${path}/${revoking!.id}`, { key });
    notify(text.revoked);
    onRevoked(revoking!.id);
    setRevoking(null);
    invalidate(path);
  };
  return (
    <Card
      title={text.links}
      actions={links.allowed_actions.map((act) => (
        <button
          key={act.action}
          type="button"
          class="button button-primary button-small"
          onClick={() => setMaking(act)}
        >
          {act.label}
        </button>
      ))}
    >
      {links.items.length === 0 && <p class="muted">{text.noLinks}</p>}
      <ul class="rows">
        {links.items.map((link) => (
          <li key={link.id} class="row-plain between">
            <LinkRow link={link} onRevoke={() => setRevoking(link)} />
          </li>
        ))}
      </ul>
      {making && (
        <ActDialog
          title={making.label}
          action={making}
          send={make}
          onClose={() => setMaking(null)}
          onReload={onReload}
        />
      )}
      {revoking && (
        <ActDialog
          title={text.revokeTitle}
          action={REVOKE}
          send={revoke}
          onClose={() => setRevoking(null)}
          onReload={onReload}
        />
      )}
    </Card>
  );
}

const REVOKE: Action = {
  action: "revoke",
  label: text.revoke,
  destructive: true,
  consequences: [text.revokeText],
  form_schema: null,
};

function LinkRow({ link, onRevoke }: { link: ApplicationLink; onRevoke: () => void }) {
  const label = link.label ?? text.everyone;
  const said = [
    link.state_title,
    text.uses(link.uses, link.max_uses),
    text.until(day(link.expires_at)),
    link.created_by && text.by(link.created_by),
  ];
  return (
    <>
      <span class="row-main">
        <span class="row-title">{label}</span>
        <span class="caption">{said.filter(Boolean).join(" · ")}</span>
      </span>
      {link.may_revoke && (
        <button type="button" class="button button-small" aria-label={text.revokeOf(label)} onClick={onRevoke}>
          {text.revoke}
        </button>
      )}
    </>
  );
}

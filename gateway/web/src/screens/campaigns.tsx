import { useLocation } from "preact-iso";
import { useState } from "preact/hooks";
import { ChevronRight, Plus } from "lucide-preact";
import { Page } from "../components/page";
import { Paged, Rows } from "../components/paged";
import { Chip, type Tone } from "../components/parts";
import { day } from "../format";
import { post, withQuery } from "../http/client";
import type { Action } from "../http/types";
import type { Campaign, CampaignItem, CampaignKinds } from "../resources/campaigns";
import { notify } from "../resources/notices";
import { invalidate, usePages, useResource } from "../resources/resource";
import { isOfficer } from "../resources/session";
import { campaigns as text } from "../text/vi";
import { useFilters } from "../url";
import { ActDialog, type Given } from "./act-dialog";
import { Choice } from "./member-filters";

export const STATE_TONES: Record<string, Tone> = { OPENING: "blue", OPEN: "green", CLOSING: "gold" };

/** Campaigns that this person's units run, take part in or stand above. */
export default function Campaigns() {
  const { values, change } = useFilters(["loai", "nam"] as const);
  const kinds = useResource<CampaignKinds>("/campaigns/kinds");
  const list = usePages<CampaignItem>(withQuery("/campaigns", { process: values.loai, year: values.nam }), 50);
  const choices = (kinds.data?.items ?? []).map((kind) => ({ code: kind.process, title: kind.title }));
  const years = [...new Set([...list.items.map((item) => String(item.year)), ...(values.nam ? [values.nam] : [])])].sort().reverse();
  return (
    <Page title={text.title} actions={isOfficer.value && kinds.data?.form_schema && <OpenButton kinds={kinds.data} />}>
      <div class="stack">
        <div class="toolbar">
          <Choice id="loai" title={text.kind} value={values.loai} choices={choices} onChange={(loai) => change({ loai })} />
          <Choice id="nam" title={text.year} value={values.nam} choices={years.map((year) => ({ code: year, title: year }))} onChange={(nam) => change({ nam })} />
        </div>
        <Paged list={list} shapes={5} empty={{ drawing: "flag", title: text.empty, text: text.emptyText }}>
          {(items) => <Rows items={items}>{(item) => <CampaignLink item={item} />}</Rows>}
        </Paged>
      </div>
    </Page>
  );
}

/** The units that the campaign came from, if it was not opened where it is. */
export const cameFrom = ({ came_from = [] }: CampaignItem) => (came_from.length > 0 ? text.cameFrom(came_from.map((unit) => unit.name)) : null);

function CampaignLink({ item }: { item: CampaignItem }) {
  return (
    <a class="row-link" href={`/dot/${item.id}`}>
      <span class="row-main">
        <span class="row-title">{item.title}</span>
        <span class="caption">{[item.unit.name, cameFrom(item), text.between(day(item.from_on), day(item.closing_on))].filter(Boolean).join(" · ")}</span>
      </span>
      <Chip tone={STATE_TONES[item.state] ?? "plain"}>{item.state_title}</Chip>
      <ChevronRight size={20} aria-hidden="true" />
    </a>
  );
}

/** What the campaign sets for its own cases goes by itself. */
function withOwn(kinds: CampaignKinds, form: Record<string, unknown>): Record<string, unknown> {
  const every = new Set(kinds.items.flatMap((kind) => kind.settings ?? []));
  const mine = new Set(kinds.items.find((kind) => kind.process === form["process"])?.settings ?? []);
  const entries = Object.entries(form);
  return { ...Object.fromEntries(entries.filter(([name]) => !every.has(name))), form: Object.fromEntries(entries.filter(([name]) => mine.has(name))) };
}

/** process: the one that the form begins with. */
export function OpenButton({ kinds, process, label = text.open }: { kinds: CampaignKinds; process?: string; label?: string }) {
  const { route } = useLocation();
  const [isOpen, setIsOpen] = useState(false);
  const action: Action = { action: "open", label, form_schema: kinds.form_schema, consequences: [text.opens] };
  const send = async ({ form, key }: Given) => {
    const { data } = await post<Campaign>("/campaigns", { body: withOwn(kinds, form), key });
    notify(text.opening);
    setIsOpen(false);
    invalidate("/campaigns");
    route(`/dot/${data.id}`);
  };
  return (
    <>
      <button type="button" class="button button-primary" onClick={() => setIsOpen(true)}>
        <Plus size={20} aria-hidden="true" /> {label}
      </button>
      {isOpen && <ActDialog title={label} action={action} known={process ? { process } : {}} send={send} onClose={() => setIsOpen(false)} onReload={() => undefined} />}
    </>
  );
}

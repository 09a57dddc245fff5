import { ChevronRight } from "lucide-preact";
import { Page } from "../components/page";
import { Paged, Rows } from "../components/paged";
import { Chip, type Tone } from "../components/parts";
import { day } from "../format";
import { withQuery } from "../http/client";
import type { CampaignItem, CampaignKinds } from "../resources/campaigns";
import { usePages, useResource } from "../resources/resource";
import { isOfficer } from "../resources/session";
import { campaigns as text } from "../text/vi-campaigns";
import { useFilters } from "../url";
import { OpenButton } from "./campaign-open";
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

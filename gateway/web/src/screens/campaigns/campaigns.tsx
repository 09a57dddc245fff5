import { Choice } from "../../components/choice";
import { Line } from "../../components/line";
import { ListTools } from "../../components/list-tools";
import { Page } from "../../components/page";
import { Paged, Rows } from "../../components/paged";
import { Chip, type Tone } from "../../components/parts";
import { day } from "../../format";
import { withQuery } from "../../http/client";
import type { CampaignItem, CampaignKinds } from "../../resources/campaigns";
import { usePages, useResource } from "../../resources/resource";
import { isOfficer } from "../../resources/session";
import { campaigns as text } from "./vi";
import { useFilters } from "../../url";
import { OpenButton } from "./campaign-open";

export const STATE_TONES: Record<string, Tone> = { OPENING: "blue", OPEN: "green", CLOSING: "gold" };

/** Campaigns that this person's units run, take part in or stand above. */
export default function Campaigns() {
  const kinds = useResource<CampaignKinds>("/campaigns/kinds");
  const choices = (kinds.data?.items ?? []).map((kind) => ({ code: kind.process, title: kind.title }));
  const { values, change, isComing } = useFilters(["loai", "nam"] as const, {
    loai: kinds.data || kinds.error ? choices : null,
  });
  const list = usePages<CampaignItem>(
    isComing ? null : withQuery("/campaigns", { process: values.loai, year: values.nam }),
    50,
    isComing,
  );
  const years = [...new Set([...list.items.map((item) => String(item.year)), ...(values.nam ? [values.nam] : [])])]
    .sort()
    .reverse();
  return (
    <Page title={text.title} actions={isOfficer.value && kinds.data?.form_schema && <OpenButton kinds={kinds.data} />}>
      <div class="stack">
        <ListTools
          list={list}
          filters={
            <>
              <Choice
                id="loai"
                title={text.kind}
                value={values.loai}
                choices={choices}
                comes={kinds.busy}
                onChange={(loai) => change({ loai })}
              />
              <Choice
                id="nam"
                title={text.year}
                value={values.nam}
                choices={years.map((year) => ({ code: year, title: year }))}
                comes={list.busy}
                onChange={(nam) => change({ nam })}
              />
            </>
          }
          active={[values.loai, values.nam].filter(Boolean).length}
          onClear={() => change({ loai: null, nam: null })}
        />
        <Paged list={list} shapes={5} empty={{ drawing: "flag", title: text.empty, text: text.emptyText }}>
          {(items) => (
            <Rows items={items} even>
              {(item) => <CampaignLink item={item} />}
            </Rows>
          )}
        </Paged>
      </div>
    </Page>
  );
}

/** The units that the campaign came from, if it was not opened where it is. */
export const cameFrom = ({ came_from = [] }: CampaignItem) =>
  came_from.length > 0 ? text.cameFrom(came_from.map((unit) => unit.name)) : null;

function CampaignLink({ item }: { item: CampaignItem }) {
  return (
    <Line
      href={`/dot/${item.id}`}
      title={item.title}
      chips={<Chip tone={STATE_TONES[item.state] ?? "plain"}>{item.state_title}</Chip>}
      told={[item.unit.name, cameFrom(item), text.between(day(item.from_on), day(item.closing_on))]}
    />
  );
}

import { Line } from "../../components/line";
import { Page } from "../../components/page";
import { Paged, Rows } from "../../components/paged";
import { Chip } from "../../components/parts";
import { clock, day } from "../../format";
import type { Access } from "../../http/types";
import { usePages } from "../../resources/resource";
import { seen as text } from "./vi";

/** Who has looked at this person's sensitive data, day by day, the latest first. */
export default function Seen() {
  const list = usePages<Access>("/me/access-log?count=exact", 30);
  return (
    <Page title={text.title} narrow below={<p class="muted">{text.intro}</p>}>
      <div class="stack">
        <p class="muted list-count" role="status">
          {list.total !== null && list.total > 0 ? text.count(list.total) : ""}
        </p>
        <Paged list={list} shapes={5} empty={{ title: text.empty, text: text.emptyText }}>
          {(items) =>
            byDay(items).map(([on, ofDay]) => (
              <section key={on} class="work-group">
                <h2>{on}</h2>
                <Rows items={ofDay} even>
                  {(item) => <AccessRow item={item} />}
                </Rows>
              </section>
            ))
          }
        </Paged>
      </div>
    </Page>
  );
}

function AccessRow({ item }: { item: Access }) {
  return (
    <Line
      title={item.viewer.full_name ?? text.unknown}
      chips={<Chip>{text.how[item.how] ?? text.how["view"]}</Chip>}
      told={[clock(item.seen_at), item.what.join(", "), item.unit?.name]}
    />
  );
}

/** Days in the order of the list, each with its lines. */
export function byDay(items: Access[]): [string, Access[]][] {
  const days = new Map<string, Access[]>();
  for (const item of items) {
    const on = day(item.seen_at);
    days.set(on, [...(days.get(on) ?? []), item]);
  }
  return [...days];
}

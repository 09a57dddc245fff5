import { useLocation } from "preact-iso";
import { useEffect, useRef, useState } from "preact/hooks";
import { ChevronRight, ListChecks } from "lucide-preact";
import { Dialog } from "../../components/dialog";
import { Page } from "../../components/page";
import { KeptNotice } from "../../components/kept-notice";
import { MissingPart } from "../../components/missing-part";
import { DueChip, Facts } from "../../components/parts";
import { Await, Empty, Loading } from "../../components/states";
import { ago } from "../../format";
import { withQuery } from "../../http/client";
import type { CaseItem, Inbox, InboxItem } from "../../http/types";
import { slugOf } from "../../resources/slug";
import {
  actingName,
  inboxCount,
  itemUrl,
  kindOf,
  rowTitle,
  unreadOf,
  urgencyOf,
  useInbox,
  useInboxCount,
  type Urgency,
} from "../../resources/inbox";
import { keptAt } from "../../resources/kept";
import { usePages } from "../../resources/resource";
import { acting, positions } from "../../resources/session";
import { kept, time, work as text } from "../../text/vi";

const GROUPS: [Urgency, string][] = [
  ["overdue", text.overdue],
  ["today", text.today],
  ["week", text.week],
  ["later", text.later],
];
/** From so many of one kind on, rows stand together and are decided in the grid. */
const BATCH = 5;
/** So many of them are named. */
const NAMED = 3;

export default function Work() {
  const inbox = useInbox();
  const count = inboxCount(inbox.data);
  return (
    <Page
      title={text.title}
      actions={
        count > 1 &&
        !inbox.keptAt && (
          <a class="button" href="/duyet">
            <ListChecks size={20} aria-hidden="true" /> {text.decide}
          </a>
        )
      }
      below={inbox.data && count > 0 && <WorkCount inbox={inbox.data} />}
    >
      <KeptNotice at={inbox.keptAt} limits={kept.work} onRetry={inbox.reload} />
      <MissingPart services={inbox.data?.missing ?? []} onRetry={inbox.reload} />
      <Await of={inbox}>{(found) => <WorkList inbox={found} isKept={inbox.keptAt !== null} />}</Await>
      <Others mine={inbox.data} />
    </Page>
  );
}

function WorkCount({ inbox }: { inbox: Inbox }) {
  const counted = useInboxCount().data;
  const late = inbox.items.filter((item) => item.kind !== "case" && item.overdue).length;
  const overdue = counted ? counted.overdue + late : inbox.items.filter((item) => urgencyOf(item) === "overdue").length;
  return (
    <p class="muted">
      {text.count(inboxCount(inbox))}
      {overdue > 0 && <strong class="red-text">, {text.overdueCount(overdue)}</strong>}
    </p>
  );
}

interface Row {
  key: string;
  href: string;
  title: string;
  item: InboxItem;
  size: number;
  units: number;
  /** Whom it is about, as far as they were read. */
  people: string[];
}

/** How an address says the step at which a case waits. */
const stepWord = (item: InboxItem) =>
  item.process_title && item.state_title ? `${slugOf(item.process_title)}/${slugOf(item.state_title)}` : kindOf(item);

/** Many of one process at one step become one row. unread: how many more of each there are, which were not read. */
export function rowsOf(items: InboxItem[], batch = BATCH, unread: ReadonlyMap<string, number> = new Map()): Row[] {
  const kinds = new Map<string, InboxItem[]>();
  for (const item of items) {
    const kind = kindOf(item);
    kinds.set(kind, [...(kinds.get(kind) ?? []), item]);
  }
  return [...kinds].flatMap(([kind, same]) => {
    const [first, more] = [same[0]!, unread.get(kind) ?? 0];
    const size = same.length + more;
    if (size < batch)
      return same.map((item) => ({
        key: item.id,
        href: itemUrl(item),
        title: rowTitle(item),
        item,
        size: 1,
        units: 1,
        people: [],
      }));
    const units = more ? 0 : new Set(same.map((item) => item.unit?.id)).size;
    const named = same.flatMap((item) => item.subject?.full_name ?? []);
    const people = [...new Set(named)];
    const title =
      named.length === same.length
        ? text.batchPeople(first.act_title ?? first.process_title ?? first.title, size)
        : text.batch(first.act_title ?? first.process_title ?? first.title, size);
    return [
      { key: kind, href: withQuery("/duyet", { nhom: stepWord(first) }), title, item: first, size, units, people },
    ];
  });
}

function WorkList({ inbox, isKept }: { inbox: Inbox; isKept: boolean }) {
  const list = useRef<HTMLDivElement>(null);
  const help = useRowKeys(list);
  const counted = useInboxCount();
  if (inboxCount(inbox) === 0)
    return inbox.missing.length ? null : <Empty drawing="badge" title={text.empty} text={text.emptyText} />;
  const rest = isKept ? 0 : inboxCount(inbox) - inbox.items.length;
  // A number that is wrong for a moment would be believed.
  if (rest > 0 && !counted.data && counted.busy) return <Loading rows={4} />;
  const groups = GROUPS.map(([urgency, title]) => ({
    urgency,
    title,
    items: inbox.items.filter((item) => urgencyOf(item) === urgency),
  })).filter(({ items }) => items.length > 0);
  // The most urgent were read: whatever was not belongs to the last of the groups, or comes after it.
  const unread = rest > 0 ? unreadOf(inbox.items, counted.data) : new Map<string, number>();
  return (
    <div ref={list}>
      {groups.map(({ urgency, title, items }, place) => (
        <section key={urgency} class="work-group">
          <h2 class={urgency === "overdue" ? "red-text" : ""}>
            {title}{" "}
            <span class="count">
              {(items.length + (place === groups.length - 1 ? rest : 0)).toLocaleString("vi-VN")}
            </span>
          </h2>
          <ul class="card rows">
            {rowsOf(items, isKept ? Infinity : BATCH, place === groups.length - 1 ? unread : undefined).map((row) => (
              <li key={row.key}>
                <WorkRow row={row} isReadable={isKept && keptAt.value.has(`/cases/${row.item.id}`)} />
              </li>
            ))}
          </ul>
        </section>
      ))}
      {rest > 0 && (
        <p class="box work-group">
          {text.urgentOnly(inbox.items.length)} <a href="/duyet">{text.seeAll(inboxCount(inbox))}</a>
        </p>
      )}
      {help.shown && (
        <Dialog title={text.keys} onClose={help.close}>
          <Facts items={text.keyList as [string, string][]} />
        </Dialog>
      )}
    </div>
  );
}

function WorkRow({ row, isReadable }: { row: Row; isReadable: boolean }) {
  const { item } = row;
  const position = positions.value.length > 1 ? actingName(item) : "";
  const facts =
    row.size > 1
      ? [item.process_title, row.units > 0 && text.units(row.units)]
      : [item.process_title, item.number, item.unit?.name];
  return (
    <a class="row-link work-row" href={row.href} data-row>
      <span class="row-main">
        <span class="row-title">{row.title}</span>
        <span class="caption">{[...facts, item.since && time.since(ago(item.since))].filter(Boolean).join(" · ")}</span>
        {row.people.length > 0 && (
          <span class="caption">{text.names(row.people.slice(0, NAMED), row.size - NAMED)}</span>
        )}
        {item.note && <span class="caption">{text.note(item.note)}</span>}
        {isReadable && <span class="caption">{kept.onDevice}</span>}
        {position && <span class="caption">{text.as(position)}</span>}
        <DueChip at={item.due_at} />
      </span>
      <ChevronRight size={20} aria-hidden="true" />
    </a>
  );
}

/** J and K walk the rows, Enter opens (rows are links), ? tells the keys. */
function useRowKeys(list: { current: HTMLElement | null }) {
  const [shown, setShown] = useState(false);
  const { path } = useLocation();
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement;
      if (target.matches("input, textarea, select") || target.closest("dialog") || event.ctrlKey || event.metaKey)
        return;
      if (event.key === "?") return setShown(true);
      const by = { j: 1, k: -1 }[event.key.toLowerCase()];
      if (!by) return;
      const rows = [...(list.current?.querySelectorAll<HTMLElement>("[data-row]") ?? [])];
      const at = rows.indexOf(document.activeElement as HTMLElement);
      rows[Math.min(Math.max(at + by, 0), rows.length - 1)]?.focus();
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, [path]);
  return { shown, close: () => setShown(false) };
}

/** Cases of the unit that are with somebody else now. */
function Others({ mine }: { mine: Inbox | null }) {
  const unit = acting.value?.unit;
  const list = usePages<CaseItem>(unit ? `/cases?open=true&unit_id=${unit.id}&below=true` : null, 20);
  const own = new Set(mine?.items.map((item) => item.id));
  const others = list.items.filter((item) => !own.has(item.id)).slice(0, 8);
  if (!mine || others.length === 0) return null;
  return (
    <section class="work-group">
      <h2>{text.others}</h2>
      <ul class="card rows">
        {others.map((item) => (
          <li key={item.id}>
            <a class="row-link work-row" href={`/ho-so/${item.id}`} data-row>
              <span class="row-main">
                <span class="row-title">{item.title}</span>
                <span class="caption">
                  {[item.number, item.state_title, item.holder_unit?.name, time.since(ago(item.since))]
                    .filter(Boolean)
                    .join(" · ")}
                </span>
                <DueChip at={item.due_at} />
              </span>
              <ChevronRight size={20} aria-hidden="true" />
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

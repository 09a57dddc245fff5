import type { ComponentChildren } from "preact";
import { ChevronRight } from "lucide-preact";
import { Page } from "../components/page";
import { Chip, Tabs } from "../components/parts";
import { Empty, Failure, Loading } from "../components/states";
import { ago, birth } from "../format";
import { post, Problem, withQuery } from "../http/client";
import type { Comparison, DuplicateItem } from "../http/types";
import { notify } from "../resources/notices";
import { invalidate, usePages, type PagedList } from "../resources/resource";
import { common, duplicates as text } from "../text/vi";
import { useFilters } from "../url";
import { birthText, memberUrl } from "./member-rows";

const VIEWS = ["", "da-xu-ly", "so-cccd"] as const;

/** Files that may be one person's: those that wait, those that were settled, and rows left out of imports. */
export default function Duplicates() {
  const { values } = useFilters(["xem"] as const);
  return (
    <Page title={text.title} below={<p class="lead">{text.lead}</p>}>
      <Tabs label={text.tabs} items={VIEWS.map((view) => ({ href: withQuery("/trung-lap", { xem: view || null }), title: text.views[view], current: values.xem === view }))} />
      {values.xem === "so-cccd" ? <Comparisons /> : <Pairs key={values.xem} settled={values.xem === "da-xu-ly"} />}
    </Page>
  );
}

function Pairs({ settled }: { settled: boolean }) {
  const list = usePages<DuplicateItem>(withQuery("/duplicates", { settled, count: "exact" }), 25);
  return (
    <List list={list} count={text.pairs} empty={settled ? <Empty drawing="board" title={text.noneSettled} text={text.noneSettledText} /> : <Empty drawing="book" title={text.none} text={text.noneText} />}>
      {(pair) => <PairRow pair={pair} />}
    </List>
  );
}

interface ListProps<T> {
  list: PagedList<T>;
  count: (count: number) => string;
  empty: ComponentChildren;
  children: (item: T) => ComponentChildren;
}

function List<T extends { id: string }>({ list, count, empty, children }: ListProps<T>) {
  if (list.error && list.items.length === 0) return <Failure problem={list.error} onRetry={list.reload} />;
  if (list.first && list.busy) return <Loading />;
  if (list.items.length === 0) return <>{empty}</>;
  return (
    <div class="stack">
      <p class="muted" role="status">
        {count(list.total ?? list.items.length)}
      </p>
      <ul class="card rows">
        {list.items.map((item) => (
          <li key={item.id}>{children(item)}</li>
        ))}
      </ul>
      {list.next && (
        <button type="button" class="button" onClick={list.more}>
          {common.loadMore}
        </button>
      )}
    </div>
  );
}

function PairRow({ pair }: { pair: DuplicateItem }) {
  const { left, right } = pair;
  const names = left.full_name === right.full_name ? left.full_name : `${left.full_name} – ${right.full_name}`;
  const places = [...new Set([left.unit?.name, right.unit?.name].filter(Boolean))].join(" – ");
  return (
    <a class="row-link" href={`/trung-lap/${pair.id}`}>
      <span class="row-main">
        <span>{names}</span>
        <span class="caption">{[birthText(left), places].filter(Boolean).join(" · ")}</span>
        <span class="caption">{pair.reasons.map((reason) => reason.text).join(" · ")}</span>
        {pair.state !== "OPEN" && (
          <span class="caption">
            <Chip tone={pair.state === "SAME" ? "gold" : "plain"}>{text.states[pair.state]}</Chip> {pair.settled_at && ago(pair.settled_at)}
          </span>
        )}
      </span>
      <ChevronRight size={20} aria-hidden="true" />
    </a>
  );
}

function Comparisons() {
  const list = usePages<Comparison>(withQuery("/comparisons", { count: "exact" }), 25);
  return (
    <div class="stack">
      <p>{text.comparisonsText}</p>
      <List list={list} count={text.rows} empty={<Empty drawing="book" title={text.noComparisons} text={text.noComparisonsText} />}>
        {(item) => <ComparisonRow item={item} />}
      </List>
    </div>
  );
}

function ComparisonRow({ item }: { item: Comparison }) {
  const settle = async () => {
    try {
      await post(`/comparisons/${item.id}/settlement`);
      notify(text.compared);
      invalidate("/comparisons");
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      notify(error.message, "error");
    }
  };
  return (
    <div class="row-plain compare-row">
      <span class="row-main">
        <span>
          {text.inWorkbook(item.unit.name)}: <strong>{item.row.full_name}</strong>
          {item.row.born_on && ` (${birth(item.row.born_on)})`}
        </span>
        <span>
          {text.bears}: <a href={memberUrl(item.member)}>{item.member.full_name}</a> ({birthText(item.member)}), {item.member.unit?.name}
        </span>
        <span class="caption">{ago(item.requested_at)}</span>
      </span>
      <button type="button" class="button button-small" aria-label={text.comparedOf(item.row.full_name ?? "")} onClick={() => void settle()}>
        {text.markCompared}
      </button>
    </div>
  );
}

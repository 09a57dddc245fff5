import { useLocation } from "preact-iso";
import { useEffect, useMemo, useState } from "preact/hooks";
import { ChevronRight } from "lucide-preact";
import { Line } from "../../components/line";
import { Page } from "../../components/page";
import { Paged, Rows } from "../../components/paged";
import { unitUrl } from "../../components/parts";
import { SearchBox } from "../../components/search-box";
import { Empty, Failure, Loading } from "../../components/states";
import { useVirtual } from "../../components/virtual";
import { count } from "../../format";
import { withQuery } from "../../http/client";
import type { UnitItem } from "../../http/types";
import { usePages } from "../../resources/resource";
import { me, positions } from "../../resources/session";
import { UnitTree, type TreeRow } from "../../resources/tree";
import { common } from "../../text/vi";
import { units as text } from "../../text/vi-units";
import { useFilters } from "../../url";

const ROW_PX = 56;

export default function Tree() {
  const { values, change } = useFilters(["q"] as const);
  return (
    <Page title={text.treeTitle} narrow>
      <div class="stack">
        <SearchBox label={text.filter} hint={text.filterHint} value={values.q} onChange={(q) => change({ q })} />
        {values.q ? <FlatList q={values.q} /> : <TreeView />}
      </div>
    </Page>
  );
}

function FlatList({ q }: { q: string }) {
  const list = usePages<UnitItem>(withQuery("/units", { q, count: "exact" }), 50);
  if (list.error) return <Failure problem={list.error} onRetry={list.reload} />;
  return (
    <Paged list={list} count={common.results} empty={{ title: text.noMatch, text: text.noMatchText, drawing: "flag" }}>
      {(items) => (
        <Rows items={items} even>
          {(unit) => <UnitRow unit={unit} />}
        </Rows>
      )}
    </Paged>
  );
}

export function UnitRow({ unit }: { unit: UnitItem }) {
  return <Line href={unitUrl(unit.id)} title={unit.name} told={[text.members(unit.member_count), unit.parent_name]} />;
}

function TreeView() {
  const tree = useMemo(() => new UnitTree(), []);
  const tops = positions.value.length
    ? [...new Set(positions.value.map((held) => held.unit.id))]
    : [me.value?.person.unit?.id].filter((id): id is string => !!id);
  useEffect(() => void tree.start(tops), [tops.join()]);
  if (tops.length === 0) return <Empty title={text.none} />;
  if (tree.problem.value) return <Failure problem={tree.problem.value} onRetry={() => void tree.start(tops)} />;
  if (!tree.roots.value) return <Loading />;
  return <TreeRows tree={tree} />;
}

function TreeRows({ tree }: { tree: UnitTree }) {
  const { route } = useLocation();
  const rows = tree.rows();
  const [active, setActive] = useState(rows[0]?.key ?? "");
  const at = Math.max(
    rows.findIndex((row) => row.key === active),
    0,
  );
  const { list, start, end } = useVirtual<HTMLUListElement>(rows.length, ROW_PX);

  const go = (index: number) => {
    const row = rows[Math.min(Math.max(index, 0), rows.length - 1)];
    if (!row) return;
    setActive(row.key);
    keepInSight(list.current, rows.indexOf(row));
  };
  const onKey = (event: KeyboardEvent) => {
    const row = rows[at];
    if (!row) return;
    const step = keyStep(event.key, rows, at);
    if (step !== null) go(step);
    else if (event.key === "ArrowRight" && !row.isOpen && row.unit.child_count > 0) void tree.unfold(row.unit.id);
    else if (event.key === "ArrowLeft" && row.isOpen) tree.fold(row.unit.id);
    else if (event.key === "Enter") route(unitUrl(row.unit.id));
    else return;
    event.preventDefault();
  };

  return (
    <>
      <p id="tree-keys" class="sr-only">
        {text.treeKeys}
      </p>
      <ul
        ref={list}
        class="tree card"
        role="tree"
        tabIndex={0}
        aria-label={text.treeTitle}
        aria-describedby="tree-keys"
        aria-activedescendant={rows[at] ? `tree-${rows[at].key}` : undefined}
        onKeyDown={onKey}
      >
        <li role="none" class="spacer" style={{ height: `${start * ROW_PX}px` }} />
        {rows.slice(start, end).map((row) => (
          <TreeItem
            key={row.key}
            row={row}
            isActive={row.key === rows[at]?.key}
            tree={tree}
            onPick={() => setActive(row.key)}
          />
        ))}
        <li role="none" class="spacer" style={{ height: `${(rows.length - end) * ROW_PX}px` }} />
      </ul>
    </>
  );
}

/** Where a key leads among visible rows, or null when it does not move. */
export function keyStep(key: string, rows: TreeRow[], at: number): number | null {
  const row = rows[at]!;
  if (key === "ArrowDown") return at + 1;
  if (key === "ArrowUp") return at - 1;
  if (key === "Home") return 0;
  if (key === "End") return rows.length - 1;
  if (key === "ArrowRight" && row.isOpen) return at + 1;
  if (key === "ArrowLeft" && !row.isOpen) {
    const parent = rows.slice(0, at).findLastIndex((other) => other.level < row.level);
    return parent < 0 ? null : parent;
  }
  if (key.length === 1 && /\p{L}|\d/u.test(key)) {
    const letter = key.toLocaleLowerCase("vi");
    const after = [...rows.keys()].map((index) => (at + 1 + index) % rows.length);
    return after.find((index) => wordOf(rows[index]!).startsWith(letter)) ?? null;
  }
  return null;
}

/** Names all begin with "Chi đoàn", "Đoàn xã": the letter meant is that of the last word. */
const wordOf = (row: TreeRow) => row.unit.name.split(" ").at(-1)!.toLocaleLowerCase("vi");

function keepInSight(list: HTMLElement | null, index: number): void {
  if (!list) return;
  const top = list.getBoundingClientRect().top + index * ROW_PX;
  if (top < 130) scrollBy({ top: top - 130 });
  else if (top + ROW_PX > innerHeight - 90) scrollBy({ top: top + ROW_PX - innerHeight + 90 });
}

function TreeItem({
  row,
  isActive,
  tree,
  onPick,
}: {
  row: TreeRow;
  isActive: boolean;
  tree: UnitTree;
  onPick: () => void;
}) {
  const { unit } = row;
  const item = {
    id: `tree-${row.key}`,
    role: "treeitem" as const,
    "aria-level": row.level,
    "aria-setsize": row.setSize,
    "aria-posinset": row.position,
    class: isActive ? "tree-row tree-active" : "tree-row",
    "data-level": Math.min(row.level, 7),
  };
  if (row.kind === "loading") {
    return (
      <li {...item} aria-busy="true">
        <span class="muted tree-note">{text.loadingChildren}</span>
      </li>
    );
  }
  if (row.kind === "failed") {
    return (
      <li {...item}>
        <button type="button" tabIndex={-1} class="link tree-note" onClick={() => void tree.unfold(unit.id)}>
          {common.retry}
        </button>
      </li>
    );
  }
  const hasChildren = unit.child_count > 0;
  const toggle = () => {
    onPick();
    if (row.isOpen) tree.fold(unit.id);
    else void tree.unfold(unit.id);
  };
  return (
    <li {...item} aria-expanded={hasChildren ? row.isOpen : undefined} aria-selected={isActive}>
      {hasChildren ? (
        <span class={row.isOpen ? "twist twist-open" : "twist"} onClick={toggle} aria-hidden="true" data-twist>
          <ChevronRight size={20} />
        </span>
      ) : (
        <span class="twist" aria-hidden="true" />
      )}
      <a tabIndex={-1} href={unitUrl(unit.id)}>
        {unit.name}
      </a>
      <span class="caption tree-count">
        {count(unit.member_count)}
        <span class="sr-only"> {text.memberTab}</span>
      </span>
    </li>
  );
}

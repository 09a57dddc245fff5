import type { ComponentChildren } from "preact";
import type { PagedList } from "../resources/resource";
import { common } from "../text/vi";
import type { Drawing } from "./drawings";
import { MissingPart } from "./missing-part";
import { Empty, Failure, Loading } from "./states";
import { useNearEnd } from "./virtual";

interface Words {
  title: string;
  text: string;
}

interface Standing<T> {
  list: PagedList<T>;
  /** How many shapes stand there until the first page comes. */
  shapes?: number;
  empty: Words & { drawing?: Drawing };
  /** Said instead where a filter leaves nothing; clear and onClear are the way out. */
  noMatch?: false | (Words & { clear?: string; onClear?: () => void });
  children: (items: T[]) => ComponentChildren;
}

interface PagedProps<T> extends Standing<T> {
  /** What is said of the whole number, above the rows. */
  count?: (total: number) => string;
  /** More comes by itself when the end is near. */
  endless?: boolean;
}

/** A list of the server, page after page: how many, the rows or what stands in their place, and the way to more. */
export function Paged<T>({ list, count, endless = false, ...standing }: PagedProps<T>) {
  const end = useNearEnd(list.more, endless && list.next !== null && !list.busy && !list.error);
  const more = list.next && (
    <button type="button" class="button" aria-disabled={list.busy} onClick={list.more}>
      {common.loadMore}
    </button>
  );
  return (
    <>
      {count && <ListCount list={list} count={count} />}
      <MissingPart services={missingOf(list)} onRetry={list.reload} />
      <Body list={list} {...standing} />
      {list.error && list.items.length > 0 && <Failure problem={list.error} onRetry={list.retry} part />}
      {endless ? (
        <div ref={end} class="list-end">
          {more}
        </div>
      ) : (
        more
      )}
    </>
  );
}

/** The way to the next page of a list that is drawn elsewhere, and what went wrong on it. */
export function More<T>({ list }: { list: PagedList<T> }) {
  return (
    <>
      {list.error && <Failure problem={list.error} onRetry={list.retry} part />}
      {list.next && (
        <button type="button" class="button" aria-disabled={list.busy} onClick={list.more}>
          {common.loadMore}
        </button>
      )}
    </>
  );
}

const missingOf = <T,>(list: PagedList<T>) => list.head?.missing ?? [];

function Body<T>({ list, shapes = 4, empty, noMatch, children }: Standing<T>) {
  if (list.error && list.items.length === 0) return <Failure problem={list.error} onRetry={list.retry} />;
  if (list.first && list.busy) return <Loading rows={shapes} />;
  if (list.items.length > 0) return <>{children(list.items)}</>;
  if (missingOf(list).length > 0) return null;
  if (!noMatch) return <Empty {...empty} />;
  const { clear, onClear, ...words } = noMatch;
  return (
    <Empty {...empty} {...words}>
      {onClear && (
        <button type="button" class="button" onClick={onClear}>
          {clear}
        </button>
      )}
    </Empty>
  );
}

/** Nothing is said until the server has counted; the place stays, so that what comes is told. */
export function ListCount<T>({ list, count }: { list: PagedList<T>; count: (total: number) => string }) {
  return (
    <p class="muted list-count" role="status">
      {list.total !== null && !list.first ? count(list.total) : ""}
    </p>
  );
}

interface RowsProps<T> {
  items: T[];
  keyOf?: (item: T) => string | null;
  plain?: boolean;
  even?: boolean;
  children: (item: T) => ComponentChildren;
}

/** One line an item. plain: the line itself is no link; even: each is as high as the others. */
export function Rows<T extends { id: string }>({
  items,
  keyOf = (item) => item.id,
  plain = false,
  even = false,
  children,
}: RowsProps<T>) {
  return (
    <ul class={even ? "card rows rows-even" : "card rows"}>
      {items.map((item) => (
        <li key={keyOf(item)} class={plain ? "row-plain" : undefined}>
          {children(item)}
        </li>
      ))}
    </ul>
  );
}

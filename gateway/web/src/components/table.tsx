import type { ComponentChildren } from "preact";

export interface Column<T> {
  title: string;
  of: (item: T) => ComponentChildren;
  class?: string;
  /** Words that may be long: two lines of them are shown. */
  isCut?: boolean;
}

interface TableProps<T> {
  items: T[];
  keyOf: (item: T) => string;
  caption: string;
  /** What the scrolling part is called, where it is not the caption. */
  region?: string;
  /** The column that names its row. */
  lead: Column<T>;
  columns: Column<T>[];
  class?: string;
}

/** One thing a row, under columns with titles of their own; wider than the screen, it scrolls by itself. */
export function Table<T>({
  items,
  keyOf,
  caption,
  region = caption,
  lead,
  columns,
  class: extra = "table",
}: TableProps<T>) {
  return (
    <div class="table-region" role="region" aria-label={region} tabIndex={0}>
      <table class={extra}>
        <caption class="sr-only">{caption}</caption>
        <thead>
          <tr>
            {[lead, ...columns].map(({ title, class: look }) => (
              <th key={title} scope="col" class={look}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr key={keyOf(item)}>
              <th scope="row" class={lead.class}>
                {lead.of(item)}
              </th>
              {columns.map((column) => (
                <td key={column.title} class={column.class}>
                  {column.isCut ? <span class="clip2">{column.of(item)}</span> : column.of(item)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

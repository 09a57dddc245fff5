import type { ComponentChildren } from "preact";

export interface Column<T> {
  title: string;
  of: (item: T) => ComponentChildren;
  class?: string;
}

interface TableProps<T> {
  items: T[];
  caption: string;
  /** What the scrolling part is called. */
  region: string;
  /** The first column names the row, and leads to it. */
  number: { title: string; href: (item: T) => string };
  columns: Column<T>[];
}

/** Numbered things, one a row. */
export function NumberedTable<T extends { id: string; number: string }>({ items, caption, region, number, columns }: TableProps<T>) {
  return (
    <div class="table-region" role="region" aria-label={region} tabIndex={0}>
      <table class="table">
        <caption class="sr-only">{caption}</caption>
        <thead>
          <tr>
            {[number, ...columns].map(({ title }) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr key={item.id}>
              <th scope="row" class="number">
                <a href={number.href(item)}>{item.number}</a>
              </th>
              {columns.map((column) => (
                <td key={column.title} class={column.class}>
                  {column.of(item)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

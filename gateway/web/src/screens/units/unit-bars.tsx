import { count } from "../../format";
import type { UnitRef } from "../../http/types";

interface Row {
  unit: Pick<UnitRef, "id" | "name">;
  value: number;
  note?: string;
  href?: string;
}

/** One bar a unit, the finding above them: the numbers stand beside the bars, which are for the eye alone. */
export function UnitBars({ caption, title, rows }: { caption: string; title: string; rows: Row[] }) {
  if (rows.length === 0) return null;
  const most = Math.max(...rows.map(({ value }) => value), 1);
  return (
    <figure class="unit-bars">
      <figcaption>{caption}</figcaption>
      <table class="bars">
        <caption class="sr-only">{title}</caption>
        <tbody>
          {rows.map(({ unit, value, note, href }) => (
            <tr key={unit.id}>
              <th scope="row">{href ? <a href={href}>{unit.name}</a> : unit.name}</th>
              <td class="bar-cell" aria-hidden="true">
                <span class="bar" style={{ width: `${(Math.max(value, 0) / most) * 100}%` }} />
              </td>
              <td class="number">
                {count(value)}
                {note && <span class="caption"> {note}</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  );
}

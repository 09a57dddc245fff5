import { ArrowDown, ArrowUp, ChevronRight } from "lucide-preact";
import { Avatar, Chip, placeName, type Tone } from "../../components/parts";
import { useVirtual } from "../../components/virtual";
import { birth } from "../../format";
import type { MemberItem } from "../../http/types";
import type { Picked } from "../../resources/picked";
import { density } from "../../resources/preferences";
import { acting } from "../../resources/session";
import { members as text } from "../../text/vi-members";

const ROW_PX = { roomy: 57, medium: 45, compact: 33 };
const CARD_PX = 57;

const TONES: Record<string, Tone> = { ACTIVE: "green", CANDIDATE: "gold", IN_TRANSIT: "blue" };

export const StatusChip = ({ item }: { item: MemberItem }) => (
  <Chip tone={TONES[item.status] ?? "plain"}>{item.status_title ?? item.status}</Chip>
);

export const memberUrl = (item: { id: string | null; code?: string | null }, tab = "so") =>
  `/doan-vien/${item.id}/${tab}`;

export const birthText = (item: MemberItem) =>
  item.born_precision === "year" && item.born_on
    ? text.yearOnly(birth(item.born_on, "year"))
    : birth(item.born_on, item.born_precision);

/** Rows have check boxes: who is ticked, and what a tick does. */
export interface Picking {
  picked: ReadonlyMap<string, string>;
  onPick: (people: Picked[]) => void;
}

const asPicked = ({ id, full_name }: MemberItem): Picked => ({ id, name: full_name });

interface TableProps {
  items: MemberItem[];
  picking: Picking | null;
  sort: string;
  onSort: (sort: string) => void;
}

export function MemberTable({ items, picking, sort, onSort }: TableProps) {
  const height = ROW_PX[density.value];
  const columns = picking ? 7 : 6;
  const { list, start, end } = useVirtual<HTMLTableSectionElement>(items.length, height);
  return (
    <div class="table-region" role="region" aria-label={text.region} tabIndex={0}>
      <table class="table">
        <caption class="sr-only">{text.caption}</caption>
        <thead>
          <tr>
            {picking && <th scope="col">{text.pick}</th>}
            <SortHead title={text.name} field="name" sort={sort} onSort={onSort} />
            <SortHead title={text.born} field="born_on" sort={sort} onSort={onSort} />
            <th scope="col">{text.chapter}</th>
            <th scope="col">{text.status}</th>
            <th scope="col">{text.code}</th>
            <th scope="col">{text.completeness}</th>
          </tr>
        </thead>
        <tbody ref={list}>
          {start > 0 && <Spacer height={start * height} columns={columns} />}
          {items.slice(start, end).map((item) => (
            <tr key={item.id}>
              {picking && (
                <td>
                  <PickBox item={item} picking={picking} />
                </td>
              )}
              <th scope="row">
                <a class="clip2" href={memberUrl(item)}>
                  {item.full_name}
                </a>
              </th>
              <td class="number">{birthText(item)}</td>
              <td class="cell-clip">
                <span class="clip2">{placeName(item.unit)}</span>
              </td>
              <td>
                <StatusChip item={item} />
              </td>
              <td class="number">{item.code}</td>
              <td>
                <Completeness percent={item.completeness} />
              </td>
            </tr>
          ))}
          {end < items.length && <Spacer height={(items.length - end) * height} columns={columns} />}
        </tbody>
      </table>
    </div>
  );
}

const Spacer = ({ height, columns }: { height: number; columns: number }) => (
  <tr aria-hidden="true" class="spacer">
    <td colSpan={columns} style={{ height: `${height}px` }} />
  </tr>
);

function Completeness({ percent }: { percent: number | undefined }) {
  if (percent === undefined) return null;
  return (
    <span class="meter" title={text.complete(percent)}>
      <span class="bar" style={{ width: `${percent * 0.6}px` }} aria-hidden="true" />
      <span class="number">{percent}%</span>
    </span>
  );
}

function SortHead({
  title,
  field,
  sort,
  onSort,
}: {
  title: string;
  field: string;
  sort: string;
  onSort: (sort: string) => void;
}) {
  const isUp = sort === field || (field === "name" && sort === "");
  const isDown = sort === `-${field}`;
  const Arrow = isDown ? ArrowDown : ArrowUp;
  return (
    <th scope="col" aria-sort={isUp ? "ascending" : isDown ? "descending" : "none"}>
      <button type="button" class="sort" title={text.sortBy(title)} onClick={() => onSort(isUp ? `-${field}` : field)}>
        {title} <Arrow size={16} aria-hidden="true" class={isUp || isDown ? "" : "faint"} />
      </button>
    </th>
  );
}

function PickBox({ item, picking }: { item: MemberItem; picking: Picking }) {
  return (
    <label class="check pick-box">
      <input
        type="checkbox"
        checked={picking.picked.has(item.id)}
        aria-label={text.pickOf(item.full_name)}
        onChange={() => picking.onPick([asPicked(item)])}
      />
    </label>
  );
}

export function MemberCards({ items, picking }: { items: MemberItem[]; picking: Picking | null }) {
  const { list, start, end } = useVirtual<HTMLUListElement>(items.length, CARD_PX);
  return (
    <ul class="card rows rows-even" ref={list}>
      {start > 0 && <li aria-hidden="true" class="spacer" style={{ height: `${start * CARD_PX}px` }} />}
      {items.slice(start, end).map((item, index) => (
        <li
          key={item.id}
          aria-setsize={items.length}
          aria-posinset={start + index + 1}
          class={picking ? "pick-line" : undefined}
        >
          {picking && <PickBox item={item} picking={picking} />}
          <a class="row-link" href={memberUrl(item)}>
            <Avatar name={item.full_name} />
            <span class="row-main">
              <span class="row-title clip1">{item.full_name}</span>
              <span class="caption clip1">
                {item.status !== "ACTIVE" && <StatusChip item={item} />}{" "}
                {[birthText(item), item.unit?.id !== acting.value?.unit.id && placeName(item.unit)]
                  .filter(Boolean)
                  .join(" · ")}
              </span>
            </span>
            <ChevronRight size={20} aria-hidden="true" />
          </a>
        </li>
      ))}
      {end < items.length && (
        <li aria-hidden="true" class="spacer" style={{ height: `${(items.length - end) * CARD_PX}px` }} />
      )}
    </ul>
  );
}

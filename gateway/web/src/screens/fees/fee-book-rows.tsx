import { Chip } from "../../components/parts";
import { useMedia } from "../../components/virtual";
import type { FeeRow, UnitFees } from "../../resources/fees";
import { money, monthsText, monthText } from "../../resources/fees";
import { fees as text } from "../../text/vi-fees";
import { Months } from "./fee-parts";
import { memberUrl } from "../members/member-rows";

interface RowsProps {
  fees: UnitFees;
  picked: ReadonlySet<string>;
  /** Null where nothing can be collected. */
  onPick: ((picked: ReadonlySet<string>) => void) | null;
}

/** Cards on phones, a table of months on wide screens. */
export function BookRows(props: RowsProps) {
  const isWide = useMedia("(min-width: 768px)");
  return isWide ? <BookTable {...props} /> : <BookCards {...props} />;
}

const idOf = (row: FeeRow) => row.person.id ?? "";

function Pick({ row, picked, onPick }: { row: FeeRow; picked: ReadonlySet<string>; onPick: RowsProps["onPick"] }) {
  if (!onPick || row.payable.length === 0) return <span class="pick-box" />;
  const toggle = () => {
    const next = new Set(picked);
    if (!next.delete(idOf(row))) next.add(idOf(row));
    onPick(next);
  };
  return (
    <label class="check pick-box">
      <input
        type="checkbox"
        checked={picked.has(idOf(row))}
        aria-label={text.pick(row.person.full_name)}
        onChange={toggle}
      />
    </label>
  );
}

/** Who is not simply at home here. */
function Place({ row }: { row: FeeRow }) {
  return (
    <>
      {row.is_away && <Chip tone="gold">{text.away}</Chip>}
      {row.is_guest ? <Chip tone="blue">{text.guest}</Chip> : !row.is_present && <Chip>{text.left}</Chip>}
    </>
  );
}

function BookCards({ fees, picked, onPick }: RowsProps) {
  return (
    <ul class="card rows">
      {fees.people.map((row) => (
        <li key={idOf(row)} class={picked.has(idOf(row)) ? "pick-card picked" : "pick-card"}>
          <Pick row={row} picked={picked} onPick={onPick} />
          <span class="row-main">
            <a class="row-title fee-name" href={memberUrl(row.person, "doan-phi")}>
              {row.person.full_name}
            </a>
            <span class="caption">
              {row.category_title}, {money(row.monthly)}
            </span>
            <span class="chips">
              {row.owed_amount > 0 && (
                <Chip tone="red">{text.owes(monthsText(row.owed_months), money(row.owed_amount))}</Chip>
              )}
              <Place row={row} />
            </span>
            <Months name={row.person.full_name} months={row.months} />
          </span>
        </li>
      ))}
    </ul>
  );
}

function BookTable({ fees, picked, onPick }: RowsProps) {
  return (
    <div class="table-region" role="region" aria-label={text.region} tabIndex={0}>
      <table class="table fee-table">
        <caption class="sr-only">{text.yearOf(fees.year)}</caption>
        <thead>
          <tr>
            <th scope="col">{text.member}</th>
            {fees.months.map((month) => (
              <th key={month} scope="col">
                <span aria-hidden="true">{Number(month.slice(5, 7))}</span>
                <span class="sr-only">{text.month(monthText(month))}</span>
              </th>
            ))}
            <th scope="col">{text.owed}</th>
          </tr>
        </thead>
        <tbody>
          {fees.people.map((row) => (
            <BookLine key={idOf(row)} row={row} months={fees.months} picked={picked} onPick={onPick} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function BookLine({ row, months, picked, onPick }: { row: FeeRow; months: string[] } & Omit<RowsProps, "fees">) {
  const known = new Map(row.months.map((month) => [month.month, month]));
  return (
    <tr class={picked.has(idOf(row)) ? "picked" : ""}>
      <th scope="row">
        <span class="fee-who">
          <Pick row={row} picked={picked} onPick={onPick} />
          <span class="row-main">
            <a class="fee-name" href={memberUrl(row.person, "doan-phi")}>
              {row.person.full_name}
            </a>
            <Place row={row} />
          </span>
        </span>
      </th>
      {months.map((month) => {
        const found = known.get(month);
        return (
          <td key={month}>
            {found && (
              <span class={`fee-month fee-${found.state}`}>
                <span aria-hidden="true">{text.marks[found.state]}</span>
                <span class="sr-only">{`${text.states[found.state]}, ${money(found.amount)}`}</span>
              </span>
            )}
          </td>
        );
      })}
      <td class="number">
        {row.owed_amount > 0 ? money(row.owed_amount) : <span class="muted">{text.owesNothing}</span>}
      </td>
    </tr>
  );
}

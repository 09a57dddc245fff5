import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { Chip } from "../../components/parts";
import { told } from "../../resources/rating";
import { RATING, titleIn, rowValue, type Choice, type Drafts, type GridRow } from "../../resources/campaigns";
import { rating as text } from "../../text/vi-rating";
import { Ceilings, RatingTaps } from "./rating-taps";

export interface GridProps {
  rows: GridRow[];
  choices: Choice[];
  drafts: Drafts;
  picked: ReadonlySet<string>;
  canFill: (row: GridRow) => boolean;
  onRate: (row: GridRow, code: string) => void;
  onDetail: (row: GridRow) => void;
  onToggle: (id: string) => void;
  onPickAll: () => void;
  /** A reason for lower ratings that is told above the rows. */
  sharedReason?: string | undefined;
  /** Rows are of many units: each says of which. */
  hasUnits?: boolean;
}

interface Cell {
  row: number;
  column: number;
}

const COLUMNS = 8;
const PAGE = 10;

/** Where a key leads from a cell, or null when it does not move. */
export function moved(cell: Cell, key: string, ctrl: boolean, rows: number): Cell | null {
  const last = { row: rows - 1, column: COLUMNS - 1 };
  const to = (row: number, column = cell.column): Cell => ({
    row: Math.min(Math.max(row, 0), last.row),
    column: Math.min(Math.max(column, 0), last.column),
  });
  const steps: Record<string, () => Cell> = {
    ArrowDown: () => to(cell.row + 1),
    ArrowUp: () => to(cell.row - 1),
    ArrowRight: () => to(cell.row, cell.column + 1),
    ArrowLeft: () => to(cell.row, cell.column - 1),
    PageDown: () => to(cell.row + PAGE),
    PageUp: () => to(cell.row - PAGE),
    Home: () => (ctrl ? to(0, 0) : to(cell.row, 0)),
    End: () => (ctrl ? to(last.row, last.column) : to(cell.row, last.column)),
  };
  return steps[key]?.() ?? null;
}

/** One tab stop; arrows walk the cells, a digit rates the row, Enter opens its words and votes. */
export function RatingGrid(props: GridProps) {
  const { rows, choices, picked } = props;
  const [cell, setCell] = useState<Cell>({ row: 0, column: 0 });
  const [hasFocus, setHasFocus] = useState(false);
  const focused = useRef<HTMLTableCellElement>(null);
  const at = Math.min(cell.row, rows.length - 1);
  useEffect(() => {
    if (hasFocus) focused.current?.focus();
  }, [cell]);
  const onKey = (event: KeyboardEvent) => {
    if ((event.target as Element).matches("textarea")) return;
    const ctrl = event.ctrlKey || event.metaKey;
    const next = moved({ ...cell, row: at }, event.key, ctrl, rows.length);
    const row = rows[at]!;
    const choice = choices.find((one) => one.key === event.key);
    if (next) setCell(next);
    else if (ctrl && event.key.toLowerCase() === "a") props.onPickAll();
    else if (ctrl || event.altKey) return;
    else if (choice) props.onRate(row, choice.code);
    else if (event.key === " ") props.onToggle(row.id);
    else if (event.key === "Enter" || event.key === "F2") props.onDetail(row);
    else return;
    event.preventDefault();
  };
  const keys = choices.map((choice) => text.key(choice.key, choice.short ?? choice.title)).join(", ");
  const titles = [text.name, text.attendance, text.fees, text.training, text.own, text.rating, text.comment];
  return (
    <>
      <p class="caption" id="rating-keys">
        {text.keysText(keys)}
      </p>
      <div class="table-region">
        <table
          class="table grid rating-grid"
          role="grid"
          aria-label={text.caption}
          aria-describedby="rating-keys"
          aria-rowcount={rows.length + 1}
          aria-multiselectable="true"
          onKeyDown={onKey}
          onFocusIn={() => setHasFocus(true)}
          onFocusOut={(event) =>
            !(event.currentTarget as Element).contains(event.relatedTarget as Node) && setHasFocus(false)
          }
        >
          <thead>
            <tr aria-rowindex={1}>
              <th scope="col">
                <input
                  type="checkbox"
                  aria-label={text.pickAll}
                  tabIndex={-1}
                  checked={picked.size > 0}
                  onChange={props.onPickAll}
                />
              </th>
              {titles.map((title) => (
                <th scope="col" key={title}>
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => (
              <Row
                key={row.id}
                {...props}
                row={row}
                index={index}
                active={index === at ? cell.column : -1}
                focused={focused}
                onWalk={(column) => setCell({ row: index, column })}
              />
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

interface RowProps extends GridProps {
  row: GridRow;
  index: number;
  /** The column of the focus when it is in this row, else -1. */
  active: number;
  focused: { current: HTMLTableCellElement | null };
  onWalk: (column: number) => void;
}

function Row({ row, index, active, focused, onWalk, ...props }: RowProps) {
  const name = row.subject?.full_name ?? row.title;
  const facts = row.facts;
  const isPicked = props.picked.has(row.id);
  const draft = props.drafts[row.id];
  const comment = String(rowValue(row, draft, "comment") || text.notYet);
  const given = String(rowValue(row, draft, RATING) || "");
  const cells = [
    <input
      key="pick"
      type="checkbox"
      tabIndex={-1}
      aria-label={text.pickRow(name)}
      checked={isPicked}
      onChange={() => props.onToggle(row.id)}
    />,
    <>
      <a href={`/ho-so/${row.id}`} tabIndex={-1}>
        {name}
      </a>
      {props.hasUnits && <span class="caption row-unit">{row.unit.name}</span>}
      <span class="caption row-state">{draft ? <Chip tone="gold">{text.notSaved}</Chip> : row.state_title}</span>
    </>,
    known(facts.attendance && attendanceOf(row)),
    facts.fees_owed ? (
      <Chip key="fees" tone="red">
        {text.owes(facts.fees_owed)}
      </Chip>
    ) : (
      <span class="muted">{text.owesNothing}</span>
    ),
    known(facts.training_title),
    known(facts.self_rating ? titleIn(props.choices, facts.self_rating) : facts.self_rating_title),
    <>
      {props.canFill(row) ? (
        <RatingTaps row={row} choices={props.choices} draft={draft} onRate={props.onRate} tabIndex={-1} />
      ) : (
        known(given && titleIn(props.choices, given))
      )}
      <Ceilings row={row} choices={props.choices} draft={draft} unless={props.sharedReason} />
      <Obstacles row={row} />
    </>,
    <button
      key="comment"
      type="button"
      class="link-button clip2"
      tabIndex={-1}
      aria-label={text.commentOf(comment, name)}
      onClick={() => props.onDetail(row)}
    >
      {comment}
    </button>,
  ];
  const line = (
    <tr
      data-case={row.id}
      aria-rowindex={index + 2}
      aria-selected={isPicked}
      class={`${isPicked ? "picked" : ""} ${active >= 0 ? "active" : ""}`}
    >
      {cells.map((content, column) => (
        <td
          key={column}
          role="gridcell"
          tabIndex={active === column ? 0 : -1}
          ref={active === column ? focused : null}
          onClick={() => onWalk(column)}
        >
          {content}
        </td>
      ))}
    </tr>
  );
  if (told.value.get(row.id)?.ok !== false) return line;
  return (
    <>
      {line}
      <tr class="row-refused">
        <td role="gridcell" colSpan={COLUMNS}>
          <Refused row={row} />
        </td>
      </tr>
    </>
  );
}

/** What is known, or a dash that is read as words. */
function known(said: string | null | undefined): ComponentChildren {
  if (said) return said;
  return (
    <>
      <span class="muted" aria-hidden="true">
        –
      </span>
      <span class="sr-only">{text.notYet}</span>
    </>
  );
}

export function attendanceOf({ facts: { attendance } }: GridRow): string {
  if (!attendance) return text.notYet;
  return attendance.held
    ? text.came(attendance.came, attendance.held, attendance.percent)
    : text.percent(attendance.percent);
}

/** Why the server did not take the row just now. */
export function Refused({ row }: { row: GridRow }) {
  const outcome = told.value.get(row.id);
  if (!outcome || outcome.ok) return null;
  return (
    <span class="row-note red-text" role="alert">
      {outcome.detail}
    </span>
  );
}

/** Why the row does not get further yet; nothing where the server has just said why. */
export function Obstacles({ row }: { row: GridRow }) {
  if (told.value.get(row.id)?.ok === false) return null;
  const refused = row.refused_actions
    .filter((one) => !row.allowed_actions.some(({ action }) => action === one.action))
    .flatMap((one) => one.refusals);
  return (
    <>
      {[...new Set(refused.map((refusal) => refusal.text))].map((said) => (
        <span class="row-note" key={said}>
          {said}
        </span>
      ))}
    </>
  );
}

/** Where the row stands, or why it did not get further. */
export function Standing({ row }: { row: GridRow }) {
  return (
    <>
      {told.value.get(row.id)?.ok !== false && <Chip tone={row.is_over ? "green" : "plain"}>{row.state_title}</Chip>}
      <Obstacles row={row} />
      <Refused row={row} />
    </>
  );
}

import { useEffect, useRef, useState } from "preact/hooks";
import { TriangleAlert } from "lucide-preact";
import { DueChip } from "../../components/parts";
import { useVirtual } from "../../components/virtual";
import { ago } from "../../format";
import type { CaseItem } from "../../http/types";
import { hasWarning, outcomes } from "../../resources/bulk";
import { bulk as text } from "../../text/vi-cases";

interface GridProps {
  rows: CaseItem[];
  picked: ReadonlySet<string>;
  /** Every row without a warning is ticked. */
  isEach: boolean;
  onToggle: (id: string) => void;
  onPickAll: () => void;
  onActive: (id: string) => void;
  onApprove: () => void;
  onGiveBack: () => void;
  onDetail: (id: string) => void;
}

export interface Cell {
  row: number;
  column: number;
}

const COLUMNS = 7;
const PAGE = 10;
const ROW_PX = 53;

/** Where a key leads from a cell, or null when it does not move. */
export function move(cell: Cell, key: string, ctrl: boolean, rows: number): Cell | null {
  const last = rows - 1;
  const to = (row: number, column = cell.column): Cell => ({
    row: Math.min(Math.max(row, 0), last),
    column: Math.min(Math.max(column, 0), COLUMNS - 1),
  });
  switch (key) {
    case "ArrowDown":
      return to(cell.row + 1);
    case "ArrowUp":
      return to(cell.row - 1);
    case "ArrowRight":
      return to(cell.row, cell.column + 1);
    case "ArrowLeft":
      return to(cell.row, cell.column - 1);
    case "PageDown":
      return to(cell.row + PAGE);
    case "PageUp":
      return to(cell.row - PAGE);
    case "Home":
      return ctrl ? to(0, 0) : to(cell.row, 0);
    case "End":
      return ctrl ? to(last, COLUMNS - 1) : to(cell.row, COLUMNS - 1);
    default:
      return null;
  }
}

/** One tab stop; arrows walk the cells, keys decide. The focus outlives rows that scroll out of the page. */
export function BulkGrid(props: GridProps) {
  const { rows, picked, onToggle } = props;
  const [cell, setCell] = useState<Cell>({ row: 0, column: 0 });
  const [hasFocus, setHasFocus] = useState(false);
  const { list, start, end } = useVirtual<HTMLTableSectionElement>(rows.length, ROW_PX);
  const focused = useRef<HTMLTableCellElement>(null);
  const at = Math.min(cell.row, rows.length - 1);

  useEffect(() => {
    if (hasFocus) focused.current?.focus({ preventScroll: false });
  }, [cell, start]);
  const walk = (next: Cell) => {
    setCell(next);
    props.onActive(rows[next.row]!.id);
  };
  const onKey = (event: KeyboardEvent) => {
    const ctrl = event.ctrlKey || event.metaKey;
    const next = move({ ...cell, row: at }, event.key, ctrl, rows.length);
    const key = event.key.toLowerCase();
    if (next) walk(next);
    else if (key === "a" && ctrl) props.onPickAll();
    else if (ctrl || event.altKey) return;
    else if (key === " ") onToggle(rows[at]!.id);
    else if (key === "a") props.onApprove();
    else if (key === "t") props.onGiveBack();
    else if (key === "enter") props.onDetail(rows[at]!.id);
    else return;
    event.preventDefault();
  };

  return (
    <>
      <p class="caption" id="grid-keys">
        {text.keysText}
      </p>
      <div class="table-region">
        <table
          class="table grid"
          role="grid"
          aria-label={text.caption}
          aria-describedby="grid-keys"
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
                  checked={props.isEach}
                  indeterminate={picked.size > 0 && !props.isEach}
                  onChange={props.onPickAll}
                />
              </th>
              {[text.number, text.subject, text.unit, text.since, text.warnings, text.due].map((title) => (
                <th scope="col" key={title}>
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody ref={list}>
            {start > 0 && <Spacer rows={start} />}
            {rows.slice(start, end).map((row, index) => (
              <GridRow
                key={row.id}
                row={row}
                index={start + index}
                isPicked={picked.has(row.id)}
                active={start + index === at ? cell.column : -1}
                focused={focused}
                onWalk={walk}
                onToggle={onToggle}
              />
            ))}
            {end < rows.length && <Spacer rows={rows.length - end} />}
          </tbody>
        </table>
      </div>
    </>
  );
}

const Spacer = ({ rows }: { rows: number }) => (
  <tr aria-hidden="true" class="spacer">
    <td colSpan={COLUMNS} style={{ height: `${rows * ROW_PX}px` }} />
  </tr>
);

interface RowProps {
  row: CaseItem;
  index: number;
  isPicked: boolean;
  /** The column of the focus when it is in this row, else -1. */
  active: number;
  focused: { current: HTMLTableCellElement | null };
  onWalk: (cell: Cell) => void;
  onToggle: (id: string) => void;
}

function GridRow({ row, index, isPicked, active, focused, onWalk, onToggle }: RowProps) {
  const outcome = outcomes.value.get(row.id);
  const cells = [
    <input
      key="pick"
      type="checkbox"
      tabIndex={-1}
      aria-label={text.pickRow(row.number)}
      checked={isPicked}
      onChange={() => onToggle(row.id)}
    />,
    <a key="number" href={`/ho-so/${row.id}`} tabIndex={-1} class="number">
      {row.number}
    </a>,
    <span key="subject" class="clip2">
      {row.subject?.full_name ?? row.title}
    </span>,
    <span key="unit" class="clip2">
      {row.unit.name}
    </span>,
    <span key="since" class="number">
      {ago(row.since)}
    </span>,
    <WarningCell key="warning" row={row} failed={outcome && !outcome.ok ? (outcome.detail ?? text.failed) : null} />,
    <DueChip key="due" at={row.due_at} />,
  ];
  return (
    <tr
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
          onClick={() => onWalk({ row: index, column })}
        >
          {content}
        </td>
      ))}
    </tr>
  );
}

function WarningCell({ row, failed }: { row: CaseItem; failed: string | null }) {
  if (failed) {
    return (
      <span class="red-text clip2" title={failed}>
        {failed}
      </span>
    );
  }
  if (!hasWarning(row)) return <span class="muted">{text.noWarning}</span>;
  const told = row.warnings!.map((warning) => warning.text).join(" ");
  return (
    <span class="warn" title={told}>
      <TriangleAlert size={16} aria-hidden="true" /> <span class="clip2">{told}</span>
    </span>
  );
}

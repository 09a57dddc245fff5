import { Table } from "../../components/table";
import { useMedia } from "../../components/virtual";
import { count } from "../../format";
import type { FeeFigures, FeeMonth } from "../../resources/fees";
import { money, monthText } from "../../resources/fees";
import { fees as text } from "../../text/vi-fees";

/** A year as twelve marks: the eye sees signs, everyone else hears month, state and amount. */
export function Months({ name, months }: { name: string; months: FeeMonth[] }) {
  if (months.length === 0) return null;
  return (
    <ol class="fee-months" aria-label={text.monthsOf(name)}>
      {months.map((month) => (
        <li key={month.month} class={`fee-month fee-${month.state}`}>
          <span aria-hidden="true">
            <span class="fee-number">{Number(month.month.slice(5, 7))}</span> {text.marks[month.state]}
          </span>
          <span class="sr-only">
            {text.monthOf(monthText(month.month), text.states[month.state] ?? month.state, money(month.amount))}
          </span>
        </li>
      ))}
    </ol>
  );
}

/** What a unit has to do with money in the year. */
export function Figures({ figures }: { figures: FeeFigures }) {
  const told: [string, number][] = [
    [text.due, figures.due],
    [text.collected, figures.collected],
    [text.owed, figures.owed_amount],
    [text.remitted, figures.remitted],
    [text.kept, figures.kept],
  ];
  return (
    <dl class="figures">
      {told.map(([title, amount]) => (
        <div key={title} class="figure">
          <dt class="caption">{title}</dt>
          <dd class="fee-figure number">{money(amount)}</dd>
        </div>
      ))}
    </dl>
  );
}

const COLUMNS: [string, keyof FeeFigures][] = [
  [text.due, "due"],
  [text.exempt, "exempt"],
  [text.waived, "waived"],
  [text.collected, "collected"],
  [text.received, "received"],
  [text.remitted, "remitted"],
  [text.onWay, "on_way"],
  [text.kept, "kept"],
  [text.owed, "owed_amount"],
  [text.owing, "owing_people"],
];

interface Line {
  key: string;
  title: string;
  href?: string;
  figures: FeeFigures;
}

const shown = (name: keyof FeeFigures, figures: FeeFigures) =>
  name === "owing_people" ? count(figures[name]) : money(figures[name]);

/** Figures of several units or levels, a line each. */
export function FigureTable({ caption, head, lines }: { caption: string; head: string; lines: Line[] }) {
  const isWide = useMedia("(min-width: 768px)");
  if (!isWide) return <FigureRows caption={caption} lines={lines} />;
  return (
    <Table<Line>
      class="table figure-table"
      items={lines}
      keyOf={(line) => line.key}
      caption={caption}
      lead={{
        title: head,
        of: (line) =>
          line.href ? (
            <a class="fee-name" href={line.href}>
              {line.title}
            </a>
          ) : (
            line.title
          ),
      }}
      columns={COLUMNS.map(([title, name]) => ({ title, class: "number", of: ({ figures }) => shown(name, figures) }))}
    />
  );
}

/** The same on a phone, where eleven columns have no place: what there is, in words. */
function FigureRows({ caption, lines }: { caption: string; lines: Line[] }) {
  return (
    <ul class="card rows" aria-label={caption}>
      {lines.map(({ key, title, href, figures }) => (
        <li key={key} class="row-plain">
          <span class="row-main">
            {href ? (
              <a class="row-title fee-name" href={href}>
                {title}
              </a>
            ) : (
              <span class="row-title">{title}</span>
            )}
            <span class="caption">
              {COLUMNS.filter(([, name]) => figures[name])
                .map(([column, name]) => text.part(column, shown(name, figures)))
                .join(" · ") || text.nothingYet}
            </span>
          </span>
        </li>
      ))}
    </ul>
  );
}

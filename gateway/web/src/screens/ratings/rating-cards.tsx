import { MessageSquare, MessageSquareText } from "lucide-preact";
import { Chip } from "../../components/parts";
import { RATING, titleIn, rowValue, type GridRow } from "../../resources/campaigns";
import { rating as text } from "../../text/vi-rating";
import { attendanceOf, Obstacles, Refused, type GridProps } from "./rating-grid";
import { Ceilings, RatingTaps } from "./rating-taps";

/** The grid of a phone: one row a member, rated by one tap. */
export function RatingCards(props: GridProps) {
  const { rows, picked } = props;
  return (
    <>
      <label class="check rating-all">
        <input type="checkbox" checked={picked.size === rows.length} onChange={props.onPickAll} />
        <span>{picked.size ? text.picked(picked.size, rows.length) : text.pickAll}</span>
      </label>
      <ul class="card rows">
        {rows.map((row) => (
          <RatingCard key={row.id} {...props} row={row} />
        ))}
      </ul>
    </>
  );
}

function RatingCard({ row, ...props }: GridProps & { row: GridRow }) {
  const { facts } = row;
  const draft = props.drafts[row.id];
  const name = row.subject?.full_name ?? row.title;
  const comment = String(rowValue(row, draft, "comment") || "");
  const given = String(rowValue(row, draft, RATING) || "");
  const own = facts.self_rating ? titleIn(props.choices, facts.self_rating) : facts.self_rating_title;
  const isPicked = props.picked.has(row.id);
  const known = [
    props.hasUnits && row.unit.name,
    !draft && row.state_title,
    own && `${text.own}: ${own}`,
    facts.attendance && `${text.attendance}: ${attendanceOf(row)}`,
    facts.training_title && `${text.training}: ${facts.training_title}`,
    facts.fees_owed && text.owes(facts.fees_owed),
  ];
  const Words = comment ? MessageSquareText : MessageSquare;
  return (
    <li data-case={row.id} class={isPicked ? "rating-card picked" : "rating-card"}>
      <div class="rating-head">
        <label class="pick-box">
          <input
            type="checkbox"
            aria-label={text.pickRow(name)}
            checked={isPicked}
            onChange={() => props.onToggle(row.id)}
          />
        </label>
        <span class="row-main">
          <a class="row-title" href={`/ho-so/${row.id}`}>
            {name}
          </a>
          <span class="caption">
            {draft && <Chip tone="gold">{text.notSaved}</Chip>} {known.filter(Boolean).join(" · ")}
          </span>
        </span>
        <button
          type="button"
          class="icon-button"
          aria-label={text.commentOf(`${text.comment}: ${comment || text.notYet}`, name)}
          onClick={() => props.onDetail(row)}
        >
          <Words size={20} aria-hidden="true" />
        </button>
      </div>
      {props.canFill(row) ? (
        <RatingTaps row={row} choices={props.choices} draft={draft} onRate={props.onRate} />
      ) : (
        given && <Chip tone="green">{titleIn(props.choices, given)}</Chip>
      )}
      <Ceilings row={row} choices={props.choices} draft={draft} unless={props.sharedReason} />
      <Obstacles row={row} />
      <Refused row={row} />
    </li>
  );
}

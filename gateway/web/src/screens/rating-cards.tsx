import { MessageSquare, MessageSquareText } from "lucide-preact";
import { Chip } from "../components/parts";
import { told } from "../resources/rating";
import { RATING, valueOf, type Choice, type GridRow } from "../resources/campaigns";
import { rating as text } from "../text/vi";
import { attendanceOf, Ceilings, Standing, type GridProps } from "./rating-grid";

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
  const name = row.subject?.full_name ?? row.title;
  const comment = String(valueOf(row, props.drafts[row.id], "comment") || "");
  const isPicked = props.picked.has(row.id);
  const { facts } = row;
  const known = [props.hasUnits && row.unit.name, facts.attendance && `${text.attendance}: ${attendanceOf(row)}`, facts.training_title && `${text.training}: ${facts.training_title}`, facts.self_rating_title && `${text.own}: ${facts.self_rating_title}`, facts.fees_owed && text.owes(facts.fees_owed)];
  const Words = comment ? MessageSquareText : MessageSquare;
  return (
    <li data-case={row.id} class={isPicked ? "rating-card picked" : "rating-card"}>
      <div class="rating-head">
        <label class="pick-box">
          <input type="checkbox" aria-label={text.pickRow(name)} checked={isPicked} onChange={() => props.onToggle(row.id)} />
        </label>
        <span class="row-main">
          <a class="row-title" href={`/ho-so/${row.id}`}>
            {name}
          </a>
          <span class="caption">{known.filter(Boolean).join(" · ")}</span>
        </span>
        <button type="button" class="icon-button" aria-label={text.commentOf(`${text.comment}: ${comment || text.notYet}`, name)} onClick={() => props.onDetail(row)}>
          <Words size={20} aria-hidden="true" />
        </button>
      </div>
      {props.canFill(row) ? <RatingTaps {...props} row={row} name={name} /> : <Standing row={row} />}
      <Ceilings row={row} choices={props.choices} />
      {props.canFill(row) && (told.value.has(row.id) || props.drafts[row.id] || row.refused_actions.length > 0 ? <Standing row={row} /> : null)}
    </li>
  );
}

/** One tap a rating. What is no rating stands here once it was chosen among the row's words. */
function RatingTaps({ row, name, choices, drafts, onRate }: GridProps & { row: GridRow; name: string }) {
  const given = String(valueOf(row, drafts[row.id], RATING) || "");
  const other = choices.find((choice) => choice.code === given && choice.is_ranked === false);
  return (
    <>
      <Taps label={text.ratingOf(name)} name={`rating-${row.id}`} choices={choices} given={given} onRate={(code) => onRate(row, code)} />
      {other && <Chip tone="gold">{other.title}</Chip>}
    </>
  );
}

interface TapsProps {
  label: string;
  name: string;
  choices: Choice[];
  given: string;
  onRate: (code: string) => void;
}

/** The ratings beside each other, the best first. */
export function Taps({ label, name, choices, given, onRate }: TapsProps) {
  return (
    <fieldset class="taps">
      <legend class="sr-only">{label}</legend>
      {choices
        .filter((choice) => choice.is_ranked !== false)
        .map((choice) => (
          <label key={choice.code} class={choice.code === given ? "tap tap-given" : "tap"} title={choice.title}>
            <input type="radio" class="sr-only" name={name} value={choice.code} aria-label={choice.title} checked={choice.code === given} onChange={() => onRate(choice.code)} />
            <span aria-hidden="true">{choice.short ?? choice.title}</span>
          </label>
        ))}
    </fieldset>
  );
}

import { Chip } from "../components/parts";
import { valueOf } from "../resources/campaigns";
import { rating as text } from "../text/vi";
import { attendanceOf, RatingCell, Standing, type GridProps } from "./rating-grid";

/** The grid of a phone: one card a member. */
export function RatingCards(props: GridProps) {
  return (
    <>
      <button type="button" class="button" onClick={props.onPickAll}>
        {text.pickAll}
      </button>
      <ul class="card rows">
        {props.rows.map((row) => {
          const name = row.subject?.full_name ?? row.title;
          const comment = `${text.comment}: ${String(valueOf(row, props.drafts[row.id], "comment") || text.notYet)}`;
          return (
            <li key={row.id} class={props.picked.has(row.id) ? "rating-card picked" : "rating-card"}>
              <label class="check">
                <input type="checkbox" checked={props.picked.has(row.id)} onChange={() => props.onToggle(row.id)} />
                <span class="row-title">{name}</span>
              </label>
              {props.hasUnits && <p class="caption">{row.unit.name}</p>}
              <p class="caption">
                {[`${text.attendance}: ${attendanceOf(row)}`, row.facts.training_title && `${text.training}: ${row.facts.training_title}`, row.facts.self_rating_title && `${text.own}: ${row.facts.self_rating_title}`].filter(Boolean).join(" · ")}
              </p>
              {row.facts.fees_owed ? <Chip tone="red">{text.owes(row.facts.fees_owed)}</Chip> : null}
              <p class="caption" aria-hidden="true">
                {text.rating}
              </p>
              <RatingCell {...props} row={row} />
              <button type="button" class="link-button" aria-label={text.commentOf(comment, name)} onClick={() => props.onDetail(row)}>
                {comment}
              </button>
              <Standing row={row} />
            </li>
          );
        })}
      </ul>
    </>
  );
}

import { Chip } from "../../components/parts";
import { titleIn, rowValue, RATING, type Choice, type GridRow, type RowDraft } from "../../resources/campaigns";
import { told } from "../../resources/rating";
import { rating as text } from "../../text/vi-rating";

interface RatingTapsProps {
  row: GridRow;
  choices: Choice[];
  draft: RowDraft | undefined;
  onRate: (row: GridRow, code: string) => void;
  /** In a grid the cells are walked, and the taps are no stop of their own. */
  tabIndex?: number;
}

/**
 * One tap a rating, the best first. What is no rating stands below once it was chosen, among the row's words or by its
 * key.
 */
export function RatingTaps({ row, choices, draft, onRate, tabIndex }: RatingTapsProps) {
  const given = String(rowValue(row, draft, RATING) || "");
  const other = choices.find((choice) => choice.code === given && choice.is_ranked === false);
  return (
    <>
      <fieldset class="taps">
        <legend class="sr-only">{text.ratingOf(row.subject?.full_name ?? row.title)}</legend>
        {choices
          .filter((choice) => choice.is_ranked !== false)
          .map((choice) => (
            <label key={choice.code} class={choice.code === given ? "tap tap-given" : "tap"} title={choice.title}>
              <input
                type="radio"
                class="sr-only"
                name={`rating-${row.id}`}
                value={choice.code}
                tabIndex={tabIndex}
                aria-label={choice.title}
                checked={choice.code === given}
                onChange={() => onRate(row, choice.code)}
              />
              <span aria-hidden="true">{choice.short ?? choice.title}</span>
            </label>
          ))}
      </fieldset>
      {other && <Chip tone="gold">{other.title}</Chip>}
    </>
  );
}

/**
 * Why a rating cannot be higher; told louder once the row has a higher one. unless: a reason that is told above the
 * rows.
 */
export function Ceilings({
  row,
  choices,
  draft,
  unless,
}: {
  row: GridRow;
  choices: Choice[];
  draft: RowDraft | undefined;
  unless?: string | undefined;
}) {
  // What the server refused the row for says so already.
  if (told.value.get(row.id)?.ok === false) return null;
  const place = (code: unknown) => choices.findIndex((choice) => choice.code === code);
  const given = place(rowValue(row, draft, RATING));
  const isAbove = (code: string) => given >= 0 && given < place(code);
  return (
    <>
      {row.facts.ceilings
        ?.filter((ceiling) => ceiling.text !== unless || isAbove(ceiling.rating))
        .map((ceiling) => (
          <span class={isAbove(ceiling.rating) ? "row-note warn" : "row-note"} key={ceiling.text}>
            {ceiling.text === unless
              ? text.highestAsAbove(titleIn(choices, ceiling.rating))
              : text.highest(titleIn(choices, ceiling.rating), ceiling.text)}
          </span>
        ))}
    </>
  );
}

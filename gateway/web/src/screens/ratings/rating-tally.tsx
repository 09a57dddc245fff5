import type { Choice } from "../../resources/campaigns";
import { gradeTitle, type Grade, type Share } from "../../resources/rating-tally";
import { rating as text } from "../../text/vi-rating";

interface TallyProps {
  choices: Choice[];
  tally: Grade[];
  share: Share | null;
  /** The rating whose rows alone are on the screen, or null. */
  only: string | null;
  onOnly: (code: string | null) => void;
}

/** How many have each rating by now, saved or not. A press leaves the rows of one rating on the screen. */
export function Tally({ choices, tally, share, only, onOnly }: TallyProps) {
  return (
    <section class="tally">
      <div class="tally-grades" role="group" aria-label={text.tally}>
        {tally.map(({ code, count }) => (
          <button
            key={code}
            type="button"
            class="tally-grade"
            aria-pressed={code === only}
            disabled={count === 0 && code !== only}
            onClick={() => onOnly(code === only ? null : code)}
          >
            <span>{gradeTitle(choices, code, text.unrated)}</span> <strong>{count}</strong>
          </button>
        ))}
      </div>
      {share && <ShareLine {...share} />}
    </section>
  );
}

/** The best rating against its ceiling. */
function ShareLine({ title, best, most, good, percent, isOver }: Share) {
  return (
    <p class={isOver ? "tally-share warn" : "tally-share"}>
      <strong>{isOver ? text.over(title, best, most) : text.share(title, best, most)}</strong>{" "}
      <span class="caption">{text.shareMeans(percent, good)}</span>
      <meter
        aria-label={text.share(title, best, most)}
        min={0}
        max={Math.max(most, best, 1)}
        high={most}
        optimum={0}
        value={best}
      />
    </p>
  );
}

/** What the ceiling says of what is typed stays in sight while the rows scroll. */
export function OverShare({ share }: { share: Share | null }) {
  return (
    <p class={share?.isOver ? "bar-warning warn" : "sr-only"} role="status">
      {share?.isOver && text.over(share.title, share.best, share.most)}
    </p>
  );
}

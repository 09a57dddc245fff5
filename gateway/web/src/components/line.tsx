import type { ComponentChildren } from "preact";
import { ChevronRight } from "lucide-preact";

interface LineProps {
  /** Where the whole line leads; one that leads nowhere is read, or has buttons. */
  href?: string;
  /** The whole line is a button, which opens a dialog. */
  onPress?: () => void;
  lead?: ComponentChildren;
  title: ComponentChildren;
  /** Chips that stand before the words below the title. */
  chips?: ComponentChildren;
  /** Told below the title, the most telling first: what does not fit is cut. */
  told: ComponentChildren[];
  /** Numbers and buttons at the end. */
  end?: ComponentChildren;
}

/** One line of a list, as high as every other: a title, and below it what tells it apart. */
export function Line({ href, onPress, lead, title, chips, told, end }: LineProps) {
  const known = told.filter((each) => each !== null && each !== undefined && each !== false && each !== "");
  const inner = (
    <>
      {lead}
      <span class="row-main">
        <span class="row-title clip1">{title}</span>
        {(chips || known.length > 0) && (
          <span class="caption clip1">
            {chips && <>{chips} </>}
            {known.flatMap((each, place) => (place ? [" · ", each] : [each]))}
          </span>
        )}
      </span>
      {end}
    </>
  );
  if (onPress) {
    return (
      <button type="button" class="row-link" aria-haspopup="dialog" onClick={onPress}>
        {inner}
        <ChevronRight size={20} aria-hidden="true" />
      </button>
    );
  }
  if (!href) return <div class="row-plain">{inner}</div>;
  return (
    <a class="row-link" href={href}>
      {inner}
      <ChevronRight size={20} aria-hidden="true" />
    </a>
  );
}

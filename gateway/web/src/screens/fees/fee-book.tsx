import { useState } from "preact/hooks";
import { SearchBox } from "../../components/search-box";
import { Empty } from "../../components/states";
import type { FeeRow, UnitFees } from "../../resources/fees";
import { monthText, yearsOf } from "../../resources/fees";
import { fees as text } from "../../text/vi-fees";
import { useFilters } from "../../url";
import { ExportButton } from "../acts/export-dialog";
import { BookRows } from "./fee-book-rows";
import { CollectBar, CollectDialog } from "./fee-collect";
import { OpenBook } from "./fee-open-book";
import { Figures, FigureTable } from "./fee-parts";
import { YearChoice } from "./fee-year";

interface BookProps {
  fees: UnitFees;
  busy: boolean;
  onReload: () => void;
}

const may = (fees: UnitFees, action: string) => fees.allowed_actions.some((allowed) => allowed.action === action);

/** A chapter's book, member by month; above chapters, what stands in the books below. */
export function Book({ fees, busy, onReload }: BookProps) {
  const { values, change } = useFilters(["q", "nam"] as const);
  if (fees.holds_members && !fees.book_from && fees.children.length === 0)
    return <NoBook fees={fees} onReload={onReload} />;
  return (
    <div class="stack">
      <div class="toolbar">
        {fees.holds_members && <SearchBox label={text.search} value={values.q} onChange={(q) => change({ q })} />}
        <YearChoice
          years={yearsOf(fees.this_month, fees.book_from)}
          value={values.nam}
          onChange={(nam) => change({ nam })}
        />
        {may(fees, "export") && (
          <ExportButton
            path="/fees/exports"
            body={{ unit_id: fees.unit.id, year: fees.year, kind: "book" }}
            what={text.exportBook}
          />
        )}
        {may(fees, "open_book") && fees.book_from && <OpenBook fees={fees} onDone={onReload} />}
      </div>
      <Figures figures={fees.figures} />
      {fees.children.length > 0 && (
        <FigureTable
          caption={text.children}
          head={text.unit}
          lines={fees.children.map((child) => ({
            key: child.unit.id,
            title: child.unit.name,
            href: `/doan-phi/${child.unit.id}`,
            figures: child.figures,
          }))}
        />
      )}
      {fees.holds_members && <Roll fees={fees} busy={busy} isSearched={values.q !== ""} onReload={onReload} />}
    </div>
  );
}

/** Nothing is counted before the book is opened. */
function NoBook({ fees, onReload }: Pick<BookProps, "fees" | "onReload">) {
  const mayOpen = may(fees, "open_book");
  return (
    <Empty drawing="book" title={text.noBook} text={mayOpen ? text.noBookText : text.noBookWait}>
      {mayOpen && <OpenBook fees={fees} onDone={onReload} />}
    </Empty>
  );
}

/** Members of the roll; guests and those who have left are counted apart. */
function countsOf(people: FeeRow[]): string[] {
  const present = people.filter((row) => row.is_present).length;
  const guests = people.filter((row) => row.is_guest).length;
  const gone = people.length - present - guests;
  return [text.people(present), ...(guests > 0 ? [text.guests(guests)] : []), ...(gone > 0 ? [text.gone(gone)] : [])];
}

function Roll({ fees, busy, isSearched, onReload }: BookProps & { isSearched: boolean }) {
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const [isCollecting, setIsCollecting] = useState(false);
  if (!fees.book_from) return <NoBook fees={fees} onReload={onReload} />;
  if (fees.people.length === 0) {
    return isSearched ? (
      <Empty drawing="book" title={text.noMatch} text={text.noMatchText} />
    ) : (
      <Empty drawing="book" title={text.noPeople} text={text.noPeopleText} />
    );
  }
  const chosen = fees.people.filter((row) => row.person.id && picked.has(row.person.id));
  const canCollect = may(fees, "collect");
  const done = () => {
    setPicked(new Set());
    setIsCollecting(false);
    onReload();
  };
  return (
    <div class="stack" aria-busy={busy}>
      <p class="muted list-count" role="status">
        {[...countsOf(fees.people), text.bookFrom(monthText(fees.book_from))].join(" · ")}
      </p>
      <p class="caption">{text.legend}</p>
      <BookRows fees={fees} picked={picked} onPick={canCollect ? setPicked : null} />
      {canCollect && (
        <CollectBar fees={fees} picked={chosen} onPick={setPicked} onCollect={() => setIsCollecting(true)} />
      )}
      {isCollecting && <CollectDialog fees={fees} rows={chosen} onClose={() => setIsCollecting(false)} onDone={done} />}
    </div>
  );
}

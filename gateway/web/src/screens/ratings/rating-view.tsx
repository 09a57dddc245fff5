import { useEffect, useState } from "preact/hooks";
import { useMedia } from "../../components/virtual";
import { RATING, titleIn, type Grid, type GridRow, type RowDraft } from "../../resources/campaigns";
import { sameRefusal, told, useDrafts, useParts } from "../../resources/rating";
import { gradeTitle, ratingOf, sharedCeiling, shareOf, tallyOf } from "../../resources/rating-tally";
import { rating as text } from "../../text/vi-rating";
import { RatingCards } from "./rating-cards";
import { RatingGrid } from "./rating-grid";
import { RowDialog } from "./rating-row";
import { Tally } from "./rating-tally";

/**
 * The rows of one rating alone. They are those that had it when it was pressed: a row that is rated meanwhile stays in
 * sight.
 */
interface Only {
  code: string;
  ids: ReadonlySet<string>;
}

/**
 * Rows of ratings as they are being filled in on this device: what was typed, what is ticked, and whose words lie open.
 */
export function useRatingRows(grid: Grid, draftName: string) {
  const { drafts, put, change, drop } = useDrafts(draftName);
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const [only, setOnly] = useState<Only | null>(null);
  const [detail, setDetail] = useState<GridRow | null>(null);
  const parts = useParts(grid);
  const rows = grid.items;
  const inSight = rows.filter((row) => only?.ids.has(row.id) ?? true);
  const choices = grid.summary.choices ?? [];
  // A row that the rules refuse just now may be filled in all the same: another rating may be right.
  const canFill = (row: GridRow) =>
    [...row.allowed_actions, ...row.refused_actions].some(({ action }) => action === grid.action);
  const toggle = (id: string) => {
    const next = new Set(picked);
    if (!next.delete(id)) next.add(id);
    setPicked(next);
  };
  // What became of rows may lie among those that are out of sight.
  useEffect(() => {
    if (told.value.size > 0) setOnly(null);
  }, [told.value]);
  const show = (code: string | null) => {
    setPicked(new Set());
    setOnly(
      code === null
        ? null
        : { code, ids: new Set(rows.filter((row) => ratingOf(row, drafts[row.id]) === code).map((row) => row.id)) },
    );
  };
  const view = {
    rows: inSight.length > 0 ? inSight : rows,
    choices,
    drafts,
    picked,
    canFill,
    onRate: (row: GridRow, code: string) => canFill(row) && change([row.id], { [RATING]: code }),
    onDetail: setDetail,
    onToggle: toggle,
    onPickAll: () => setPicked(new Set(picked.size ? [] : view.rows.map((row) => row.id))),
  };
  const alike = rows.filter((row) => picked.has(row.id) && canFill(row));
  const changeAlike = (draft: RowDraft) =>
    change(
      alike.map((row) => row.id),
      draft,
    );
  /** Of whom the server says what alone is possible, that is written instead. */
  const rateAlike = (code: string) => {
    for (const row of alike) change([row.id], { [RATING]: row.facts.proposed ?? code });
  };
  const dropDone = (done: Set<string>) => {
    drop(done, drafts);
    setPicked(new Set());
  };
  const tally = tallyOf(grid, drafts);
  return {
    ...parts,
    rows,
    tally,
    share: shareOf(tally, grid.summary),
    only: only?.code ?? null,
    show,
    view,
    put,
    change,
    alike,
    changeAlike,
    rateAlike,
    detail,
    setDetail,
    dropDone,
  };
}

type Filled = ReturnType<typeof useRatingRows>;

/**
 * How many have each rating, then the rows as a grid or, on a phone, as cards; over them the words of the one that lies
 * open. hasUnits: a share is of one unit, so none is told.
 */
export function RatingRows({ filled, hasUnits = false }: { filled: Filled; hasUnits?: boolean }) {
  const { view, rows, tally, share, only, show, detail, own, names, change, setDetail } = filled;
  const isWide = useMedia("(min-width: 900px)");
  const shared = sharedCeiling(rows);
  const refused =
    sameRefusal.value && !hasUnits ? undefined : view.rows.find((row) => told.value.get(row.id)?.ok === false)?.id;
  useEffect(() => {
    if (refused) document.querySelector(`[data-case="${refused}"]`)?.scrollIntoView({ block: "center" });
  }, [told.value, refused]);
  const seen = { ...view, hasUnits, sharedReason: shared?.text };
  return (
    <>
      <Tally choices={view.choices} tally={tally} share={hasUnits ? null : share} only={only} onOnly={show} />
      {shared && (
        <p class="rating-shared">
          {text.highestOf(shared.count, titleIn(view.choices, shared.rating), shared.text)} {shared.mend}
        </p>
      )}
      {only !== null && (
        <p class="muted" role="status">
          {text.shownOf(view.rows.length, gradeTitle(view.choices, only, text.unrated))}{" "}
          <button type="button" class="link-button" onClick={() => show(null)}>
            {text.showAll}
          </button>
        </p>
      )}
      {isWide ? <RatingGrid {...seen} /> : <RatingCards {...seen} />}
      {detail && (
        <RowDialog
          row={detail}
          draft={view.drafts[detail.id]}
          schema={own}
          names={names}
          isOpen={view.canFill(detail)}
          onClose={() => setDetail(null)}
          onKeep={(draft) => {
            change([detail.id], draft);
            setDetail(null);
          }}
        />
      )}
    </>
  );
}

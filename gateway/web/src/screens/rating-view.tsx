import { useEffect, useState } from "preact/hooks";
import { useMedia } from "../components/virtual";
import { RATING, type Grid, type GridRow, type RowDraft } from "../resources/campaigns";
import { told, useDrafts, useParts } from "../resources/rating";
import { RatingCards } from "./rating-cards";
import { RatingGrid } from "./rating-grid";
import { RowDialog } from "./rating-row";

/** Rows of ratings as they are being filled in on this device: what was typed, what is ticked, and whose words lie open. */
export function useRatingRows(grid: Grid, draftName: string) {
  const { drafts, put, change, drop } = useDrafts(draftName);
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const [detail, setDetail] = useState<GridRow | null>(null);
  const parts = useParts(grid);
  const rows = grid.items;
  const choices = grid.summary.choices ?? [];
  // A row that the rules refuse just now may be filled in all the same: another rating may be right.
  const canFill = (row: GridRow) => [...row.allowed_actions, ...row.refused_actions].some(({ action }) => action === grid.action);
  const toggle = (id: string) => {
    const next = new Set(picked);
    if (!next.delete(id)) next.add(id);
    setPicked(next);
  };
  const view = {
    rows,
    choices,
    drafts,
    picked,
    canFill,
    onRate: (row: GridRow, code: string) => canFill(row) && change([row.id], { [RATING]: code }),
    onDetail: setDetail,
    onToggle: toggle,
    onPickAll: () => setPicked(new Set(picked.size ? [] : rows.map((row) => row.id))),
  };
  const alike = rows.filter((row) => picked.has(row.id) && canFill(row));
  const changeAlike = (draft: RowDraft) => change(alike.map((row) => row.id), draft);
  /** Of whom the server says what alone is possible, that is written instead. */
  const rateAlike = (code: string) => alike.forEach((row) => change([row.id], { [RATING]: row.facts.proposed ?? code }));
  const dropDone = (done: Set<string>) => {
    drop(done, drafts);
    setPicked(new Set());
  };
  return { ...parts, view, put, change, alike, changeAlike, rateAlike, detail, setDetail, dropDone };
}

type Filled = ReturnType<typeof useRatingRows>;

/** The rows as a grid or, on a phone, as cards; over them the words of the one that lies open. */
export function RatingRows({ filled, hasUnits = false }: { filled: Filled; hasUnits?: boolean }) {
  const { view, detail, own, names, change, setDetail } = filled;
  const isWide = useMedia("(min-width: 900px)");
  const refused = view.rows.find((row) => told.value.get(row.id)?.ok === false)?.id;
  useEffect(() => {
    if (refused) document.querySelector(`[data-case="${refused}"]`)?.scrollIntoView({ block: "center" });
  }, [told.value]);
  return (
    <>
      {isWide ? <RatingGrid {...view} hasUnits={hasUnits} /> : <RatingCards {...view} hasUnits={hasUnits} />}
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

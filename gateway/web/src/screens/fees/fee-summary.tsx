import { Await } from "../../components/states";
import { withQuery } from "../../http/client";
import type { FeeSummary } from "../../resources/fees";
import { FEES } from "../../resources/figures";
import { useResource } from "../../resources/resource";
import { fees as text } from "../../text/vi-fees";
import { useFilters } from "../../url";
import { ExportButton } from "../acts/export-dialog";
import { Figures, FigureTable } from "./fee-parts";
import { YearChoice } from "./fee-year";

/** Report BM-10: what was due, collected, exempt, remitted and kept, by level. */
export default function Summary({ unitId }: { unitId: string }) {
  const { values, change } = useFilters(["nam"] as const);
  const found = useResource<FeeSummary>(withQuery("/fees/summary", { unit_id: unitId, year: values.nam }));
  const now = new Date().getFullYear();
  return (
    <div class="stack">
      <div class="toolbar">
        <YearChoice years={[now, now - 1]} value={values.nam} onChange={(nam) => change({ nam })} />
        <ExportButton
          path="/fees/exports"
          body={{ unit_id: unitId, kind: "summary", ...(values.nam && { year: Number(values.nam) }) }}
          what={text.exportSummary}
        />
        <a class="button" href={withQuery(`/bao-cao/${FEES}`, { "don-vi": unitId, nam: values.nam })}>
          {text.submit}
        </a>
      </div>
      <Await of={found} rows={4} part>
        {(summary) => (
          <>
            <Figures figures={summary.figures} />
            <FigureTable
              caption={text.levels}
              head={text.level}
              lines={summary.levels.map((level) => ({
                key: level.level,
                title: `${level.title} (${level.units})`,
                figures: level.figures,
              }))}
            />
          </>
        )}
      </Await>
    </div>
  );
}

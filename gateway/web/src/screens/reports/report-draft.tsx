import { useState } from "preact/hooks";
import { Card } from "../../components/page";
import { Chip } from "../../components/parts";
import { count, day } from "../../format";
import { post, put } from "../../http/client";
import type { Action } from "../../http/types";
import { notify } from "../../resources/notices";
import { invalidate } from "../../resources/resource";
import { type DraftFigure, type Override, type ReportDraft, TONES } from "../../resources/submissions";
import { drafts as text } from "./vi";
import { reports } from "../../text/vi-reports";
import { ActDialog, type Given } from "../acts/act-dialog";

interface DraftProps {
  draft: ReportDraft;
  unitId: string;
  code: string;
}

/**
 * What the unit would submit: from whom its figures come, where the registry counts otherwise, and what is set by hand.
 */
export function DraftCard({ draft, unitId, code }: DraftProps) {
  if (draft.expected === 0 && draft.remarks.length === 0) return null;
  const told = draft.figures.filter(({ override, differs }) => override || differs.length > 0);
  const others = draft.figures.filter((figure) => !told.includes(figure));
  const row = (figure: DraftFigure) => (
    <Figure key={figure.code} figure={figure} draft={draft} unitId={unitId} code={code} />
  );
  return (
    <Card title={text.title} class="report-draft">
      <div class="stack">
        <p>{draft.basis_title}</p>
        {draft.remarks.map((remark) => (
          <p key={remark} class="box box-gold">
            {remark}
          </p>
        ))}
        {draft.expected > 0 && (
          <>
            {draft.waiting.length === 0 && <p>{text.accepted(draft.accepted, draft.expected)}</p>}
            <Waiting draft={draft} />
            {(told.length > 0 || draft.accepted > 0) && (
              <p class="muted">{told.length > 0 ? text.differs(told.length) : text.same}</p>
            )}
            {told.length > 0 && <ul class="rows">{told.map(row)}</ul>}
            <details>
              <summary>{text.others(others.length)}</summary>
              <ul class="rows">{others.map(row)}</ul>
            </details>
          </>
        )}
      </div>
    </Card>
  );
}

/** Units below of which something is not accepted, each with where it stands. */
function Waiting({ draft: { waiting } }: { draft: ReportDraft }) {
  if (waiting.length === 0) return null;
  return (
    <details>
      <summary>{text.waiting(waiting.length)}</summary>
      <ul class="rows">
        {waiting.map((one) => (
          <li key={one.unit.id} class="row-plain">
            <span class="row-main">
              <span>
                {one.submission_id ? (
                  <a href={`/bao-cao-da-nop/${one.submission_id}`}>{one.unit.name}</a>
                ) : (
                  one.unit.name
                )}
              </span>
              <span class="caption">
                {[one.period, one.more > 0 && text.morePeriods(one.more)].filter(Boolean).join(" · ")}
              </span>
            </span>
            <Chip tone={TONES[one.state]}>{one.state_title}</Chip>
          </li>
        ))}
      </ul>
    </details>
  );
}

interface FigureProps extends DraftProps {
  figure: DraftFigure;
}

const shown = (figure: DraftFigure, value: number | null) =>
  value === null ? "–" : figure.is_share ? reports.share(value) : count(value);

function Figure({ figure, draft, unitId, code }: FigureProps) {
  const parts = [
    text.registry(shown(figure, figure.registry)),
    text.below(shown(figure, figure.accepted)),
    !figure.is_share && !!figure.rest && text.rest(shown(figure, figure.rest)),
  ];
  return (
    <li class="row-plain row-folds">
      <span class="row-main">
        <span>
          {figure.title}: <strong>{shown(figure, figure.figure)}</strong>
        </span>
        <span class="caption">{parts.filter(Boolean).join(" · ")}</span>
        {figure.differs.map(({ unit, accepted, registry }) => (
          <span key={unit.id} class="caption">
            {text.differsAt(unit.name, count(accepted), count(registry))}
          </span>
        ))}
        {figure.more > 0 && <span class="caption">{text.more(figure.more)}</span>}
        {figure.override && <OverrideNote override={figure.override} />}
      </span>
      {figure.may_override && <Acts figure={figure} draft={draft} unitId={unitId} code={code} />}
    </li>
  );
}

/** What is set by hand, beside what it was reckoned to be, why, by whom and when. */
export function OverrideNote({ override }: { override: Override }) {
  const { reckoned, value, reason, by, at } = override;
  return (
    <span class="caption">
      <strong>{text.byHand(count(reckoned), count(value))}</strong> {text.why(reason, by?.full_name, day(at))}
    </span>
  );
}

function Acts({ figure, draft, unitId, code }: FigureProps) {
  const [acting, setActing] = useState<Action | null>(null);
  const acts = draft.allowed_actions.filter(({ action }) => action === "override_report_figure" || figure.override);
  const named = { unit_id: unitId, report: code, period: draft.period, figure: figure.code };
  const send = async ({ form, key }: Given) => {
    if (acting?.action === "override_report_figure")
      await put("/report-overrides", { body: { ...named, ...form }, key });
    else await post("/report-overrides/removals", { body: named, key });
    notify(acting?.action === "override_report_figure" ? text.done(figure.title) : text.restored(figure.title));
    setActing(null);
    invalidate("/reports");
  };
  return (
    <div class="buttons">
      {acts.map((act) => (
        <button
          key={act.action}
          type="button"
          class="button button-small"
          aria-label={text.act(act.label, figure.title)}
          onClick={() => setActing(act)}
        >
          {act.label}
        </button>
      ))}
      {acting && (
        <ActDialog
          title={text.act(acting.label, figure.title)}
          action={acting}
          known={acting.form_schema ? { value: figure.figure, reason: figure.override?.reason } : undefined}
          send={send}
          onClose={() => setActing(null)}
          onReload={() => invalidate("/reports")}
        />
      )}
    </div>
  );
}

import { useState } from "preact/hooks";
import { Choice } from "../../components/choice";
import { Card } from "../../components/page";
import { Chip } from "../../components/parts";
import { Failure, Loading, RefusalList } from "../../components/states";
import { day, moment, today } from "../../format";
import { post, withQuery } from "../../http/client";
import type { Action } from "../../http/types";
import { notify } from "../../resources/notices";
import { invalidate, useResource } from "../../resources/resource";
import { submissionsAddress } from "../../resources/report-periods";
import {
  type OwnReport,
  partOf,
  periodOf,
  type ReportDraft,
  type Submission,
  type SubmissionItem,
  type SubmissionList,
  TONES,
} from "../../resources/submissions";
import { drafts, submissions as text } from "./vi";
import { ActDialog, type Given } from "../acts/act-dialog";

interface SubmitProps {
  code: string;
  unitId: string;
  /** The part of the year that the page shows. */
  nam: string;
  ky: string;
  /** What the page shows as the draft of the period; nothing where it shows none. */
  draft?: ReportDraft | null | undefined;
  onPeriod: (part: { nam: string; ky: string }) => void;
}

/** Where the unit's report of a period stands, and the way to submit it; nothing for whoever may not see it. */
export function SubmitCard({ code, unitId, nam, ky, draft, onPeriod }: SubmitProps) {
  const found = useResource<SubmissionList>(
    withQuery("/report-submissions", {
      unit_id: unitId,
      report: code,
      period: periodOf(nam, ky, today()),
      compare: "false",
    }),
  );
  if (found.error && !found.data)
    return found.error.status === 403 || found.error.status === 404 ? null : (
      <Failure problem={found.error} onRetry={found.reload} part />
    );
  if (!found.data) return <Loading rows={1} />;
  const list = found.data;
  if (list.periods.length === 0) return null;
  const own = list.own[0];
  const shown = list.own_periods.some(({ code: one }) => one === list.period?.code) ? list.period!.code : "";
  const isSeen = periodOf(nam, ky, today()) === list.period?.code;
  return (
    <Card title={text.submit} class="report-submit">
      <div class="stack">
        <Choice
          id="ky-nop"
          title={text.period}
          blank={text.choosePeriod}
          value={shown}
          choices={list.own_periods}
          onChange={(period) => onPeriod(partOf(period))}
        />
        {own ? (
          <Own
            own={own}
            list={list}
            isSeen={isSeen}
            draft={isSeen ? draft : null}
            onPeriod={onPeriod}
            onReload={found.reload}
          />
        ) : (
          <p class="muted">{text.notOfUnit}</p>
        )}
        <Below list={list} code={code} />
      </div>
    </Card>
  );
}

interface OwnProps {
  own: OwnReport;
  list: SubmissionList;
  isSeen: boolean;
  draft: ReportDraft | null | undefined;
  onPeriod: SubmitProps["onPeriod"];
  onReload: () => void;
}

function Own({ own, list, isSeen, draft, onPeriod, onReload }: OwnProps) {
  const [acting, setActing] = useState<Action | null>(null);
  const period = list.period!;
  const send = async ({ form, key }: Given) => {
    await post<Submission>("/report-submissions", {
      body: { unit_id: list.unit.id, report: own.code, period: period.code, draft: draft?.mark, ...form },
      key,
    });
    notify(text.done(period.title));
    setActing(null);
    invalidate("/report-submissions", "/me/inbox");
    invalidate("/reports");
  };
  return (
    <>
      <p class="chips">
        <Chip tone={TONES[own.state]}>{own.state_title}</Chip>
        <span>{[period.title, list.due_on && text.due(day(list.due_on))].filter(Boolean).join(" · ")}</span>
      </p>
      {own.state === "NOT_DUE" && <p class="muted">{text.notAsked}</p>}
      {own.submission && <Standing item={own.submission} />}
      {own.refused_actions.map((refused) => (
        <RefusalList key={refused.action} refusals={refused.refusals} />
      ))}
      {own.allowed_actions.length > 0 && !isSeen && (
        <p>
          <button type="button" class="button" onClick={() => onPeriod(partOf(period.code))}>
            {text.lookFirst(period.title)}
          </button>
        </p>
      )}
      {own.allowed_actions.map((act) => (
        <p key={act.action}>
          <button type="button" class="button button-primary" onClick={() => setActing(act)}>
            {act.label}
          </button>
        </p>
      ))}
      {acting && (
        <ActDialog
          title={text.dialog(own.title, period.title)}
          action={withBasis(acting, draft)}
          send={send}
          onClose={() => setActing(null)}
          onReload={() => (onReload(), invalidate("/reports"))}
        />
      )}
    </>
  );
}

/** What follows, and first from whom the figures come. */
function withBasis(action: Action, draft: ReportDraft | null | undefined): Action {
  return draft?.expected
    ? { ...action, consequences: [drafts.basis(draft.basis_title), ...(action.consequences ?? [])] }
    : action;
}

/** What was submitted last, and why it came back. */
function Standing({ item }: { item: SubmissionItem }) {
  return (
    <>
      <p>
        <a href={`/bao-cao-da-nop/${item.id}`}>{text.see}</a> ·{" "}
        {text.by(item.submitted_by?.full_name, moment(item.submitted_at))}
      </p>
      {item.return_reason && <p class="box box-gold">{text.returned(item.return_reason)}</p>}
    </>
  );
}

/** How many of those directly below have submitted. */
function Below({ list, code }: { list: SubmissionList; code: string }) {
  if (list.expected === 0 || !list.period) return null;
  return (
    <p>
      <a href={submissionsAddress(list.unit.id, list.period.code, code)}>{text.below(list.submitted, list.expected)}</a>
    </p>
  );
}

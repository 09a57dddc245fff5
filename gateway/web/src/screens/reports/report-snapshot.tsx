import { useRoute } from "preact-iso";
import { useState } from "preact/hooks";
import { ChevronLeft } from "lucide-preact";
import { Card, Page } from "../../components/page";
import { Chip, Facts } from "../../components/parts";
import { Await, RefusalList } from "../../components/states";
import { day, moment } from "../../format";
import { post } from "../../http/client";
import type { Action } from "../../http/types";
import { notify } from "../../resources/notices";
import { invalidate, useResource } from "../../resources/resource";
import { reportAddress, submissionsAddress } from "../../resources/report-periods";
import { type Override, type Submission, type SubmissionItem, TONES } from "../../resources/submissions";
import { drafts, submissions as text } from "./vi";
import { reports } from "../../text/vi-reports";
import { ActDialog, type Given } from "../acts/act-dialog";
import { ExportButton } from "../acts/export-dialog";
import { PrintHead } from "../acts/print-head";
import { OverrideNote } from "./report-draft";
import { ReportTable } from "./report-table";

/** A report as it was submitted. */
export default function ReportSnapshot() {
  const path = `/report-submissions/${useRoute().params["id"]}`;
  const found = useResource<Submission>(path);
  const { data } = found;
  return (
    <Page
      title={data ? `${data.report.code}. ${data.report.title}` : text.snapshot}
      wide
      failed={!!found.error && !data}
      above={data && <p>{`${data.unit.name} · ${data.period.title}`}</p>}
    >
      <Await of={found} rows={6}>
        {(submission) => <Shown submission={submission} path={path} onReload={found.reload} />}
      </Await>
    </Page>
  );
}

function Shown({ submission, path, onReload }: { submission: Submission; path: string; onReload: () => void }) {
  const { report, unit, period } = submission;
  const between = report.by_period ? reports.between(day(report.since), day(report.on)) : reports.asOf(day(report.on));
  return (
    <div class="stack landscape">
      <p>
        <a href={submissionsAddress(unit.id, period.code)}>
          <ChevronLeft size={18} aria-hidden="true" /> {text.title}
        </a>
      </p>
      <Acts submission={submission} path={path} onReload={onReload} />
      <PrintHead unit={unit.name} title={report.title} under={between} />
      <p class="chips" role="status">
        <Chip tone={TONES[submission.state]}>{submission.state_title}</Chip>
        {submission.is_late && <Chip tone="gold">{text.late}</Chip>}
        <span>{between}</span>
      </p>
      <p class="muted">{text.locked}</p>
      <Facts items={factsOf(submission)} />
      {submission.refused_actions?.map((refused) => (
        <RefusalList key={refused.action} refusals={refused.refusals} />
      ))}
      <ReportTable report={report} />
      <ByHand items={report.overrides ?? []} />
      <p>
        <a href={reportAddress(report.code, unit.id, period.code)}>{text.live}</a>
      </p>
      <History items={submission.history} />
    </div>
  );
}

function factsOf(submission: Submission): [string, string | null][] {
  return [
    [text.submittedBy, submission.submitted_by?.full_name ?? null],
    [text.submittedAt, moment(submission.submitted_at)],
    [text.dueOn, day(submission.due_on)],
    [text.note, submission.note],
    [drafts.source, submission.report.basis_title ?? null],
    [drafts.notAccepted, submission.report.waiting?.join(", ") || null],
    [text.acceptedBy, submission.accepted_by?.full_name ?? null],
    [text.acceptedAt, submission.accepted_at ? moment(submission.accepted_at) : null],
    [text.returnedBy, submission.returned_by?.full_name ?? null],
    [text.returnedAt, submission.returned_at && moment(submission.returned_at)],
    [text.reason, submission.return_reason],
  ];
}

function Acts({ submission, path, onReload }: { submission: Submission; path: string; onReload: () => void }) {
  const [acting, setActing] = useState<(Action & { version: number }) | null>(null);
  const { unit, report, period, version, allowed_actions: acts } = submission;
  if (acts.length === 0 && !submission.may_export) return null;
  const send = async ({ form, key }: Given) => {
    const isAccepted = acting!.action === "accept_report";
    await post<Submission>(`${path}/${isAccepted ? "accept" : "return"}`, {
      body: { ...form, version: acting!.version },
      key,
    });
    notify(isAccepted ? text.accepted(unit.name) : text.givenBack(unit.name));
    setActing(null);
    invalidate("/report-submissions", "/me/inbox");
  };
  return (
    <div class="page-actions">
      {submission.may_export && (
        <ExportButton path={`${path}/exports`} body={{}} what={text.exported(report.code, period.title)} />
      )}
      {acts.map((act) => (
        <button
          key={act.action}
          type="button"
          class={act.action === "accept_report" ? "button button-primary" : "button"}
          onClick={() => setActing({ ...act, version })}
        >
          {act.label}
        </button>
      ))}
      {acting && (
        <ActDialog
          title={text.actOn(acting.label, report.title, unit.name)}
          action={acting}
          send={send}
          onClose={() => setActing(null)}
          onReload={onReload}
        />
      )}
    </div>
  );
}

/** Figures that were set by hand when it was submitted. */
function ByHand({ items }: { items: Override[] }) {
  if (items.length === 0) return null;
  return (
    <Card title={drafts.overrides(items.length)}>
      <ul class="rows">
        {items.map((item) => (
          <li key={item.figure} class="row-plain">
            <span class="row-main">
              <span class="row-title">{item.title}</span>
              <OverrideNote override={item} />
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** What else the unit submitted for the same period. */
function History({ items }: { items: SubmissionItem[] }) {
  if (items.length === 0) return null;
  return (
    <Card title={text.history}>
      <ul class="rows">
        {items.map((item) => (
          <li key={item.id}>
            <a class="row-link" href={`/bao-cao-da-nop/${item.id}`}>
              <span class="row-main">
                <span class="row-title">{text.by(item.submitted_by?.full_name, moment(item.submitted_at))}</span>
                {item.return_reason && <span class="caption">{text.returned(item.return_reason)}</span>}
              </span>
            </a>
          </li>
        ))}
      </ul>
    </Card>
  );
}

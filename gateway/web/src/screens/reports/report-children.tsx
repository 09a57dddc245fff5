import { useState } from "preact/hooks";
import { Line } from "../../components/line";
import { Card } from "../../components/page";
import { Chip } from "../../components/parts";
import { day } from "../../format";
import { post } from "../../http/client";
import type { Action } from "../../http/types";
import { notify } from "../../resources/notices";
import { invalidate } from "../../resources/resource";
import { submissionsAddress } from "../../resources/report-periods";
import { type Acceptance, type ChildReports, isMissing, type SubmissionList, TONES } from "../../resources/submissions";
import { reports } from "../../text/vi-reports";
import { submissions as text } from "./vi";
import { ActDialog, type Given } from "../acts/act-dialog";

interface ChildrenProps {
  list: SubmissionList;
  /** The report that is asked for; nothing for all of them. */
  report: string;
  /** The state that is asked for; nothing for all of them. */
  state: string;
}

/** States that units below are in, as choices. */
export function statesOf(children: ChildReports[]): { code: string; title: string }[] {
  const found = new Map(children.map(({ state, state_title }) => [state as string, state_title]));
  return [...found].map(([code, title]) => ({ code, title }));
}

const waitingIn = (children: ChildReports[]) =>
  children.flatMap(({ waiting = [] }) => waiting.map(({ id, version }) => ({ id, version })));

/**
 * Units directly below: those that are waited for first; what lies there is accepted, one unit or all of them at once.
 */
export function Children({ list, report, state }: ChildrenProps) {
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  // What was ticked as it stood when the act was chosen: news that comes under the open dialog is not what the person
  // saw.
  const [acting, setActing] = useState<{ action: Action; over: ChildReports[] } | null>(null);
  const [left, setLeft] = useState<Acceptance["results"]>([]);
  const shown = list.children.filter((child) => !state || child.state === state);
  const ordered = [...shown.filter(isMissing), ...shown.filter((child) => !isMissing(child))];
  const accept = list.allowed_actions?.[0];
  const open = accept ? ordered.filter(({ waiting = [] }) => waiting.length > 0) : [];
  const chosen = open.filter(({ unit }) => ticked.has(unit.id));
  const toggle = (id: string) =>
    setTicked(new Set(ticked.has(id) ? [...ticked].filter((one) => one !== id) : [...ticked, id]));
  const send = async ({ key }: Given) => {
    const { data: done } = await post<Acceptance>("/report-acceptances", {
      body: { unit_id: list.unit.id, items: waitingIn(acting!.over) },
      key,
    });
    notify(text.acceptedMany(done.accepted));
    setLeft(done.results.filter(({ ok }) => !ok));
    setTicked(new Set());
    setActing(null);
    invalidate("/report-submissions", "/me/inbox");
  };
  return (
    <Card title={text.children}>
      <p class="muted">
        {list.expected > 0
          ? [text.below(list.submitted, list.expected), text.acceptedOf(list.accepted ?? 0)].join(" · ")
          : text.notAsked}
      </p>
      {list.remark && <p class="box box-gold">{list.remark}</p>}
      <Left results={left} />
      {open.length > 0 && (
        <label class="check">
          <input
            type="checkbox"
            checked={chosen.length === open.length}
            onChange={() => setTicked(new Set(chosen.length === open.length ? [] : open.map(({ unit }) => unit.id)))}
          />
          <span>{text.pickAll(open.length)}</span>
        </label>
      )}
      <ul class="rows rows-even">
        {ordered.map((child) => (
          <li key={child.unit.id} class={open.length > 0 ? "pick-line" : undefined}>
            {open.includes(child) && (
              <label class="check pick-box">
                <input
                  type="checkbox"
                  checked={ticked.has(child.unit.id)}
                  aria-label={text.pick(child.unit.name)}
                  onChange={() => toggle(child.unit.id)}
                />
              </label>
            )}
            <Child child={child} period={list.period!.code} report={report} />
          </li>
        ))}
      </ul>
      {accept && chosen.length > 0 && (
        <div class="action-bar bulk-bar">
          <p role="status">{text.picked(waitingIn(chosen).length, chosen.length)}</p>
          <div class="buttons">
            <button
              type="button"
              class="button button-primary"
              onClick={() => setActing({ action: accept, over: chosen })}
            >
              {text.acceptMany(waitingIn(chosen).length)}
            </button>
          </div>
        </div>
      )}
      {acting && (
        <ActDialog
          title={text.acceptTitle(waitingIn(acting.over).length, acting.over.length, list.period!.title)}
          action={acting.action}
          send={send}
          onClose={() => setActing(null)}
          onReload={() => invalidate("/report-submissions")}
        />
      )}
    </Card>
  );
}

/** Reports that could not be accepted, each with its reason. */
function Left({ results }: { results: Acceptance["results"] }) {
  if (results.length === 0) return null;
  return (
    <div class="box box-gold" role="alert">
      <strong>{text.left(results.length)}</strong>
      <ul>
        {results.map(({ id, title, detail }) => (
          <li key={id}>{[title, detail].filter(Boolean).join(": ")}</li>
        ))}
      </ul>
    </div>
  );
}

/** A unit below: its snapshot where one report is asked for, else its own list. */
function Child({ child, period, report }: { child: ChildReports; period: string; report: string }) {
  const href = child.submission_id
    ? `/bao-cao-da-nop/${child.submission_id}`
    : submissionsAddress(child.unit.id, period, report);
  const counted = [
    !report && text.reports(child.submitted, child.expected),
    !report && !!child.accepted && text.acceptedOf(child.accepted),
    child.state !== "NOT_DUE" && text.due(day(child.due_on)),
  ];
  return (
    <Line
      href={href}
      title={child.unit.name}
      chips={
        <>
          <Chip tone={TONES[child.state]}>{child.state_title}</Chip> {child.is_closed && <Chip>{reports.closed}</Chip>}
        </>
      }
      told={counted}
    />
  );
}

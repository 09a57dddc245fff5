import type { ComponentChildren } from "preact";
import { NotebookPen } from "lucide-preact";
import { Card } from "../../components/page";
import { Chip, DueChip, Facts, Progress, type Tone } from "../../components/parts";
import { day } from "../../format";
import { FileLink } from "../../forms/spoken";
import type { TrainingGroup, TrainingLog, TrainingResult, TrainingStep } from "../../http/types";
import { waiting } from "../../resources/waiting";
import { queue } from "../../text/vi";
import { training as text } from "../../text/vi-cases";
import { subjectFacts, type DossierProps } from "../cases/case-content";
import { WaitingList } from "../cases/waiting-list";

/**
 * A member's log of a year: how far it is, what is left, each group with what was undertaken and done, and how it is
 * judged.
 */
export default function Training({ found, onAct }: DossierProps) {
  const log = found.dossier!.training!;
  const mine = waiting.value.filter(({ caseId }) => caseId === found.id);
  const adding = found.allowed_actions.find(({ action }) => action === log.logs_by);
  return (
    <>
      <Standing log={log} about={subjectFacts(found)} />
      <Card title={text.left}>
        <Left steps={log.left} />
      </Card>
      {mine.length > 0 && (
        <Card title={queue.title}>
          <WaitingList items={mine} />
        </Card>
      )}
      <Card title={text.groups}>
        {log.groups.map((group) => (
          <Group key={group.code} group={group}>
            {adding && group.items.length > 0 && (
              <button
                type="button"
                class="button"
                aria-label={`${adding.label}: ${group.title}`}
                onClick={() => onAct(adding, { group: group.code })}
              >
                <NotebookPen size={20} aria-hidden="true" /> {adding.label}
              </button>
            )}
          </Group>
        ))}
        {log.other.length > 0 && (
          <section class="content-group">
            <h3>{text.other}</h3>
            <Results results={log.other} />
          </section>
        )}
      </Card>
      <Judged log={log} />
    </>
  );
}

function Standing({ log, about }: { log: TrainingLog; about: [string, ComponentChildren][] }) {
  const far =
    log.registered_groups > 0
      ? text.done(log.done_groups, log.registered_groups)
      : text.registeredOf(0, log.needed_groups);
  return (
    <Card title={log.year === null ? text.log : text.logOf(log.year)}>
      {log.from_on && log.until && (
        <p class="muted">{[text.between(day(log.from_on), day(log.until)), log.period].filter(Boolean).join(" · ")}</p>
      )}
      <p class="number">{far}</p>
      <Progress label={far} done={log.done_groups} total={log.registered_groups || log.needed_groups} />
      <Facts wide items={about} />
    </Card>
  );
}

function Left({ steps }: { steps: TrainingStep[] }) {
  if (steps.length === 0) return <p class="muted">{text.noneLeft}</p>;
  return (
    <ol class="rows">
      {steps.map((step) => (
        <li key={step.text} class="row-plain">
          <span class="row-main">
            <span class="row-title">{step.text}</span>
            <span class="caption">
              {[step.by, step.from_on && text.fromOn(day(step.from_on)), step.until && text.until(day(step.until))]
                .filter(Boolean)
                .join(" · ")}
            </span>
          </span>
          {step.until && <DueChip at={`${step.until}T23:59:59+07:00`} beside />}
        </li>
      ))}
    </ol>
  );
}

function Group({ group, children }: { group: TrainingGroup; children: ComponentChildren }) {
  const isDone = group.results.length > 0;
  const tone: Tone = isDone ? "green" : "plain";
  return (
    <section class="content-group">
      <h3 class="chips">
        {group.title}
        {group.items.length > 0 && <Chip tone={tone}>{isDone ? text.hasResult : text.noResult}</Chip>}
      </h3>
      {group.items.length === 0 && <p class="muted">{text.notRegistered}</p>}
      <ul class="log-items" aria-label={text.items}>
        {group.items.map((item, place) => (
          <li key={place}>
            {item.text}
            <span class="caption log-measure">{text.measure(item.measure ?? "", item.target ?? "")}</span>
          </li>
        ))}
      </ul>
      <Results results={group.results} />
      {children}
    </section>
  );
}

function Results({ results }: { results: TrainingResult[] }) {
  if (results.length === 0) return null;
  return (
    <ol class="log-results" aria-label={text.resultsTitle}>
      {results.map((result, place) => (
        <li key={place}>
          <p class="caption">{[day(result.on), result.quantity].filter(Boolean).join(" · ")}</p>
          <p>{result.text}</p>
          {result.file && <FileLink file={result.file} />}
        </li>
      ))}
    </ol>
  );
}

function Judged({ log: { self_assessment: own, assessment, comments } }: { log: TrainingLog }) {
  const said = (...parts: (string | null | undefined | false)[]) => parts.filter(Boolean).join(" · ") || text.notYet;
  const score = (value: number | null | undefined) =>
    value === null || value === undefined ? null : text.score(value);
  return (
    <Card title={text.assessments}>
      <Facts
        wide
        items={[
          [text.self, said(score(own?.score), own?.comment)],
          [
            text.chapter,
            said(
              assessment?.result_title,
              score(assessment?.score),
              assessment?.met_on && text.met(day(assessment.met_on)),
              assessment?.comment,
            ),
          ],
        ]}
      />
      {comments.length > 0 && (
        <section class="content-group">
          <h3>{text.comments}</h3>
          {comments.map((comment, place) => (
            <p key={place} class="quote">
              {comment}
            </p>
          ))}
        </section>
      )}
    </Card>
  );
}

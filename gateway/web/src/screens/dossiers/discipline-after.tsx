import type { ComponentChildren } from "preact";
import { Card } from "../../components/page";
import { Chip, Facts, unitUrl, type Tone } from "../../components/parts";
import { day } from "../../format";
import { FileLink } from "../../forms/spoken";
import type { Complaint, DisciplineDecision, DisciplineDossier, DisciplineProgress, UnitRef } from "../../http/types";
import { discipline as text } from "./vi";

const unitLink = (unit: UnitRef | null) => unit && <a href={unitUrl(unit.id)}>{unit.name}</a>;

function paper(number: string | null, on: string | null, id: string | null): ComponentChildren {
  if (!id || !number) return null;
  return <a href={`/van-ban/${id}`}>{text.paper(number, day(on))}</a>;
}

const STANDING: Record<string, Tone> = { waiting: "gold", in_force: "green" };

export function Decision({ decision }: { decision: DisciplineDecision | null }) {
  if (!decision) {
    return (
      <Card title={text.decision}>
        <p class="muted">{text.noDecision}</p>
      </Card>
    );
  }
  const { changed_from: before } = decision;
  return (
    <Card
      class="dossier"
      title={text.decision}
      actions={<Chip tone={STANDING[decision.standing] ?? "plain"}>{decision.standing_title}</Chip>}
    >
      <Facts
        wide
        items={[
          [text.form, <strong key="form">{decision.title}</strong>],
          [text.formBefore, before],
          [text.number, paper(decision.number, decision.on, decision.document_id)],
          [text.decidedBy, unitLink(decision.decided_by)],
          [text.reason, decision.reason],
          [text.special, decision.special_reason],
          [
            text.announced,
            decision.announced_on && [day(decision.announced_on), decision.place].filter(Boolean).join(", "),
          ],
          [text.changeAnnounced, day(decision.change_announced_on)],
        ]}
      />
    </Card>
  );
}

export function Complaints({ complaint }: { complaint: DisciplineDossier["complaint"] }) {
  const { until, is_open: isOpen, items, answered_by: by } = complaint;
  if (!until && items.length === 0) return null;
  return (
    <Card
      class="dossier"
      title={text.complaint}
      actions={
        until && (
          <Chip tone={isOpen ? "blue" : "plain"}>
            {isOpen ? text.openUntil(day(until)) : text.closedSince(day(until))}
          </Chip>
        )
      }
    >
      {isOpen && by && <p class="muted">{text.answeredBy(by.name)}</p>}
      {items.length === 0 && <p class="muted">{text.noComplaint}</p>}
      <ol class="said-list">
        {items.map((item, place) => (
          <li key={place}>
            <ComplaintFacts item={item} />
          </li>
        ))}
      </ol>
    </Card>
  );
}

function ComplaintFacts({ item }: { item: Complaint }) {
  return (
    <Facts
      wide
      items={[
        [text.complainedOn, day(item.complained_on)],
        [text.filedOn, item.received_reason && day(item.filed_on ?? null)],
        [text.receivedReason, item.received_reason],
        [text.content, item.content],
        [text.complaintFile, item.file && <FileLink file={item.file} />],
        [
          text.answer,
          item.outcome_title ? [item.outcome_title, item.form_title].filter(Boolean).join(": ") : text.waitsForAnswer,
        ],
        [text.findings, item.findings],
        [text.answeredOn, day(item.answered_on)],
      ]}
    />
  );
}

export function Progress({ progress }: { progress: DisciplineProgress | null }) {
  if (!progress) return null;
  const recognised = paper(progress.number, progress.recognised_on, progress.document_id);
  return (
    <Card class="dossier" title={text.progress} actions={recognised && <Chip tone="green">{text.recognised}</Chip>}>
      {progress.comment_every_months && <p class="muted">{text.commentEvery(progress.comment_every_months)}</p>}
      {progress.comments.length === 0 && <p class="muted">{text.noComments}</p>}
      <ol class="said-list">
        {progress.comments.map((each) => (
          <li key={each.commented_on}>
            <p class="caption">
              {day(each.commented_on)}
              {each.has_corrected && ` · ${text.corrected}`}
            </p>
            <p>{each.comment}</p>
          </li>
        ))}
      </ol>
      <Facts
        wide
        items={[
          [text.proposal, progress.proposal],
          [text.recognisedBy, unitLink(progress.decided_by)],
          [text.recognition, recognised],
        ]}
      />
    </Card>
  );
}

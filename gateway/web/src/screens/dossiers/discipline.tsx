import { Card } from "../../components/page";
import { Chip, DueChip, Facts } from "../../components/parts";
import { day } from "../../format";
import type { DisciplineDossier, Suspension } from "../../http/types";
import { discipline as text } from "./vi";
import { Blanks, subjectFacts, type DossierProps } from "../cases/case-content";
import { fieldsOf, filledFields, keptForm, SaidFacts, type Said } from "../cases/case-said";
import { Authority, Ballot } from "./discipline-vote";
import { Complaints, Decision, Progress } from "./discipline-after";

/** A case of discipline in the order of its procedure: what must not be missed, and each step as it was recorded. */
export default function Discipline({ found, definition }: DossierProps) {
  const dossier = found.dossier!.discipline!;
  const schema = found.form_schema ?? definition.form_schema ?? {};
  const own: Said = { schema, form: found.form };
  const checked = [keptForm(found, definition, "check"), keptForm(found, definition, "verification")];
  const told = filledFields(own);
  return (
    <>
      <Dates dossier={dossier} />
      <Card title={text.offence}>
        <Facts wide items={subjectFacts(found)} />
        <SaidFacts wide fields={told} form={found.form} />
        <Blanks
          fields={fieldsOf(schema).filter((field) => !told.some(({ name }) => name === field.name))}
          form={found.form}
        />
      </Card>
      <Told title={text.check} said={checked} none={text.noCheck} />
      <SuspensionCard suspension={dossier.suspension} />
      <Told title={text.meeting} said={[keptForm(found, definition, "meeting")]} none={text.noMeeting} />
      <Ballot ballot={dossier.ballot} />
      <Authority rows={dossier.authority} />
      <Decision decision={dossier.decision} />
      <Complaints complaint={dossier.complaint} />
      <Progress progress={dossier.progress} />
    </>
  );
}

/** Days that lie ahead, as the server counts them. */
function Dates({ dossier }: { dossier: DisciplineDossier }) {
  const { suspension, complaint, progress, decision } = dossier;
  const ahead: [string, string | null | undefined][] = [
    [text.suspensionEnds, suspension?.is_running ? suspension.until : null],
    [text.complaintEnds, complaint.is_open ? complaint.until : null],
    [text.commentDue, progress?.comment_due_on],
    [text.progressFrom, progress && !progress.recognised_on ? progress.earliest_on : null],
    [text.expires, decision?.expires_on],
  ];
  const known = ahead.filter((each): each is [string, string] => !!each[1]).sort((a, b) => a[1].localeCompare(b[1]));
  if (known.length === 0) return null;
  return (
    <Card title={text.dates}>
      <Facts wide items={known.map(([title, on]) => [title, <DayAhead key={title} on={on} />])} />
    </Card>
  );
}

function DayAhead({ on }: { on: string }) {
  return (
    <span class="chips">
      {day(on)} <DueChip at={`${on}T23:59:59+07:00`} beside />
    </span>
  );
}

/** What one or two moves recorded, or that they are still to come. */
function Told({ title, said, none }: { title: string; said: (Said | null)[]; none: string }) {
  const kept = said.filter((each) => each !== null);
  return (
    <Card title={title}>
      {kept.length === 0 && <p class="muted">{none}</p>}
      {kept.map((each, index) => (
        <SaidFacts key={index} wide fields={filledFields(each)} form={each.form} />
      ))}
    </Card>
  );
}

function SuspensionCard({ suspension }: { suspension: Suspension | null }) {
  if (!suspension) return null;
  const state = suspension.lifted_on
    ? text.lifted(day(suspension.lifted_on))
    : suspension.is_running
      ? text.suspended
      : text.suspensionOver;
  return (
    <Card
      class="dossier"
      title={text.suspension}
      actions={<Chip tone={suspension.is_running ? "red" : "plain"}>{state}</Chip>}
    >
      <Facts
        wide
        items={[
          [text.suspendedFrom, suspension.title],
          [text.stretch, text.fromTo(day(suspension.from_on), day(suspension.until))],
          [
            text.extension,
            suspension.was_extended
              ? text.extendedOnce
              : suspension.is_running
                ? text.latest(day(suspension.latest_on))
                : null,
          ],
          [text.reason, suspension.reason],
          [text.partyOpinion, suspension.party_opinion],
        ]}
      />
    </Card>
  );
}

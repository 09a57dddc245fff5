import { FileSpreadsheet, QrCode } from "lucide-preact";
import { Combobox, type Option } from "../../components/combobox";
import { Field } from "../../components/field";
import { Facts, unitUrl } from "../../components/parts";
import { memberOption, searchMembers, searchUnits, unitOption } from "../../forms/things";
import { fieldId } from "../../forms/schema-form";
import { withQuery } from "../../http/client";
import type { ProcessDefinition } from "../../http/types";
import { acting, me } from "../../resources/session";
import { common } from "../../text/vi";
import { caseSheet } from "./vi";
import { caseStart as text } from "../../text/vi-cases";
import { applications } from "../applications/vi";

/** The fields beside the form, by the names that the server says what is wrong with them. */
const UNIT = fieldId("unit_id");
const SUBJECT = fieldId("subject_id");

/** What the case is about, as far as it was picked. */
export interface About {
  unit?: Option | null;
  subject?: Option | null;
}

interface AboutProps {
  definition: ProcessDefinition;
  unit: Option | null;
  subject: Option | null;
  errors: Record<string, string[]>;
  onPick: (about: About) => void;
}

/** Which unit opens the case and about whom; below them the other ways to open it. */
export function AboutFields({ definition, unit, subject, errors, onPick }: AboutProps) {
  const asked = askedOf(definition);
  if (isOwn(definition) && unit && subject?.id === me.value?.person.id && !errors["unit_id"] && !errors["subject_id"]) {
    return (
      <div class="card">
        <Facts
          items={[
            [text.ofYourself, subject!.label],
            [text.yourChapter, unit.label],
          ]}
        />
      </div>
    );
  }
  const isFolded = definition.subject_asked?.is_rare && !subject && !errors["subject_id"];
  return (
    <div class="card form-about">
      <div class="form-about-fields">
        <Field id={UNIT} label={text.unit} errors={errors["unit_id"]}>
          <Combobox
            id={UNIT}
            value={unit}
            onChange={(picked) => onPick({ unit: picked })}
            search={searchUnits}
            read={unitOption as never}
          />
        </Field>
        {asked && !isFolded && <SubjectField {...{ definition, subject, errors, onPick }} />}
      </div>
      {asked && isFolded && (
        <details class="field-folded">
          <summary>{asked.title}</summary>
          <SubjectField {...{ definition, subject, errors, onPick }} />
        </details>
      )}
      {acting.value && <OtherWays definition={definition} unit={unit} />}
    </div>
  );
}

/** A link by which people write their own part, and the forms for many at once. */
function OtherWays({ definition, unit }: { definition: ProcessDefinition; unit: Option | null }) {
  const takesOwn = definition.takes_applications && unit && unit.id === acting.value?.unit.id;
  const forMany = [
    definition.workbook_schema && ["tu-tep", text.many],
    definition.members_sheet && ["bang-doan-vien", caseSheet.link],
  ] as const;
  if (!takesOwn && !forMany.some(Boolean)) return null;
  return (
    <div class="form-ways">
      {takesOwn && (
        <a class="link" href={unitUrl(unit.id, "don-xin-vao-doan")}>
          <QrCode size={18} aria-hidden="true" /> {applications.manage}
        </a>
      )}
      {forMany.map(
        (way) =>
          way && (
            <a key={way[0]} class="link" href={withQuery(`/ho-so/${way[0]}/${definition.code}`, { don_vi: unit?.id })}>
              <FileSpreadsheet size={18} aria-hidden="true" /> {way[1]}
            </a>
          ),
      )}
    </div>
  );
}

function SubjectField({ definition, subject, errors, onPick }: Omit<AboutProps, "unit">) {
  const asked = askedOf(definition)!;
  return (
    <Field
      id={SUBJECT}
      label={asked.title}
      hint={asked.hint}
      errors={errors["subject_id"]}
      mark={definition.subject === "member" ? common.required : undefined}
    >
      <Combobox
        id={SUBJECT}
        value={subject}
        onChange={(picked) => onPick({ subject: picked })}
        search={searchMembers}
        read={memberOption as never}
        describedBy={`${SUBJECT}-hint`}
      />
    </Field>
  );
}

/** Whether the caller can only mean themselves: a member without an office, where the case is about a member. */
export const isOwn = ({ subject, opens_for_oneself: isForOneself }: ProcessDefinition) =>
  !acting.value && (isForOneself || subject === "member");

/** The person of the registry that a case is about: how they are asked for, if at all. */
export function askedOf({ subject = "none", subject_asked: asked }: ProcessDefinition) {
  return subject === "none" ? null : (asked ?? text.subject);
}

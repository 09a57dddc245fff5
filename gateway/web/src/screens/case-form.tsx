import { useLocation } from "preact-iso";
import { useEffect, useMemo, useState } from "preact/hooks";
import { FileSpreadsheet, QrCode } from "lucide-preact";
import { Combobox, type Option } from "../components/combobox";
import { DraftNote } from "../components/draft-note";
import { Field } from "../components/field";
import { Page } from "../components/page";
import { Facts, unitUrl } from "../components/parts";
import { Await, Failure } from "../components/states";
import { clock, day } from "../format";
import { memberOption, searchMembers, searchUnits, unitOption } from "../forms/controls";
import { PageSteps, useFormPages } from "../forms/form-pages";
import { ActOfForm, OPEN, outgoing } from "../forms/schema";
import { fieldId, FormProblem, SchemaForm, startOf, useForm } from "../forms/schema-form";
import type { Application } from "../http/applications";
import { post, withQuery } from "../http/client";
import type { Candidate, Case, Member, ProcessDefinition, Unit } from "../http/types";
import { useProcessCode } from "../resources/process-address";
import { dropDraft, readDraft, saveDraft } from "../resources/drafts";
import { notify } from "../resources/notices";
import { invalidate, useResource } from "../resources/resource";
import { useSending } from "../resources/sending";
import { acting, me } from "../resources/session";
import { useWayBack } from "../resources/way-back";
import { caseSheet, caseStart as text, common } from "../text/vi";
import { applications } from "../text/vi-applications";
import { Applications } from "./applications";
import { Candidates } from "./case-candidates";
import { CheckAnswers } from "./case-check";

export default function CaseForm() {
  const { query } = useLocation();
  const code = useProcessCode();
  const definition = useResource<ProcessDefinition>(`/processes/${code}`);
  if (!definition.data) {
    return (
      <Page title={text.title} failed={!!definition.error}>
        <Await of={definition}>{() => null}</Await>
      </Page>
    );
  }
  return <OpenForm key={`${code}/${query["don"] ?? ""}`} definition={definition.data} />;
}

/** What is written of a case and not yet sent: the form, which unit opens it, about whom. This device keeps it. */
function useWriting(definition: ProcessDefinition) {
  const { query } = useLocation();
  // What was written about one person is no draft about another one.
  const name = [definition.code, query["doan_vien"], query["don"]].filter(Boolean).join("/");
  const draft = useMemo(() => readDraft(name), []);
  const [isDraft, setIsDraft] = useState(draft !== null);
  const [form, setForm] = useForm(definition.form_schema, draft?.form);
  const [savedAt, setSavedAt] = useState<string | null>(null);
  const unitId = query["don_vi"] ?? acting.value?.unit.id ?? me.value?.person.unit?.id;
  const own = acting.value?.unit ?? me.value?.person.unit;
  // The own unit is known by name before anything is read: nothing moves when the rest of it comes.
  const atOnce = own?.name && own.id === unitId ? { id: own.id, label: own.name } : null;
  const unit = usePicked<Unit>("/units", unitId, (found) => ({ id: found.id, label: found.name }), query["don_vi"] ? undefined : draft?.about?.["unit"], atOnce);
  const ownId = isOwn(definition) ? me.value?.person.id : undefined;
  const subject = usePicked<Member>("/members", query["doan_vien"] ?? ownId, memberOption, draft?.about?.["subject"]);
  const keep = (next: Record<string, unknown>, about: About = {}) => {
    setForm(next);
    setSavedAt(saveDraft(name, next, { unit: unit.picked, subject: subject.picked, ...about }));
  };
  const pick = (about: About, said: Record<string, unknown> = {}) => {
    if (about.unit !== undefined) unit.pick(about.unit);
    if (about.subject !== undefined) subject.pick(about.subject);
    keep({ ...form, ...said }, about);
  };
  const drop = () => {
    dropDraft(name);
    unit.unpick();
    subject.unpick();
    setForm(startOf(definition.form_schema));
    setSavedAt(null);
    setIsDraft(false);
  };
  const application = useResource<Application>(query["don"] ? `/applications/${query["don"]}` : null);
  return { form, application, unit: unit.value, isUnitComing: unit.isComing, subject: subject.value, savedAt, isDraft, keep, pick, drop, sent: () => dropDraft(name) };
}

interface About {
  unit?: Option | null;
  subject?: Option | null;
}

export function OpenForm({ definition }: { definition: ProcessDefinition }) {
  const { path, query, route } = useLocation();
  const { form, application, unit, isUnitComing, subject, savedAt, isDraft, ...writing } = useWriting(definition);
  const [isAskedOn, setIsAskedOn] = useState(false);
  const [checking, setChecking] = useState(false);
  const lacksUnit = isAskedOn && !unit && !isUnitComing;
  const pages = useFormPages(definition.form_schema);
  const { problem, busy, carry } = useSending((refused) => {
    setChecking(false);
    pages.openFor(refused.errors);
    scrollTo({ top: 0 });
  });
  useWayBack(checking, () => setChecking(false));
  const asked = askedOf(definition);
  useEffect(() => {
    if (!application.data || isDraft) return;
    const written = { ...form, ...application.data.form };
    writing.keep(written);
    pages.openUnanswered(written);
  }, [application.data?.id, isDraft]);

  const propose = ({ person, unit: chapter, form: said }: Candidate) =>
    writing.pick({ unit: { id: chapter.id, label: chapter.name }, subject: { id: person.id, label: person.full_name } }, said);
  const send = async (key: string) => {
    const body = { process: definition.code, unit_id: unit?.id, ...(asked && subject && { subject_id: subject.id }), ...(application.data && { application_id: application.data.id }), form: outgoing(definition.form_schema, form) };
    const { data } = await post<Case>("/cases", { body, key });
    writing.sent();
    invalidate("/cases", "/me/inbox", ...(application.data ? ["/units"] : []));
    notify(`${data.title}: ${data.state_title}.`);
    route(`/ho-so/${data.id}`, true);
  };

  const editPart = (group: string) => {
    setChecking(false);
    pages.openGroup(group);
  };

  if (checking && unit) {
    return <CheckAnswers definition={definition} form={form} unit={unit} subject={asked && [asked.title, subject]} busy={busy} onEdit={editPart} onSend={() => void carry(send)} />;
  }
  return (
    <Page title={definition.title} narrow failed={!!problem} below={definition.description && <p class="muted">{definition.description}</p>}>
      {isDraft && <DraftNote onDrop={writing.drop} />}
      {problem && <FormProblem problem={problem} schema={definition.form_schema} />}
      {application.error && !application.data && <Failure problem={application.error} />}
      {application.data && <p class="box">{applications.from(application.data.full_name, day(application.data.sent_at))}</p>}
      {definition.takes_applications && acting.value && unit && !query["don"] && pages.at === 0 && <Applications unitId={unit.id} at={path} />}
      {definition.candidates_at && acting.value && unit && <Candidates at={definition.candidates_at} unitId={unit.id} onPick={propose} />}
      <form
        class="form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setIsAskedOn(true);
          // A unit that is still being read does not cost the press: its page opens as soon as it is known.
          const hasUnit = unit !== null || isUnitComing;
          if (hasUnit && !pages.isLast) pages.next();
          else setChecking(hasUnit);
          scrollTo({ top: 0 });
        }}
      >
        {pages.count > 1 && <PageSteps pages={pages} />}
        {pages.at === 0 && (
          <AboutFields definition={definition} unit={unit} subject={subject} onPick={writing.pick} errors={lacksUnit ? { unit_id: [text.unitNeeded] } : (problem?.errors ?? {})} />
        )}
        <ActOfForm.Provider value={OPEN}>
          <SchemaForm schema={definition.form_schema} form={form} errors={problem?.errors ?? {}} onChange={writing.keep} only={pages.groups} />
        </ActOfForm.Provider>
        <div class="action-bar">
          {savedAt && <p class="caption">{text.draftSaved(clock(savedAt))}</p>}
          <button type="submit" class="button button-primary button-wide">
            {pages.isLast ? text.check : text.nextPage}
          </button>
        </div>
      </form>
    </Page>
  );
}

/** The fields beside the form, by the names that the server says what is wrong with them. */
const UNIT = fieldId("unit_id");
const SUBJECT = fieldId("subject_id");

interface AboutProps {
  definition: ProcessDefinition;
  unit: Option | null;
  subject: Option | null;
  errors: Record<string, string[]>;
  onPick: (about: About) => void;
}

/** Which unit opens the case and about whom; where it can be opened for many, the way there. */
function AboutFields({ definition, unit, subject, errors, onPick }: AboutProps) {
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
  const forMany = [definition.workbook_schema && ["tu-tep", text.many], definition.members_sheet && ["bang-doan-vien", caseSheet.link]] as const;
  return (
    <div class="card group-fields">
      <Field id={UNIT} label={text.unit} errors={errors["unit_id"]}>
        <Combobox id={UNIT} value={unit} onChange={(picked) => onPick({ unit: picked })} search={searchUnits} read={unitOption as never} />
      </Field>
      {definition.takes_applications && unit && unit.id === acting.value?.unit.id && (
        <p>
          <a class="button" href={unitUrl(unit.id, "don-xin-vao-doan")}>
            <QrCode size={20} aria-hidden="true" /> {applications.manage}
          </a>
        </p>
      )}
      {forMany.map(
        (way) =>
          way &&
          acting.value && (
            <p key={way[0]}>
              <a class="button" href={withQuery(`/ho-so/${way[0]}/${definition.code}`, { don_vi: unit?.id })}>
                <FileSpreadsheet size={20} aria-hidden="true" /> {way[1]}
              </a>
            </p>
          ),
      )}
      {asked && definition.subject_asked?.is_rare && !subject && !errors["subject_id"] ? (
        <details class="field-folded">
          <summary>{asked.title}</summary>
          <SubjectField {...{ definition, subject, errors, onPick }} />
        </details>
      ) : (
        asked && <SubjectField {...{ definition, subject, errors, onPick }} />
      )}
    </div>
  );
}

function SubjectField({ definition, subject, errors, onPick }: Omit<AboutProps, "unit">) {
  const asked = askedOf(definition)!;
  return (
    <Field id={SUBJECT} label={asked.title} hint={asked.hint} errors={errors["subject_id"]} mark={definition.subject === "member" ? common.required : undefined}>
      <Combobox id={SUBJECT} value={subject} onChange={(picked) => onPick({ subject: picked })} search={searchMembers} read={memberOption as never} describedBy={`${SUBJECT}-hint`} />
    </Field>
  );
}

/** Whether the caller can only mean themselves: a member without an office, where the case is about a member. */
const isOwn = ({ subject, opens_for_oneself: isForOneself }: ProcessDefinition) => !acting.value && (isForOneself || subject === "member");

/** The person of the registry that a case is about: how they are asked for, if at all. */
function askedOf({ subject = "none", subject_asked: asked }: ProcessDefinition) {
  return subject === "none" ? null : (asked ?? text.subject);
}

/** A thing named by id in the address, until the person picks another, now or in what is `kept` of before. atOnce: it, as far as it is known already. */
export function usePicked<T>(path: string, id: string | undefined, read: (found: T) => Option, kept?: unknown, atOnce: Option | null = null) {
  const [picked, setPicked] = useState(kept as Option | null | undefined);
  const found = useResource<T>(id && picked === undefined ? `${path}/${id}` : null);
  const [known, setKnown] = useState<Option | null>(atOnce);
  useEffect(() => {
    if (found.data) setKnown(read(found.data));
  }, [found.data]);
  const isComing = picked === undefined && !!id && known?.id !== id && !found.error;
  return { value: picked === undefined ? known : picked, isComing, picked, pick: setPicked, unpick: () => setPicked(undefined) };
}

import { useLocation } from "preact-iso";
import { useEffect, useMemo, useState } from "preact/hooks";
import { DraftNote } from "../../components/draft-note";
import { Page } from "../../components/page";
import { Await, Failure } from "../../components/states";
import { useMedia } from "../../components/virtual";
import { day } from "../../format";
import { memberOption } from "../../forms/things";
import { PageSteps, useFormPages } from "../../forms/form-pages";
import { useFormErrors } from "../../forms/misread-days";
import { ActOfForm, OPEN, outgoing } from "../../forms/schema";
import { SchemaForm, startOf, useForm } from "../../forms/schema-form";
import { post } from "../../http/client";
import type { Application, Candidate, Case, Member, ProcessDefinition, Unit } from "../../http/types";
import { useProcessCode } from "../../resources/process-address";
import { dropDraft, readDraft, saveDraft } from "../../resources/drafts";
import { notify } from "../../resources/notices";
import { usePicked } from "../../resources/picked-option";
import { invalidate, useResource, type Resource } from "../../resources/resource";
import { useSending } from "../../resources/sending";
import { acting, me } from "../../resources/session";
import { useWayBack } from "../../resources/way-back";
import { caseStart as text } from "../../text/vi-cases";
import { applications } from "../applications/vi";
import { Applications } from "../applications/applications";
import { Candidates } from "./case-candidates";
import { CheckAnswers } from "./case-check";
import { AboutFields, askedOf, isOwn, type About } from "./case-form-about";
import { answersBefore, FormBar, FormRail, isAnyNeeded } from "./case-form-rail";

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
  const unit = usePicked<Unit>(
    "/units",
    unitId,
    (found) => ({ id: found.id, label: found.name }),
    query["don_vi"] ? undefined : draft?.about?.["unit"],
    atOnce,
  );
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
  /** Writes into the form what an application says of itself. */
  const take = (said: Record<string, unknown>) => {
    const written = { ...form, ...said };
    keep(written);
    return written;
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
  return {
    form,
    application,
    unit: unit.value,
    isUnitComing: unit.isComing,
    subject: subject.value,
    savedAt,
    isDraft,
    keep,
    pick,
    take,
    drop,
    sent: () => dropDraft(name),
  };
}

type Writing = ReturnType<typeof useWriting>;

/** Opens the case as it is written, and goes to it. */
function useOpening(definition: ProcessDefinition, { form, application, unit, subject, sent }: Writing) {
  const { route } = useLocation();
  const asked = askedOf(definition);
  return async (key: string) => {
    const about = {
      ...(asked && subject && { subject_id: subject.id }),
      ...(application.data && { application_id: application.data.id }),
    };
    const { data } = await post<Case>("/cases", {
      body: { process: definition.code, unit_id: unit?.id, ...about, form: outgoing(definition.form_schema, form) },
      key,
    });
    sent();
    invalidate("/cases", "/me/inbox", ...(application.data ? ["/units"] : []));
    notify(`${data.title}: ${data.state_title}.`);
    route(`/ho-so/${data.id}`, true);
  };
}

export function OpenForm({ definition }: { definition: ProcessDefinition }) {
  const writing = useWriting(definition);
  const { form, application, unit, isUnitComing, subject } = writing;
  const [isAskedOn, setIsAskedOn] = useState(false);
  const [checking, setChecking] = useState(false);
  const hasRail = useMedia("(min-width: 1000px)");
  const lacksUnit = isAskedOn && !unit && !isUnitComing;
  const schema = definition.form_schema;
  const pages = useFormPages(schema);
  const { problem, busy, carry } = useSending((refused) => {
    setChecking(false);
    pages.openFor(refused.errors);
    scrollTo({ top: 0 });
  });
  const wrong = useFormErrors(schema, problem);
  useWayBack(checking, () => setChecking(false));
  const asked = askedOf(definition);
  useEffect(() => {
    if (application.data && !writing.isDraft) pages.openUnanswered(writing.take(application.data.form));
  }, [application.data?.id, writing.isDraft]);

  const send = useOpening(definition, writing);
  const goOn = (event: Event) => {
    event.preventDefault();
    setIsAskedOn(true);
    // A unit that is still being read does not cost the press: its page opens as soon as it is known.
    const hasUnit = unit !== null || isUnitComing;
    const misread = wrong.readDays(form, pages.isLast ? undefined : pages.groups);
    if (misread) pages.openFor(misread);
    else if (hasUnit && !pages.isLast) pages.next();
    else setChecking(hasUnit);
    scrollTo({ top: 0 });
  };
  const editPart = (group: string) => {
    setChecking(false);
    pages.openGroup(group);
  };

  if (checking && unit) {
    return (
      <CheckAnswers
        definition={definition}
        form={form}
        unit={unit}
        subject={asked && [asked.title, subject]}
        busy={busy}
        onEdit={editPart}
        onSend={() => void carry(send)}
      />
    );
  }
  return (
    <Page title={definition.title} form failed={wrong.isWrong}>
      <div class="form-layout">
        {hasRail && <FormRail definition={definition} pages={pages} form={form} />}
        <div class="stack">
          {writing.isDraft && <DraftNote onDrop={writing.drop} />}
          {wrong.summary}
          <Applied application={application} />
          {acting.value && unit && (
            <Proposed definition={definition} unitId={unit.id} isFirst={pages.at === 0} onPick={writing.pick} />
          )}
          <form class="form" noValidate onSubmit={goOn}>
            {pages.count > 1 && !hasRail && <PageSteps pages={pages} written={answersBefore(schema, pages, form)} />}
            {isAnyNeeded(schema, pages.groups, form) && <p class="caption">{text.starred}</p>}
            {pages.at === 0 && (
              <AboutFields
                definition={definition}
                unit={unit}
                subject={subject}
                onPick={writing.pick}
                errors={lacksUnit ? { unit_id: [text.unitNeeded] } : wrong.errors}
              />
            )}
            <ActOfForm.Provider value={OPEN}>
              <SchemaForm
                schema={schema}
                form={form}
                errors={wrong.errors}
                onChange={writing.keep}
                only={pages.groups}
              />
            </ActOfForm.Provider>
            <FormBar pages={pages} savedAt={writing.savedAt} />
          </form>
        </div>
      </div>
    </Page>
  );
}

/** Who is proposed for the case: by an application of their own, or by what the records say of them. */
function Proposed({
  definition,
  unitId,
  isFirst,
  onPick,
}: {
  definition: ProcessDefinition;
  unitId: string;
  isFirst: boolean;
  onPick: (about: About, said: Record<string, unknown>) => void;
}) {
  const { path, query } = useLocation();
  const propose = ({ person, unit: chapter, form: said }: Candidate) =>
    onPick(
      { unit: { id: chapter.id, label: chapter.name }, subject: { id: person.id, label: person.full_name } },
      said,
    );
  return (
    <>
      {definition.takes_applications && !query["don"] && isFirst && <Applications unitId={unitId} at={path} />}
      {definition.candidates_at && <Candidates at={definition.candidates_at} unitId={unitId} onPick={propose} />}
    </>
  );
}

/** Whose application the case is opened from, or why it cannot be read. */
function Applied({ application: { data, error } }: { application: Resource<Application> }) {
  if (data) return <p class="box">{applications.from(data.full_name, day(data.sent_at))}</p>;
  return error && <Failure problem={error} />;
}

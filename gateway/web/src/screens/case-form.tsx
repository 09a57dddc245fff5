import { useLocation, useRoute } from "preact-iso";
import { useEffect, useMemo, useState } from "preact/hooks";
import { FileSpreadsheet } from "lucide-preact";
import { Combobox, type Option } from "../components/combobox";
import { Field } from "../components/field";
import { Page } from "../components/page";
import { Await } from "../components/states";
import { clock } from "../format";
import { memberOption, searchMembers, searchUnits, unitOption } from "../forms/controls";
import { ActOfForm, OPEN, outgoing } from "../forms/schema";
import { FormProblem, SchemaForm, startOf, useForm } from "../forms/schema-form";
import { post, withQuery } from "../http/client";
import type { Candidate, Case, Member, ProcessDefinition, Unit } from "../http/types";
import { dropDraft, readDraft, saveDraft } from "../resources/drafts";
import { notify } from "../resources/notices";
import { invalidate, useResource } from "../resources/resource";
import { useSending } from "../resources/sending";
import { acting, me } from "../resources/session";
import { caseSheet, caseStart as text } from "../text/vi";
import { Candidates } from "./case-candidates";
import { CheckAnswers } from "./case-check";

export default function CaseForm() {
  const code = useRoute().params["process"]!;
  const definition = useResource<ProcessDefinition>(`/processes/${code}`);
  if (!definition.data) {
    return (
      <Page title={text.title} failed={!!definition.error}>
        <Await of={definition}>{() => null}</Await>
      </Page>
    );
  }
  return <OpenForm key={code} definition={definition.data} />;
}

export function OpenForm({ definition }: { definition: ProcessDefinition }) {
  const { query, route } = useLocation();
  const draft = useMemo(() => readDraft(definition.code), []);
  const [isDraft, setIsDraft] = useState(draft !== null);
  const [lacksUnit, setLacksUnit] = useState(false);
  const [form, setForm] = useForm(definition.form_schema, draft?.form);
  const [savedAt, setSavedAt] = useState<string | null>(null);
  const [checking, setChecking] = useState(false);
  const { problem, busy, carry } = useSending(() => {
    setChecking(false);
    scrollTo({ top: 0 });
  });
  const unit = usePicked<Unit>("/units", query["don_vi"] ?? acting.value?.unit.id ?? me.value?.person.unit?.id, (found) => ({ id: found.id, label: found.name }));
  const asked = askedOf(definition);
  // Without an office one opens a case about oneself, unless it may be about somebody whom the form tells of.
  const own = definition.subject === "member" && !acting.value ? me.value?.person.id : undefined;
  const subject = usePicked<Member>("/members", query["doan_vien"] ?? own, memberOption);

  const change = (next: Record<string, unknown>) => {
    setForm(next);
    setSavedAt(saveDraft(definition.code, next));
  };
  const drop = () => {
    dropDraft(definition.code);
    setForm(startOf(definition.form_schema));
    setSavedAt(null);
    setIsDraft(false);
  };
  const propose = ({ person, unit: chapter, form: said }: Candidate) => {
    unit.pick({ id: chapter.id, label: chapter.name });
    subject.pick({ id: person.id, label: person.full_name });
    change({ ...form, ...said });
  };
  const send = async (key: string) => {
    const body = { process: definition.code, unit_id: unit.value?.id, ...(asked && subject.value && { subject_id: subject.value.id }), form: outgoing(definition.form_schema, form) };
    const { data } = await post<Case>("/cases", { body, key });
    dropDraft(definition.code);
    invalidate("/cases", "/me/inbox");
    notify(`${data.title}: ${data.state_title}.`);
    route(`/ho-so/${data.id}`, true);
  };

  if (checking) {
    return <CheckAnswers definition={definition} form={form} unit={unit.value} subject={asked && subject.value ? [asked.title, subject.value] : null} busy={busy} onEdit={() => setChecking(false)} onSend={() => unit.value && void carry(send)} />;
  }
  return (
    <Page title={definition.title} narrow failed={!!problem} below={definition.description && <p class="muted">{definition.description}</p>}>
      {isDraft && <DraftNote onDrop={drop} />}
      {problem && <FormProblem problem={problem} schema={definition.form_schema} />}
      {definition.candidates_at && acting.value && unit.value && <Candidates at={definition.candidates_at} unitId={unit.value.id} onPick={propose} />}
      <form
        class="form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setLacksUnit(!unit.value);
          setChecking(unit.value !== null);
          scrollTo({ top: 0 });
        }}
      >
        <About definition={definition} unit={unit} subject={subject} errors={lacksUnit && !unit.value ? { unit_id: [text.unitNeeded] } : (problem?.errors ?? {})} />
        <ActOfForm.Provider value={OPEN}>
          <SchemaForm schema={definition.form_schema} form={form} errors={problem?.errors ?? {}} onChange={change} />
        </ActOfForm.Provider>
        <div class="action-bar">
          {savedAt && <p class="caption">{text.draftSaved(clock(savedAt))}</p>}
          <button type="submit" class="button button-primary button-wide">
            {text.check}
          </button>
        </div>
      </form>
    </Page>
  );
}

type Picking = ReturnType<typeof usePicked>;

/** Which unit opens the case and about whom; where it can be opened for many, the way there. */
function About({ definition, unit, subject, errors }: { definition: ProcessDefinition; unit: Picking; subject: Picking; errors: Record<string, string[]> }) {
  const asked = askedOf(definition);
  const forMany = [definition.workbook_schema && ["tu-tep", text.many], definition.members_sheet && ["bang-doan-vien", caseSheet.link]] as const;
  return (
    <div class="card group-fields">
      <Field id="unit" label={text.unit} errors={errors["unit_id"]}>
        <Combobox id="unit" value={unit.value} onChange={unit.pick} search={searchUnits} read={unitOption as never} />
      </Field>
      {forMany.map(
        (way) =>
          way && (
            <p key={way[0]}>
              <a class="button" href={withQuery(`/ho-so/${way[0]}/${definition.code}`, { don_vi: unit.value?.id })}>
                <FileSpreadsheet size={20} aria-hidden="true" /> {way[1]}
              </a>
            </p>
          ),
      )}
      {asked && (
        <Field id="subject" label={asked.title} hint={asked.hint} errors={errors["subject_id"]}>
          <Combobox id="subject" value={subject.value} onChange={subject.pick} search={searchMembers} read={memberOption as never} describedBy="subject-hint" />
        </Field>
      )}
    </div>
  );
}

/** The person of the registry that a case is about: how they are asked for, if at all. */
function askedOf({ subject = "none", subject_asked: asked }: ProcessDefinition) {
  return subject === "none" ? null : (asked ?? text.subject);
}

function DraftNote({ onDrop }: { onDrop: () => void }) {
  return (
    <p class="box between" role="status">
      <span>{text.draftKept}</span>
      <button type="button" class="link" onClick={onDrop}>
        {text.dropDraft}
      </button>
    </p>
  );
}

/** A thing named by id in the address, until the person picks another. */
export function usePicked<T>(path: string, id: string | undefined, read: (found: T) => Option) {
  const [picked, setPicked] = useState<Option | null | undefined>(undefined);
  const found = useResource<T>(id && picked === undefined ? `${path}/${id}` : null);
  const [known, setKnown] = useState<Option | null>(null);
  useEffect(() => {
    if (found.data) setKnown(read(found.data));
  }, [found.data]);
  return { value: picked === undefined ? known : picked, pick: setPicked };
}

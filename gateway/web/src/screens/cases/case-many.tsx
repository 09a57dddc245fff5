import { useState } from "preact/hooks";
import { Choice } from "../../components/choice";
import { Page } from "../../components/page";
import { Await, Empty } from "../../components/states";
import { useName } from "../../forms/things";
import { ActOfForm, OPEN, outgoing } from "../../forms/schema";
import { FormProblem, SchemaForm, useForm } from "../../forms/schema-form";
import { post, withQuery } from "../../http/client";
import type { Job, JobResult, ProcessDefinition, ProcessItem } from "../../http/types";
import { dropPicks, picked } from "../../resources/picked";
import { useResource } from "../../resources/resource";
import { useSending } from "../../resources/sending";
import { acting } from "../../resources/session";
import { caseMany as text } from "./vi";
import { cases } from "../../text/vi-cases";
import { useFilters } from "../../url";
import { JobOutcome } from "../jobs/job-outcome";

/** A case for each of the members who were ticked: which process, one form for all, then what came of each. */
export default function CaseMany() {
  const menu = useResource<{ items: ProcessItem[] }>("/processes");
  const { values, change, isComing } = useFilters(["don_vi", "quy_trinh", "viec"] as const, {
    quy_trinh: menu.data?.items ?? (menu.error ? [] : null),
  });
  const unitId = values.don_vi || acting.value?.unit.id || "";
  // Whom the job is about is told by name when it is over, though the ticks are gone by then.
  const [names, setNames] = useState<ReadonlyMap<string, string>>(picked.value);
  const count = picked.value.size;
  const start = (job: Job) => {
    setNames(picked.value);
    dropPicks();
    change({ viec: job.id });
  };
  if (values.viec) {
    return (
      <Page title={text.title} narrow>
        <ManyOutcome id={values.viec} names={names} unitId={unitId} />
      </Page>
    );
  }
  if (count === 0) {
    return (
      <Page title={text.title} narrow>
        <Empty drawing="book" title={text.nobody} text={text.nobodyText}>
          <a class="button" href={`/don-vi/${unitId}/doan-vien`}>
            {text.toList}
          </a>
        </Empty>
      </Page>
    );
  }
  return (
    <Page title={text.titleOf(count)} narrow below={<p class="muted">{text.lead}</p>}>
      <div class="stack">
        <PickedNames />
        <ProcessChoice unitId={unitId} value={values.quy_trinh} onChange={(quy_trinh) => change({ quy_trinh })} />
        {values.quy_trinh && !isComing && (
          <SharedForm key={values.quy_trinh} process={values.quy_trinh} unitId={unitId} onStart={start} />
        )}
      </div>
    </Page>
  );
}

function PickedNames() {
  return (
    <details class="card">
      <summary>{text.who(picked.value.size)}</summary>
      <ul class="rows">
        {[...picked.value].map(([id, name]) => (
          <li key={id} class="row-plain">
            {name}
          </li>
        ))}
      </ul>
    </details>
  );
}

function ProcessChoice({
  unitId,
  value,
  onChange,
}: {
  unitId: string;
  value: string;
  onChange: (code: string) => void;
}) {
  const found = useResource<{ items: ProcessItem[] }>(withQuery("/processes", { unit_id: unitId }));
  return (
    <section class="card">
      <Await of={found} part>
        {({ items }) => (
          <Choice
            id="quy-trinh"
            title={cases.process}
            blank={text.pickProcess}
            value={value}
            choices={items.filter((item) => item.for_many && item.may_open !== false)}
            onChange={onChange}
          />
        )}
      </Await>
    </section>
  );
}

function SharedForm(props: { process: string; unitId: string; onStart: (job: Job) => void }) {
  const definition = useResource<ProcessDefinition>(`/processes/${props.process}`);
  return <Await of={definition}>{(found) => <Fields {...props} definition={found} />}</Await>;
}

function Fields({
  definition,
  process,
  unitId,
  onStart,
}: {
  definition: ProcessDefinition;
  process: string;
  unitId: string;
  onStart: (job: Job) => void;
}) {
  const [form, setForm] = useForm(definition.form_schema);
  const { problem, busy, carry } = useSending(() => scrollTo({ top: 0 }));
  const count = picked.value.size;
  const send = async (key: string) => {
    const body = {
      process,
      unit_id: unitId,
      subject_ids: [...picked.value.keys()],
      form: outgoing(definition.form_schema, form),
    };
    const { data } = await post<Job>("/cases/bulk", { body, key });
    onStart(data);
  };
  const submit = (event: Event) => {
    event.preventDefault();
    void carry(send);
  };
  return (
    <form class="form" noValidate onSubmit={submit}>
      {problem && <FormProblem schema={definition.form_schema} problem={problem} />}
      <ActOfForm.Provider value={OPEN}>
        <SchemaForm schema={definition.form_schema} form={form} errors={problem?.errors ?? {}} onChange={setForm} />
      </ActOfForm.Provider>
      <div class="action-bar">
        <button type="submit" class="button button-primary button-wide" aria-disabled={busy}>
          {text.open(definition.title, count)}
        </button>
      </div>
    </form>
  );
}

/** At the end each person with the number of their case, or why there is none: those first. */
function ManyOutcome({ id, names, unitId }: { id: string; names: ReadonlyMap<string, string>; unitId: string }) {
  return (
    <JobOutcome
      id={id}
      unitId={unitId}
      during={text.mayLeave}
      failed={text.failed}
      outcome={text.outcome}
      again={{ href: `/don-vi/${unitId}/doan-vien`, title: text.toList }}
    >
      {(results) => (
        <ul class="rows">
          {[...results]
            .sort((a, b) => Number(a.ok) - Number(b.ok))
            .map((result) => (
              <li key={result.id} class="row-plain">
                <ResultOf result={result} name={names.get(result.id)} />
              </li>
            ))}
        </ul>
      )}
    </JobOutcome>
  );
}

function ResultOf({ result, name }: { result: JobResult; name: string | undefined }) {
  const known = useName("person", name ? null : result.id);
  return (
    <span class="row-main">
      <a href={`/doan-vien/${result.id}/so`}>{name ?? known ?? text.someone}</a>
      {result.ok ? (
        <span class="caption">
          {text.caseOf} <a href={`/ho-so/${result.detail}`}>{result.detail}</a>
        </span>
      ) : (
        <span class="red-text">{result.detail ?? text.failed}</span>
      )}
    </span>
  );
}

import { useLocation, useRoute } from "preact-iso";
import { useEffect, useMemo, useState } from "preact/hooks";
import { Combobox } from "../components/combobox";
import { Field } from "../components/field";
import { Page } from "../components/page";
import { Progress } from "../components/parts";
import { Await, Failure } from "../components/states";
import { searchUnits, unitOption } from "../forms/controls";
import { outgoing } from "../forms/schema";
import { SchemaForm, useForm } from "../forms/schema-form";
import { post, Problem, uuid, withQuery } from "../http/client";
import type { Job, ProcessDefinition, Schema, Unit } from "../http/types";
import { faultOf, isOver, rememberJob } from "../resources/jobs";
import { invalidate, useResource } from "../resources/resource";
import { acting, me } from "../resources/session";
import { caseStart as text } from "../text/vi";
import { usePicked } from "./case-form";
import { DropZone } from "./import-upload";

/** A case for each person of a workbook, and what is the same for all of them: first the form, then what came of it. */
export default function CaseWorkbook() {
  const code = useRoute().params["process"]!;
  const { query } = useLocation();
  const definition = useResource<ProcessDefinition>(`/processes/${code}`);
  const found = definition.data;
  return (
    <Page title={found ? text.manyTitle(found.title) : text.title} narrow failed={!!definition.error} below={found && !query["viec"] && <p class="muted">{text.manyText}</p>}>
      <Await of={definition}>
        {(known) => {
          if (!known.workbook_schema) return <Failure problem={new Problem({ detail: text.manyNone }, 404)} />;
          return query["viec"] ? <Outcome id={query["viec"]} code={code} /> : <WorkbookForm code={code} schema={known.workbook_schema} />;
        }}
      </Await>
    </Page>
  );
}

function WorkbookForm({ code, schema }: { code: string; schema: Schema }) {
  const { query, route } = useLocation();
  const [form, setForm] = useForm(schema);
  const [file, setFile] = useState<File | null>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const unit = usePicked<Unit>("/units", query["don_vi"] ?? acting.value?.unit.id ?? me.value?.person.unit?.id, (found) => ({ id: found.id, label: found.name }));
  const key = useMemo(uuid, [problem, file]);

  const send = async (event: Event) => {
    event.preventDefault();
    if (!file || !unit.value || busy) return;
    setBusy(true);
    setProblem(null);
    const body = new FormData();
    body.append("unit_id", unit.value.id);
    body.append("form", JSON.stringify(outgoing(schema, form)));
    body.append("file", file);
    try {
      const { data } = await post<Job>("/cases/from-workbook", { body, key });
      rememberJob(data.id);
      route(withQuery(`/ho-so/tu-tep/${code}`, { don_vi: unit.value.id, viec: data.id }), true);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      setProblem(error);
      scrollTo({ top: 0 });
    }
    setBusy(false);
  };
  return (
    <form class="form" noValidate onSubmit={send}>
      {problem && <Failure problem={problem} />}
      <div class="card group-fields">
        <Field id="unit" label={text.unit} errors={problem?.errors["unit_id"]}>
          <Combobox id="unit" value={unit.value} onChange={unit.pick} search={searchUnits} read={unitOption as never} />
        </Field>
        <DropZone file={file} onFile={setFile} />
      </div>
      <SchemaForm schema={schema} form={form} errors={problem?.errors ?? {}} onChange={setForm} />
      <div class="action-bar">
        <button type="submit" class="button button-primary button-wide" aria-disabled={!file || !unit.value || busy}>
          {busy ? text.manySending : text.manySend}
        </button>
      </div>
    </form>
  );
}

/** How far it is; at the end whom a case was opened for, and which rows wait to be mended. */
export function Outcome({ id, code }: { id: string; code: string }) {
  const { query } = useLocation();
  const found = useResource<Job>(`/jobs/${id}`);
  const job = found.data;
  useEffect(() => {
    if (!job || found.busy) return;
    if (isOver(job)) return invalidate("/cases", "/me/inbox");
    const timer = setTimeout(found.reload, 700);
    return () => clearTimeout(timer);
  }, [job?.state, job?.done, found.busy]);
  if (!job) return <Await of={found}>{() => null}</Await>;
  const left = job.results.filter((result) => !result.ok);
  const opened = job.results.length - left.length;
  return (
    <div class="card stack" role="status">
      {!isOver(job) && <Progress label={text.manyProgress} done={job.done} total={job.total} />}
      {job.state === "failed" && <p class="box box-red">{faultOf(job) ?? `${text.manyFailed} ${text.manyFailedMend}`}</p>}
      {isOver(job) && job.results.length > 0 && <p>
          <strong>{text.manyOpened(opened)}</strong>
        </p>}
      {left.length > 0 && (
        <>
          <p>{text.manyLeft(left.length)}</p>
          <ul class="rows">
            {left.map((result) => (
              <li key={result.id} class="row-plain">
                {result.detail ?? result.code}
              </li>
            ))}
          </ul>
        </>
      )}
      {isOver(job) && (
        <div class="dialog-actions">
          <a class="button button-primary" href={withQuery("/ho-so", { don_vi: query["don_vi"] })}>
            {text.manySee}
          </a>
          <a class="button" href={withQuery(`/ho-so/tu-tep/${code}`, { don_vi: query["don_vi"] })}>
            {text.manyAgain}
          </a>
        </div>
      )}
    </div>
  );
}

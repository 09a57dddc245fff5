import { useLocation } from "preact-iso";
import { useState } from "preact/hooks";
import { Combobox } from "../../components/combobox";
import { DraftNote } from "../../components/draft-note";
import { Field } from "../../components/field";
import { Page } from "../../components/page";
import { Await, Failure } from "../../components/states";
import { searchUnits, unitOption } from "../../forms/things";
import { outgoing } from "../../forms/schema";
import { SchemaForm, startOf } from "../../forms/schema-form";
import { post, Problem, withQuery } from "../../http/client";
import type { Job, JobResult, ProcessDefinition, Schema, Unit } from "../../http/types";
import { useProcessCode } from "../../resources/process-address";
import { usePicked } from "../../resources/picked-option";
import { useResource } from "../../resources/resource";
import { useSending } from "../../resources/sending";
import { acting, me } from "../../resources/session";
import { useTyped } from "../../resources/typed";
import { caseStart as text } from "../../text/vi-cases";
import { DropZone } from "../imports/import-upload";
import { JobOutcome } from "../jobs/job-outcome";
import { Reasons } from "./reasons";

/** A case for each person of a workbook, and what is the same for all of them: first the form, then what came of it. */
export default function CaseWorkbook() {
  const code = useProcessCode();
  const { query } = useLocation();
  const definition = useResource<ProcessDefinition>(`/processes/${code}`);
  const found = definition.data;
  return (
    <Page
      title={found ? text.manyTitle(found.title) : text.title}
      narrow
      failed={!!definition.error}
      below={found && !query["viec"] && <p class="muted">{text.manyText}</p>}
    >
      <Await of={definition}>
        {(known) => {
          if (!known.workbook_schema) return <Failure problem={new Problem({ detail: text.manyNone }, 404)} />;
          return query["viec"] ? (
            <Outcome id={query["viec"]} />
          ) : (
            <WorkbookForm code={code} schema={known.workbook_schema} />
          );
        }}
      </Await>
    </Page>
  );
}

export function WorkbookForm({ code, schema }: { code: string; schema: Schema }) {
  const { query, route } = useLocation();
  // What is the same for all stays for the corrected file that comes after this one.
  const { form, isBack, ...typed } = useTyped(`${location.pathname} ${code}`, startOf(schema));
  const [file, setFile] = useState<File | null>(null);
  const { problem, busy, carry } = useSending(() => scrollTo({ top: 0 }));
  const unit = usePicked<Unit>(
    "/units",
    query["don_vi"] ?? acting.value?.unit.id ?? me.value?.person.unit?.id,
    (found) => ({ id: found.id, label: found.name }),
  );

  const submit = (event: Event) => {
    event.preventDefault();
    const at = unit.value?.id;
    if (!file || !at) return;
    const body = new FormData();
    body.append("unit_id", at);
    body.append("form", JSON.stringify(outgoing(schema, form)));
    body.append("file", file);
    void carry(async (key) => {
      const { data } = await post<Job>("/cases/from-workbook", { body, key });
      route(withQuery(location.pathname, { don_vi: at, viec: data.id }), true);
    });
  };
  return (
    <form class="form" noValidate onSubmit={submit}>
      {problem && <Failure problem={problem} />}
      {isBack && <DraftNote onDrop={typed.restart} />}
      <div class="card form-about">
        <div class="form-about-fields">
          <Field id="unit" label={text.unit} errors={problem?.errors["unit_id"]}>
            <Combobox
              id="unit"
              value={unit.value}
              onChange={unit.pick}
              search={searchUnits}
              read={unitOption as never}
            />
          </Field>
        </div>
        <DropZone file={file} onFile={setFile} />
      </div>
      <SchemaForm schema={schema} form={form} errors={problem?.errors ?? {}} onChange={typed.type} />
      <div class="action-bar">
        <button type="submit" class="button button-primary button-wide" aria-disabled={!file || !unit.value || busy}>
          {busy ? text.manySending : text.manySend}
        </button>
      </div>
    </form>
  );
}

/** At the end how many cases were opened, and which rows wait to be mended. */
export function Outcome({ id }: { id: string }) {
  const unitId = useLocation().query["don_vi"];
  const outcome = (opened: number, left: number) => (opened + left > 0 ? text.manyOpened(opened) : null);
  return (
    <JobOutcome
      id={id}
      unitId={unitId}
      failed={`${text.manyFailed} ${text.manyFailedMend}`}
      outcome={outcome}
      again={{ href: withQuery(location.pathname, { don_vi: unitId }), title: text.manyAgain }}
    >
      {(results) => <Left results={results.filter((result) => !result.ok)} />}
    </JobOutcome>
  );
}

function Left({ results }: { results: JobResult[] }) {
  if (results.length === 0) return null;
  return (
    <>
      <p>{text.manyLeft(results.length)}</p>
      <Reasons results={results} />
    </>
  );
}

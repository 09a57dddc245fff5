import { useLocation } from "preact-iso";
import { useState } from "preact/hooks";
import { Download } from "lucide-preact";
import { Combobox, type Option } from "../../components/combobox";
import { DraftNote } from "../../components/draft-note";
import { Field } from "../../components/field";
import { FileButton } from "../../components/file-button";
import { Page } from "../../components/page";
import { Await, Failure } from "../../components/states";
import { searchUnits, unitOption } from "../../forms/things";
import { outgoing } from "../../forms/schema";
import { FormProblem, SchemaForm, startOf } from "../../forms/schema-form";
import { post, Problem, withQuery } from "../../http/client";
import type { Job, ProcessDefinition, Unit } from "../../http/types";
import { useProcessCode } from "../../resources/process-address";
import { usePicked } from "../../resources/picked-option";
import { useResource } from "../../resources/resource";
import { useSending } from "../../resources/sending";
import { acting, me } from "../../resources/session";
import { useTyped } from "../../resources/typed";
import { caseSheet as text } from "./vi";
import { SheetChecked, SheetOpened } from "./case-sheet-outcome";
import { DropZone } from "../imports/import-upload";

type MembersSheet = NonNullable<ProcessDefinition["members_sheet"]>;

/**
 * Cases about a class or a whole unit by a workbook of its members: it goes out, comes back filled in, is checked, and
 * opens them.
 */
export default function CaseSheet() {
  const code = useProcessCode();
  const { query } = useLocation();
  const definition = useResource<ProcessDefinition>(`/processes/${code}`);
  const found = definition.data;
  return (
    <Page title={found ? text.title(found.title) : text.name} narrow failed={!!definition.error}>
      <Await of={definition}>
        {(known) => {
          if (!known.members_sheet) return <Failure problem={new Problem({ detail: text.none }, 404)} />;
          return query["viec"] ? <SheetOpened id={query["viec"]} /> : <Steps code={code} sheet={known.members_sheet} />;
        }}
      </Await>
    </Page>
  );
}

export function Steps({ code, sheet }: { code: string; sheet: MembersSheet }) {
  const { query, route } = useLocation();
  // What is the same for all stays for the corrected file that comes after this one.
  const { form, isBack, ...typed } = useTyped(`${location.pathname} ${code}`, startOf(sheet.schema));
  const [file, setFile] = useState<File | null>(null);
  const [checked, setChecked] = useState<string | null>(null);
  const { problem, busy, carry, renew } = useSending(() => scrollTo({ top: 0 }));
  const unit = usePicked<Unit>(
    "/units",
    query["don_vi"] ?? acting.value?.unit.id ?? me.value?.person.unit?.id,
    (found) => ({ id: found.id, label: found.name }),
  );
  // What was checked is what is opened: another file, form or unit is checked anew.
  const anew =
    <T,>(change: (given: T) => void) =>
    (given: T) => {
      setChecked(null);
      if (!busy) renew();
      change(given);
    };

  const send = (onlyCheck: boolean) => {
    const at = unit.value?.id;
    if (!file || !at) return;
    const body = new FormData();
    for (const [name, value] of Object.entries({
      process: code,
      unit_id: at,
      form: JSON.stringify(outgoing(sheet.schema, form)),
      only_check: String(onlyCheck),
    }))
      body.append(name, value);
    body.append("file", file);
    void carry(async (key) => {
      const { data } = await post<Job>("/cases/from-members-sheet", { body, key });
      if (onlyCheck) {
        setChecked(data.id);
        renew();
        return;
      }
      route(withQuery(location.pathname, { don_vi: at, viec: data.id }), true);
    });
  };
  return (
    <form
      class="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        send(true);
      }}
    >
      {problem && <FormProblem schema={sheet.schema} problem={problem} />}
      {isBack && <DraftNote onDrop={() => anew(typed.restart)(undefined)} />}
      <Out
        code={code}
        unit={unit.value}
        onUnit={anew(unit.pick)}
        columns={sheet.columns}
        errors={problem?.errors["unit_id"]}
      />
      <section class="card stack">
        <h2>{text.back}</h2>
        <p class="muted">{text.backText}</p>
        <DropZone file={file} onFile={anew(setFile)} />
      </section>
      <SchemaForm schema={sheet.schema} form={form} errors={problem?.errors ?? {}} onChange={anew(typed.type)} />
      {checked ? (
        <SheetChecked id={checked} busy={busy} onOpen={() => send(false)} />
      ) : (
        <div class="action-bar">
          <button type="submit" class="button button-primary button-wide" aria-disabled={!file || !unit.value || busy}>
            {busy ? text.sending : text.check}
          </button>
        </div>
      )}
    </form>
  );
}

interface OutProps {
  code: string;
  unit: Option | null;
  onUnit: (unit: Option | null) => void;
  columns: string[];
  errors: string[] | undefined;
}

function Out({ code, unit, onUnit, columns, errors }: OutProps) {
  return (
    <section class="card stack">
      <h2>{text.out}</h2>
      <Field id="unit" label={text.unit} errors={errors}>
        <Combobox id="unit" value={unit} onChange={onUnit} search={searchUnits} read={unitOption as never} />
      </Field>
      <p class="muted">{text.outText(columns)}</p>
      {unit && (
        <p>
          <FileButton path={withQuery(`/processes/${code}/members-sheet.xlsx`, { unit_id: unit.id })}>
            <Download size={20} aria-hidden="true" /> {text.download}
          </FileButton>
        </p>
      )}
    </section>
  );
}

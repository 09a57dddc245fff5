import { useEffect, useState } from "preact/hooks";
import { Warnings } from "../../components/parts";
import { Await, Loading } from "../../components/states";
import { FilesAt, filesOf } from "../../forms/spoken";
import type { Case, ProcessDefinition } from "../../http/types";
import { useResource } from "../../resources/resource";
import { bulk as text, casePage } from "../../text/vi-cases";
import { filledFields, keptForms, SaidFacts, SaidGroups } from "../cases/case-said";

const WAIT_MS = 150;

/** What a case says, beside the grid; follows the active row once it rests. */
export function CaseGlance({ id }: { id: string }) {
  const [asked, setAsked] = useState(id);
  useEffect(() => {
    const timer = setTimeout(() => setAsked(id), WAIT_MS);
    return () => clearTimeout(timer);
  }, [id]);
  const found = useResource<Case>(`/cases/${asked}`);
  const process = useResource<ProcessDefinition>(found.data && `/processes/${found.data.process}`);
  const definition = process.data;
  return (
    <aside class="card glance" aria-label={text.detail}>
      <Await of={found} part>
        {(data) => {
          if (!definition && !process.error) return <Loading rows={6} />;
          const schema = data.form_schema ?? definition?.form_schema ?? {};
          return (
            <div class="stack">
              <div>
                <h2>{data.subject?.full_name ?? data.title}</h2>
                <p class="caption">{[data.number, data.unit.name].join(" · ")}</p>
              </div>
              <Warnings title={casePage.warnings} items={data.warnings} />
              <FilesAt.Provider value={filesOf(data.id)}>
                {keptForms(data, definition).map((said, index) => (
                  <SaidGroups key={index} said={said} />
                ))}
                <SaidFacts fields={filledFields({ schema, form: data.form })} form={data.form} />
              </FilesAt.Provider>
              <a class="button" href={`/ho-so/${data.id}`}>
                {text.openCase}
              </a>
            </div>
          );
        }}
      </Await>
    </aside>
  );
}

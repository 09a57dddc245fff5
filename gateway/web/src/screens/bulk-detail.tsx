import { useEffect, useState } from "preact/hooks";
import { Facts, Warnings } from "../components/parts";
import { Await } from "../components/states";
import { filesOf, Spoken } from "../forms/spoken";
import { groupsOf } from "../forms/schema";
import type { Case, ProcessDefinition } from "../http/types";
import { useResource } from "../resources/resource";
import { bulk as text, casePage } from "../text/vi";

const WAIT_MS = 150;

/** What a case says, beside the grid; follows the active row once it rests. */
export function CaseGlance({ id }: { id: string }) {
  const [asked, setAsked] = useState(id);
  useEffect(() => {
    const timer = setTimeout(() => setAsked(id), WAIT_MS);
    return () => clearTimeout(timer);
  }, [id]);
  const found = useResource<Case>(`/cases/${asked}`);
  const process = found.data && !found.data.form_schema ? found.data.process : null;
  const definition = useResource<ProcessDefinition>(process ? `/processes/${process}` : null);
  return (
    <aside class="card glance" aria-label={text.detail}>
      <Await of={found} part>
        {(data) => {
          const fields = groupsOf(data.form_schema ?? definition.data?.form_schema).flatMap((group) => group.fields);
          const filled = fields.filter(({ name }) => data.form[name] !== undefined && data.form[name] !== null && data.form[name] !== "");
          return (
            <div class="stack">
              <div>
                <h2>{data.subject?.full_name ?? data.title}</h2>
                <p class="caption">{[data.number, data.unit.name].join(" · ")}</p>
              </div>
              <Warnings title={casePage.warnings} items={data.warnings} />
              <Facts items={filled.map((field) => [field.schema.title ?? field.name, <Spoken field={field} value={data.form[field.name]} filesAt={filesOf(data.id)} />])} />
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

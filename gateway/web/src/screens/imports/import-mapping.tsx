import { useState } from "preact/hooks";
import { Card } from "../../components/page";
import { Failure } from "../../components/states";
import { Problem, put } from "../../http/client";
import type { ImportView } from "../../http/types";
import { isUnsure, missingFields } from "../../resources/imports";
import { imports as text } from "./vi";

interface MappingProps {
  view: ImportView;
  onSeen: () => void;
  onChanged: (view: ImportView) => void;
}

/** Step 2: which column is what. Untouched, it goes on to the check that is already made. */
export function Mapping({ view, onSeen, onChanged }: MappingProps) {
  const columns = view.mapping?.columns ?? [];
  const [fields, setFields] = useState<(string | null)[]>(columns.map((column) => column.field));
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const isChanged = columns.some((column, at) => column.field !== fields[at]);
  const missing = missingFields(
    view,
    fields.map((field) => ({ field })),
  );

  const goOn = async () => {
    if (!isChanged) return onSeen();
    if (busy) return;
    setBusy(true);
    try {
      const body = { columns: columns.map((column, at) => ({ index: column.index, field: fields[at] })) };
      onChanged((await put<ImportView>(`/imports/${view.id}/mapping`, { body })).data);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      setProblem(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Card title={text.mappingTitle} class="stack">
      <p class="muted">{text.mappingText}</p>
      {missing.length > 0 && <p class="box box-gold">{text.missingFields(missing.join(", "))}</p>}
      {problem && <Failure problem={problem} />}
      <table class="table table-stack">
        <caption class="sr-only">{text.mappingTitle}</caption>
        <thead>
          <tr>
            <th scope="col">{text.header}</th>
            <th scope="col">{text.field}</th>
          </tr>
        </thead>
        <tbody>
          {columns.map((column, at) => (
            <tr key={`${column.sheet ?? ""}/${column.index}`}>
              <th scope="row">
                {column.header || `${text.column} ${column.index + 1}`}
                <span class="caption import-sample">{text.sample(column.sample ?? [])}</span>
              </th>
              <td>
                <select
                  class="input"
                  aria-label={`${text.field}: ${column.header}`}
                  value={fields[at] ?? ""}
                  onChange={(event) =>
                    setFields(fields.map((old, index) => (index === at ? event.currentTarget.value || null : old)))
                  }
                >
                  <option value="">{text.ignore}</option>
                  {view.fields.map((field) => (
                    <option key={field.code} value={field.code}>
                      {field.title}
                    </option>
                  ))}
                </select>
                {isUnsure(column) && fields[at] === column.field && <span class="chip chip-gold">{text.unsure}</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <button type="button" class="button button-primary button-wide" aria-disabled={busy} onClick={() => void goOn()}>
        {isChanged ? text.recheck : text.toResult}
      </button>
    </Card>
  );
}

import { useRef } from "preact/hooks";
import { Plus, Trash2 } from "lucide-preact";
import { useResource } from "../resources/resource";
import { fields as text } from "../text/vi";
import type { ControlProps } from "./controls";
import { isProposed, Proposals, type ProposalGroups } from "./proposals";
import { errorsFor } from "./schema";
import { fieldId, SchemaForm } from "./schema-form";

type Row = Record<string, unknown>;

/** A list of the same few fields again and again: a group a row, one more at the end, any of them taken out. */
export function RowsControl({ field, path, value, errors, allErrors, onChange }: ControlProps) {
  const box = useRef<HTMLFieldSetElement>(null);
  const rows = (value as Row[] | undefined) ?? [];
  const { items, maxItems, minItems = 0, description, title = field.name, "x-proposed": proposed } = field.schema;
  const found = useResource<ProposalGroups>(proposed?.at ?? null);
  // What is ticked above needs no row of its own.
  const isTicked = (row: Row) => !!proposed && !!found.data && isProposed(row, found.data, proposed.by);
  const set = (index: number, row: unknown) => onChange(rows.map((old, at) => (at === index ? row : old)));
  const add = () => {
    onChange([...rows, items?.properties ? {} : ""]);
    // What was added is typed into next.
    requestAnimationFrame(() =>
      box.current?.querySelector<HTMLElement>(".list-row:last-of-type :is(input, select, textarea)")?.focus(),
    );
  };
  const take = (index: number) => {
    onChange(rows.filter((_, at) => at !== index));
    requestAnimationFrame(() => box.current?.querySelector<HTMLElement>(".rows-add")?.focus());
  };
  return (
    <fieldset class="group group-inner rows" id={fieldId(path)} tabIndex={-1} ref={box}>
      <legend>{title}</legend>
      {description && <p class="hint">{description}</p>}
      {errors?.length ? <p class="field-error">{errors.join(" ")}</p> : null}
      {proposed && items && (
        <Proposals
          found={found}
          by={proposed.by}
          items={items}
          rows={rows}
          isFull={maxItems !== undefined && rows.length >= maxItems}
          onChange={onChange}
        />
      )}
      {rows.map((row, index) =>
        isTicked(row) ? null : (
          <div class="list-row" key={index} role="group" aria-label={text.row(title, index + 1)}>
            {items?.properties ? (
              <SchemaForm
                schema={items}
                form={row}
                errors={allErrors}
                prefix={`${path}.${index}`}
                onChange={(next) => set(index, next)}
              />
            ) : (
              <PlainRow
                id={fieldId(`${path}.${index}`)}
                label={text.row(title, index + 1)}
                value={row}
                errors={errorsFor(allErrors, `${path}.${index}`)}
                onChange={(next) => set(index, next)}
              />
            )}
            {rows.length > minItems || !items?.properties ? (
              <button
                type="button"
                class="icon-button"
                aria-label={text.removeRow(index + 1)}
                onClick={() => take(index)}
              >
                <Trash2 size={18} aria-hidden="true" />
              </button>
            ) : null}
          </div>
        ),
      )}
      {maxItems === undefined || rows.length < maxItems ? (
        <button type="button" class="button rows-add" onClick={add}>
          <Plus size={18} aria-hidden="true" /> {proposed ? text.addOwnRow : text.addRow}
        </button>
      ) : (
        <p class="caption">{text.rowsFull(maxItems)}</p>
      )}
    </fieldset>
  );
}

interface PlainRowProps {
  id: string;
  label: string;
  value: unknown;
  errors: string[] | undefined;
  onChange: (value: string) => void;
}

function PlainRow({ id, label, value, errors, onChange }: PlainRowProps) {
  return (
    <div class={errors?.length ? "field field-wrong" : "field"}>
      {errors?.length ? <p class="field-error">{errors.join(" ")}</p> : null}
      <input
        id={id}
        class="input"
        aria-label={label}
        aria-invalid={errors?.length ? true : undefined}
        value={String(value ?? "")}
        onInput={(event) => onChange(event.currentTarget.value)}
      />
    </div>
  );
}

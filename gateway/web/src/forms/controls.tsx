import { useContext } from "preact/hooks";
import { Minus, Plus } from "lucide-preact";
import { describe, Field, Mark } from "../components/field";
import { birth } from "../format";
import type { Schema } from "../http/types";
import { common, fields as text } from "../text/vi";
import { ActOfForm, choicesOf, errorsFor, groupsOf, isBrief, isNeededFor, type SchemaField } from "./schema";
import { FileControl } from "./file-control";
import { RowsControl } from "./rows-control";
import { DateControl, DayControl, type TextProps } from "./day-control";
import { fieldId, SchemaForm } from "./schema-form";
import { PeopleControl, ThingControl } from "./things";

export interface ControlProps {
  field: SchemaField;
  path: string;
  value: unknown;
  errors: string[] | undefined;
  allErrors: Record<string, string[]>;
  onChange: (value: unknown) => void;
}

function useMark(field: SchemaField): string | undefined {
  const act = useContext(ActOfForm);
  if (isNeededFor(field, act)) return common.required;
  return field.schema["x-needed"] ? common.needed : undefined;
}

export function Control(props: ControlProps) {
  const { field, path, errors } = props;
  const id = fieldId(path);
  const mark = useMark(field);
  const { title = field.name, description } = field.schema;
  if (field.widget === "bool") return <BoolControl {...props} />;
  if (field.widget === "object") return <ObjectControl {...props} />;
  if (field.widget === "votes") return <VotesControl {...props} />;
  if (field.widget === "list" || field.widget === "rows") return <RowsControl {...props} />;
  if (field.widget === "radio") return <RadioControl {...props} />;
  const hint = description ?? HINTS[field.widget];
  return (
    <Field id={id} label={title} hint={hint} isHintShown={!!description} errors={errors} mark={mark}>
      <SimpleControl {...props} id={id} describedBy={describe(id, hint, errors)} />
    </Field>
  );
}

const HINTS: Partial<Record<SchemaField["widget"], string>> = { day: text.dayHint, month: text.monthHint };

function SimpleControl({
  field,
  value,
  errors,
  onChange,
  id,
  describedBy,
}: ControlProps & { id: string; describedBy: string | undefined }) {
  const { schema, widget } = field;
  const common_ = {
    id,
    "aria-describedby": describedBy,
    "aria-invalid": errors?.length ? true : undefined,
    "aria-required": field.required || undefined,
    disabled: schema.readOnly,
  };
  const given = value === undefined || value === null ? "" : String(value);
  switch (widget) {
    case "textarea":
      return (
        <textarea
          {...common_}
          class="input"
          rows={3}
          maxLength={schema.maxLength}
          value={given}
          onInput={(event) => onChange(event.currentTarget.value)}
        />
      );
    case "day":
      return (
        <DayControl
          {...common_}
          value={given}
          mayBeToday={!schema["x-past"] && !schema.readOnly}
          suggested={schema["x-suggested"]}
          title={schema.title ?? field.name}
          onChange={onChange}
        />
      );
    case "month":
      return (
        <DateControl
          {...common_}
          value={given}
          read={(iso) => birth(iso, "month")}
          placeholder={text.month}
          onChange={onChange}
        />
      );
    case "number":
      return (
        <Stepper {...common_} label={schema.title ?? field.name} schema={schema} value={given} onChange={onChange} />
      );
    case "choice":
      return <ChoiceControl {...common_} schema={schema} value={given} onChange={onChange} />;
    case "unit":
    case "person":
      return (
        <ThingControl
          id={id}
          kind={widget}
          anywhere={schema["x-anywhere"] === true}
          value={value}
          invalid={!!errors?.length}
          describedBy={describedBy}
          onChange={onChange}
        />
      );
    case "people":
      return <PeopleControl id={id} value={value} onChange={onChange} />;
    case "file":
      return (
        <FileControl id={id} value={value} onChange={onChange} describedBy={describedBy} accept={schema["x-accept"]} />
      );
    default:
      return (
        <input
          {...common_}
          class="input"
          type="text"
          inputMode={schema["x-keyboard"]}
          maxLength={schema.maxLength}
          value={given}
          onInput={(event) => onChange(event.currentTarget.value)}
        />
      );
  }
}

function Stepper({ value, onChange, label, schema, ...rest }: TextProps & { label: string; schema: Schema }) {
  const step = (by: number) => onChange(Math.max(schema.minimum ?? 0, (Number(value) || 0) + by));
  return (
    <div class="stepper">
      <button type="button" class="icon-button" aria-label={text.less(label.toLowerCase())} onClick={() => step(-1)}>
        <Minus size={18} aria-hidden="true" />
      </button>
      <input
        {...rest}
        class="input"
        type="number"
        inputMode="numeric"
        value={value}
        onInput={(event) => onChange(event.currentTarget.value)}
      />
      <button type="button" class="icon-button" aria-label={text.more(label.toLowerCase())} onClick={() => step(1)}>
        <Plus size={18} aria-hidden="true" />
      </button>
    </div>
  );
}

function ChoiceControl({ schema, value, onChange, ...rest }: TextProps & { schema: Schema }) {
  const choices = choicesOf(schema);
  return (
    <select {...rest} class="input" value={value} onChange={(event) => onChange(event.currentTarget.value)}>
      <option value="">{common.choose}</option>
      {choices.map((choice) => (
        <option key={choice.value} value={choice.value}>
          {choice.label}
        </option>
      ))}
    </select>
  );
}

/** Few choices lie open. */
function RadioControl({ field, path, value, errors, onChange }: ControlProps) {
  const id = fieldId(path);
  const { schema } = field;
  const mark = useMark(field);
  return (
    <fieldset
      class={errors?.length ? "field field-wrong options" : "field options"}
      aria-describedby={describe(id, schema.description, errors)}
    >
      <legend>
        {schema.title ?? field.name}
        <Mark mark={mark} />
      </legend>
      {schema.description && (
        <p class="hint" id={`${id}-hint`}>
          {schema.description}
        </p>
      )}
      {errors?.length ? (
        <p class="field-error" id={`${id}-error`}>
          {errors.join(" ")}
        </p>
      ) : null}
      <div class={isBrief(schema) ? "switch" : "switch-list"}>
        {choicesOf(schema).map((choice, index) => (
          <label key={choice.value} class="switch-choice">
            <input
              type="radio"
              id={index === 0 ? id : undefined}
              name={id}
              value={choice.value}
              checked={choice.value === String(value ?? "")}
              onChange={() => onChange(choice.value)}
            />
            <span>{choice.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function BoolControl({ field, path, value, errors, onChange }: ControlProps) {
  const id = fieldId(path);
  const isNeeded = isNeededFor(field, useContext(ActOfForm));
  const mark = useMark(field);
  const hint = field.schema.description;
  return (
    <div class={errors?.length ? "field field-wrong" : "field"}>
      <label class="check" for={id}>
        <input
          id={id}
          type="checkbox"
          checked={value === true}
          aria-required={isNeeded || undefined}
          aria-describedby={describe(id, hint, errors)}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
        <span>
          {field.schema.title ?? field.name}
          <Mark mark={mark} />
        </span>
      </label>
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {errors?.length ? (
        <p class="field-error" id={`${id}-error`}>
          {errors.join(" ")}
        </p>
      ) : null}
    </div>
  );
}

function ObjectControl({ field, path, value, errors, allErrors, onChange }: ControlProps) {
  return (
    <fieldset class="group group-inner" id={fieldId(path)} tabIndex={-1}>
      <legend>{field.schema.title ?? field.name}</legend>
      {field.schema.description && <p class="hint">{field.schema.description}</p>}
      {errors?.length ? <p class="field-error">{errors.join(" ")}</p> : null}
      <SchemaForm
        schema={field.schema}
        form={(value as Record<string, unknown>) ?? {}}
        errors={allErrors}
        prefix={path}
        onChange={onChange}
      />
    </fieldset>
  );
}

/** The counts of a ballot side by side. Whether it passed is for the server to say. */
function VotesControl({ field, path, value, errors, allErrors, onChange }: ControlProps) {
  const votes = (value as Record<string, unknown>) ?? {};
  const parts = groupsOf(field.schema).flatMap((group) => group.fields);
  return (
    <fieldset class="group group-inner votes" id={fieldId(path)} tabIndex={-1}>
      <legend>{field.schema.title ?? text.votes}</legend>
      {field.schema.description && <p class="hint">{field.schema.description}</p>}
      {errors?.length ? <p class="field-error">{errors.join(" ")}</p> : null}
      <div class="votes-fields">
        {parts.map((part) => {
          const partPath = `${path}.${part.name}`;
          return (
            <Control
              key={part.name}
              field={part}
              path={partPath}
              value={votes[part.name]}
              errors={errorsFor(allErrors, partPath)}
              allErrors={allErrors}
              onChange={(next) => onChange({ ...votes, [part.name]: next })}
            />
          );
        })}
      </div>
    </fieldset>
  );
}

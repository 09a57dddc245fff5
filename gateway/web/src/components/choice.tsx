import { common } from "../text/vi";
import { Field } from "./field";

interface ChoiceProps {
  id: string;
  title: string;
  value: string;
  choices: { code: string; title: string }[];
  /** What no choice is called. */
  blank?: string;
  /** The choices are still to come: their place is kept. */
  comes?: boolean;
  onChange: (value: string) => void;
}

/** One of some, or all of them; nothing where there is nothing to choose from. */
export function Choice({ id, title, value, choices, blank = common.all, comes = false, onChange }: ChoiceProps) {
  if (choices.length === 0 && !comes) return null;
  return (
    <Field id={id} label={title}>
      <select id={id} class="input" value={value} onChange={(event) => onChange(event.currentTarget.value)}>
        <option value="">{blank}</option>
        {choices.map((choice) => (
          <option key={choice.code} value={choice.code}>
            {choice.title}
          </option>
        ))}
      </select>
    </Field>
  );
}

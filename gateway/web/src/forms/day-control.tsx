import { day, today } from "../format";
import type { Schema } from "../http/types";
import { fields as text } from "../text/vi";

export interface TextProps {
  id: string;
  value: string;
  onChange: (value: unknown) => void;
}

/** One text field, since choosing a birth date from a calendar takes forever on a phone. */
export function DateControl({
  value,
  onChange,
  read,
  ...rest
}: TextProps & { read: (iso: string) => string; placeholder: string }) {
  const shown = /^\d{4}-\d{2}-\d{2}$/.test(value) ? read(value) : value;
  return (
    <input
      {...rest}
      class="input input-short"
      type="text"
      inputMode="numeric"
      autocomplete="off"
      value={shown}
      onInput={(event) => onChange(event.currentTarget.value)}
    />
  );
}

interface DayProps extends TextProps {
  mayBeToday: boolean;
  suggested: Schema["x-suggested"];
  title: string;
}

/** A day, with those that the server suggests one tap away, or with today while the field is empty. */
export function DayControl({ mayBeToday, suggested, title, ...rest }: DayProps) {
  const input = <DateControl {...rest} read={day} placeholder={text.day} />;
  const choose = (on: string) => {
    rest.onChange(on);
    document.getElementById(rest.id)?.focus();
  };
  if (suggested) {
    return (
      <div class="day-field day-suggested">
        {input}
        {suggested.map(({ label, on }) => (
          <button
            key={label}
            type="button"
            class="chip chip-button"
            aria-label={text.suggestedFor(label, day(on), title)}
            aria-pressed={rest.value === on}
            onClick={() => choose(on)}
          >
            {label}
          </button>
        ))}
      </div>
    );
  }
  if (!mayBeToday) return input;
  return (
    <div class="day-field day-today">
      {input}
      {!rest.value && (
        <button
          type="button"
          class="button button-small"
          aria-label={text.todayFor(title)}
          onClick={() => choose(today())}
        >
          {text.today}
        </button>
      )}
    </div>
  );
}

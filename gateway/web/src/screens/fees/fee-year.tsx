import { Field } from "../../components/field";
import { fees as text } from "../../text/vi-fees";

/** Which year is looked at; the latest one needs no word in the address. */
export function YearChoice({
  years,
  value,
  onChange,
}: {
  years: number[];
  value: string;
  onChange: (year: string | null) => void;
}) {
  if (years.length < 2 && !value) return null;
  const known = value && !years.includes(Number(value)) ? [...years, Number(value)] : years;
  return (
    <Field id="nam" label={text.year}>
      <select
        id="nam"
        class="input"
        value={value || String(years[0])}
        onChange={(event) =>
          onChange(Number(event.currentTarget.value) === years[0] ? null : event.currentTarget.value)
        }
      >
        {known.map((year) => (
          <option key={year} value={year}>
            {year}
          </option>
        ))}
      </select>
    </Field>
  );
}

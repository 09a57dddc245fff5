import { Field } from "../../components/field";
import { monthText } from "../../resources/fees";

const SHOWN = 36;

interface MonthFieldProps {
  id: string;
  label: string;
  value: string;
  /** The latest month of the list. */
  last: string;
  onChange: (month: string) => void;
}

/** A month out of those of the last years, the latest first. */
export function MonthField({ id, label, value, last, onChange }: MonthFieldProps) {
  const months = monthsBefore(last, SHOWN);
  return (
    <Field id={id} label={label}>
      <select id={id} class="input" value={value} onChange={(event) => onChange(event.currentTarget.value)}>
        {(months.includes(value) ? months : [...months, value]).map((month) => (
          <option key={month} value={month}>
            {monthText(month)}
          </option>
        ))}
      </select>
    </Field>
  );
}

export function monthsBefore(last: string, count: number): string[] {
  const number = Number(last.slice(0, 4)) * 12 + Number(last.slice(5, 7)) - 1;
  return Array.from({ length: count }, (_, back) => {
    const at = number - back;
    return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, "0")}-01`;
  });
}

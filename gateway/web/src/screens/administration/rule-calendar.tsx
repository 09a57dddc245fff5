import { useState } from "preact/hooks";
import { Field } from "../../components/field";
import { Chip, Warnings } from "../../components/parts";
import { Await } from "../../components/states";
import { capital, day } from "../../format";
import { withQuery } from "../../http/client";
import type { YearCalendar, YearDay } from "../../http/types";
import { useResource } from "../../resources/resource";
import { rules as text } from "./vi";

const AT = "/rules/calendar";

/**
 * Every day off of a year, by law and by the year's plan, with the days worked in exchange; read when it is opened. on:
 * a day of the rule set.
 */
export function RuleCalendar({ on }: { on: string }) {
  const [isOpen, setOpen] = useState(false);
  const [year, setYear] = useState("");
  const present = useResource<YearCalendar>(isOpen ? withQuery(AT, { on }) : null);
  const chosen = useResource<YearCalendar>(isOpen && year ? withQuery(AT, { on, year }) : null);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{text.calendar}</summary>
      {isOpen && (
        <div class="stack">
          {present.data && <YearChoice of={present.data} value={year} onChange={setYear} />}
          <Await of={year ? chosen : present} part>
            {(calendar) => <Year calendar={calendar} />}
          </Await>
        </div>
      )}
    </details>
  );
}

function YearChoice({ of, value, onChange }: { of: YearCalendar; value: string; onChange: (year: string) => void }) {
  return (
    <Field id="lich-nam" label={text.year}>
      <select
        id="lich-nam"
        class="input"
        value={value || String(of.year)}
        onChange={(event) => onChange(event.currentTarget.value)}
      >
        {of.years.map((each) => (
          <option key={each} value={String(each)}>
            {each}
          </option>
        ))}
      </select>
    </Field>
  );
}

function Year({ calendar }: { calendar: YearCalendar }) {
  return (
    <>
      <Warnings title={text.lacking} items={calendar.warnings} />
      <p class="muted">{text.calendarLead}</p>
      <ul class="rows">
        {calendar.days.map((each) => (
          <YearLine key={each.on} of={each} />
        ))}
      </ul>
    </>
  );
}

function YearLine({ of: { on, weekday, kind, kind_title: kindTitle, title, unsure } }: { of: YearDay }) {
  return (
    <li class="row-plain">
      <span class="row-main">
        <span>
          {day(on)}: {title}
        </span>
        <span class="caption">{[capital(weekday), kindTitle].join(" · ")}</span>
      </span>
      {unsure && <Chip tone="gold">{text.planned}</Chip>}
      {(kind === "OFF" || kind === "WORKED") && <Chip tone="green">{text.set}</Chip>}
    </li>
  );
}

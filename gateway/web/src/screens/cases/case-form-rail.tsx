import { Check } from "lucide-preact";
import { PageBack, type FormPages } from "../../forms/form-pages";
import { groupsOf, isNeededFor, isShown, OPEN, spoken, type SchemaField } from "../../forms/schema";
import { clock } from "../../format";
import type { ProcessDefinition, Schema } from "../../http/types";
import { common } from "../../text/vi";
import { caseStart as text } from "../../text/vi-cases";

type Form = Record<string, unknown>;

/** Words of a form that tell one from another: not ticks, files or lists. */
const TELLING = new Set<SchemaField["widget"]>(["text", "choice", "radio", "day", "month", "person", "unit", "number"]);

/** The first answers that these groups of a form were given, in one line. */
function answersIn(schema: Schema | null | undefined, groups: readonly string[], form: Form): string {
  const fields = groupsOf(schema).flatMap((group) => (groups.includes(group.title) ? group.fields : []));
  return fields
    .filter(
      (field) =>
        TELLING.has(field.widget) &&
        isShown(field.schema, form) &&
        form[field.name] !== undefined &&
        form[field.name] !== null &&
        form[field.name] !== "",
    )
    .slice(0, 3)
    .map((field) => spoken(field, form[field.name]))
    .join(" · ");
}

/** What the pages before the present one say first: whom the form is about. */
export const answersBefore = (schema: Schema | null, pages: FormPages, form: Form) =>
  pages.at > 0 ? answersIn(schema, pages.groupsOf(0), form) : "";

/** Whether something on the page must be written before the case can be opened. */
export function isAnyNeeded(schema: Schema | null, groups: readonly string[], form: Form): boolean {
  const fields = groupsOf(schema).flatMap((group) => (groups.includes(group.title) ? group.fields : []));
  return fields.some((field) => isNeededFor(field, OPEN) && isShown(field.schema, form));
}

/**
 * Beside the form of a desk: its pages with what was written on those before; where there is one page alone, what comes
 * after it.
 */
export function FormRail({ definition, pages, form }: { definition: ProcessDefinition; pages: FormPages; form: Form }) {
  if (pages.count === 1) return <StepsAfter definition={definition} />;
  return (
    <nav class="card form-rail" aria-label={common.steps}>
      <ol class="rail-steps">
        {pages.titles.map((title, place) => (
          <li
            key={title}
            class={place < pages.at ? "rail-done" : place === pages.at ? "rail-now" : undefined}
            aria-current={place === pages.at ? "step" : undefined}
          >
            <span class="rail-dot" aria-hidden="true">
              {place < pages.at && <Check size={14} />}
            </span>
            <span class="form-rail-page">
              {place === pages.at && <span class="caption">{common.step(place + 1, pages.count)} </span>}
              {place < pages.at ? (
                <button type="button" class="link" onClick={() => pages.open(place)}>
                  {title}
                </button>
              ) : (
                <span>{title}</span>
              )}
              {place < pages.at && (
                <span class="caption clip2">{answersIn(definition.form_schema, pages.groupsOf(place), form)}</span>
              )}
            </span>
          </li>
        ))}
      </ol>
    </nav>
  );
}

/** The states that the case goes through once it is open. */
function StepsAfter({ definition }: { definition: ProcessDefinition }) {
  const steps = (definition.rail ?? []).flatMap((code) => definition.states.find((state) => state.code === code) ?? []);
  return (
    <section class="card form-rail">
      <h2>{text.next}</h2>
      <p class="caption">{text.nextText}</p>
      <ol class="rail-steps">
        {steps.map((state) => (
          <li key={state.code}>
            <span class="rail-dot" aria-hidden="true" />
            <span>{state.title}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** The way on and the way back, in reach of the thumb. */
export function FormBar({ pages, savedAt }: { pages: FormPages; savedAt: string | null }) {
  return (
    <div class="action-bar form-bar">
      {savedAt && <p class="caption">{text.draftSaved(clock(savedAt))}</p>}
      <PageBack pages={pages} />
      <button type="submit" class="button button-primary button-wide">
        {pages.isLast ? text.check : text.nextPage}
      </button>
    </div>
  );
}

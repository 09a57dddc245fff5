import { Check } from "lucide-preact";
import { DueChip } from "../../components/parts";
import { ago, day } from "../../format";
import type { Case } from "../../http/types";
import { time } from "../../text/vi";
import { casePage as text } from "../../text/vi-cases";

/** When a step was reached, or how soon what is done in it must be. */
function StepDays({ step }: { step: Case["rail"][number] }) {
  return (
    <>
      {step.at && <span class="caption rail-day">{day(step.at)}</span>}
      {step.term && step.step !== "done" && <span class="caption rail-day">{step.term}</span>}
    </>
  );
}

/** Steps done, now and next; who holds the case, since when, until when. */
export function Rail({ found }: { found: Case }) {
  const steps = found.rail;
  const next = steps.find((step) => step.step === "next");
  const counted = steps.filter((step) => step.step !== "skipped");
  const place = counted.findIndex((step) => step.step === "now") + 1;
  const { holder } = found;
  const people = holder.people.map((person) => person.full_name).join(", ");
  return (
    <section class="card case-rail" aria-label={text.rail}>
      {place > 0 && (
        <div class="rail-place">
          <p>
            <strong>{text.place(place, counted.length)}</strong> {counted[place - 1]!.title}
          </p>
          <span class="rail-bar" aria-hidden="true">
            {counted.map((step) => (
              <span key={step.state} class={step.step === "next" ? "" : `rail-part-${step.step}`} />
            ))}
          </span>
        </div>
      )}
      <ol class={place > 0 ? "rail-steps rail-whole" : "rail-steps"}>
        {steps.map((step) => (
          <li key={step.state} class={`rail-${step.step}`} aria-current={step.step === "now" ? "step" : undefined}>
            <span class="rail-dot" aria-hidden="true">
              {step.step === "done" && <Check size={14} />}
            </span>
            <span>
              {step.title}
              <span class="sr-only">, {text[step.step]}</span>
              {found.dossier && <StepDays step={step} />}
            </span>
          </li>
        ))}
      </ol>
      {found.dossier && (
        <details class="rail-terms">
          <summary>{text.steps}</summary>
          <ol>
            {steps.map((step) => (
              <li key={step.state}>
                {step.title}
                <StepDays step={step} />
              </li>
            ))}
          </ol>
        </details>
      )}
      <div class="rail-facts">
        <p>
          <strong>
            {holder.unit
              ? text.holder(holder.unit.name)
              : holder.role_title
                ? text.holder(holder.role_title)
                : text.closed}
          </strong>
          {people && <span> – {people}</span>}
        </p>
        {holder.vacant && <p class="box box-gold">{text.vacant}</p>}
        {holder.note && <p class="muted">{holder.note}</p>}
        <p class="muted">{time.since(ago(found.since))}</p>
        {found.due_at && (
          <p class="chips">
            {text.due(day(found.due_at))} <DueChip at={found.due_at} beside />
          </p>
        )}
        {(found.comes_next ?? (holder.unit && next)) && (
          <p class="muted">
            {text.after(found.comes_next?.title ?? next?.title ?? "", found.comes_next?.holder_title ?? null)}
          </p>
        )}
        {found.expected_on && <p class="muted">{text.expected(day(found.expected_on))}</p>}
      </div>
    </section>
  );
}

import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { findMisreadDay } from "../../forms/calendar";
import { groupsOf } from "../../forms/schema";
import { SchemaForm } from "../../forms/schema-form";
import { day, dayToIso } from "../../format";
import type { Schema } from "../../http/types";
import { sameRefusal } from "../../resources/rating";
import { rating as text } from "../../text/vi-rating";

interface MeetingProps {
  schema: Schema;
  form: Record<string, unknown>;
  onChange: (form: Record<string, unknown>) => void;
  allAgree: boolean;
  onAllAgree: (allAgree: boolean) => void;
}

/** What the line of a folded meeting tells must be known before it folds. */
const TOLD = ["met_on", "present"];

const isBlank = (value: unknown) => value === undefined || value === null || value === "";

/** Whether something in the form is still to be filled in, or is none of what it asks for. */
function isLacking(schema: Schema, form: MeetingProps["form"]): boolean {
  const fields = groupsOf(schema).flatMap((group) => group.fields);
  const needed = [...TOLD, ...(schema.required ?? [])];
  return fields.some((field) =>
    isBlank(form[field.name]) ? needed.includes(field.name) : findMisreadDay(field, form[field.name]) !== null,
  );
}

/**
 * The meeting that all rows share: one line once it is filled in, its form while something in it lacks or every row was
 * refused for one reason.
 */
export function Meeting({ schema, form, onChange, allAgree, onAllAgree }: MeetingProps) {
  const refusal = sameRefusal.value;
  const lacks = isLacking(schema, form);
  const { section, isOpen, setIsOpen, unfold } = useFolding(lacks || refusal !== null);
  useEffect(() => {
    if (refusal) section.current?.scrollIntoView({ block: "start" });
  }, [refusal]);
  if (Object.keys(schema.properties ?? {}).length === 0) return null;
  if (!isOpen) {
    return (
      <p ref={section} class="card meeting-line">
        {[text.held(day(dayToIso(String(form["met_on"])))), text.attended(form["present"], form["members_total"])].join(
          " · ",
        )}
        <button type="button" class="link-button" aria-expanded={false} aria-label={text.editMeeting} onClick={unfold}>
          {text.edit}
        </button>
      </p>
    );
  }
  return (
    <section ref={section} class="card rating-meeting" aria-label={text.meeting}>
      {refusal && (
        <p class="box box-red" role="alert">
          {refusal}
        </p>
      )}
      <SchemaForm schema={schema} form={form} onChange={onChange} />
      <div class="meeting-end">
        <label class="check">
          <input type="checkbox" checked={allAgree} onChange={(event) => onAllAgree(event.currentTarget.checked)} />
          <span>{text.allAgree}</span>
        </label>
        {!lacks && !refusal && (
          <button type="button" class="button button-small" onClick={() => setIsOpen(false)}>
            {text.folded}
          </button>
        )}
      </div>
    </section>
  );
}

/** Open while it must be; then it folds once the person goes on elsewhere, and what they pressed stays where it was. */
function useFolding(mustBeOpen: boolean) {
  const [isOpen, setIsOpen] = useState(mustBeOpen);
  const section = useRef<HTMLElement & HTMLParagraphElement>(null);
  const pressed = useRef<{ element: Element; top: number } | null>(null);
  const isUnfolded = isOpen || mustBeOpen;
  useEffect(() => {
    if (mustBeOpen) setIsOpen(true);
    if (!isUnfolded || mustBeOpen) return;
    const leave = (event: Event) => {
      const element = event.target as Element;
      if (!section.current || event.composedPath().includes(section.current)) return;
      pressed.current = { element, top: element.getBoundingClientRect().top };
      setIsOpen(false);
    };
    // Not by the focus: a press that moves it must find what it aims at where it was.
    document.addEventListener("click", leave);
    document.addEventListener("keyup", leave);
    return () => {
      document.removeEventListener("click", leave);
      document.removeEventListener("keyup", leave);
    };
  }, [isUnfolded, mustBeOpen]);
  useLayoutEffect(() => {
    const was = pressed.current;
    pressed.current = null;
    if (isUnfolded || !was) return;
    // The browser may have kept it in place by itself by then.
    requestAnimationFrame(() =>
      requestAnimationFrame(() => scrollBy(0, was.element.getBoundingClientRect().top - was.top)),
    );
  }, [isUnfolded]);
  const unfold = () => {
    setIsOpen(true);
    requestAnimationFrame(() => section.current?.querySelector("input")?.focus());
  };
  return { section, isOpen: isUnfolded, setIsOpen, unfold };
}

import type { ComponentChildren } from "preact";
import { common } from "../text/vi";

interface FieldProps {
  id: string;
  label: string;
  hint?: string | undefined;
  errors?: string[] | undefined;
  /** "bắt buộc" and the like, after the label. */
  mark?: string | undefined;
  /** The hint is told to those who listen alone: the field shows it itself. */
  isHintShown?: boolean;
  children: ComponentChildren;
}

/** "(bắt buộc)" and the like: a star where it is a must. */
export function Mark({ mark }: { mark: string | undefined }) {
  if (!mark) return null;
  return mark === common.required ? (
    <span class="required required-now">
      {" "}
      <span class="sr-only">({mark})</span>
    </span>
  ) : (
    <span class="required"> ({mark})</span>
  );
}

/** Label above, hint and error tied to the control by `aria-describedby` (see `describe`). */
export function Field({ id, label, hint, errors, mark, isHintShown = true, children }: FieldProps) {
  return (
    <div class={errors?.length ? "field field-wrong" : "field"}>
      <label for={id}>
        {label}
        <Mark mark={mark} />
      </label>
      {hint && (
        <p class={isHintShown ? "hint" : "sr-only"} id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {errors?.length ? (
        <p class="field-error" id={`${id}-error`}>
          {errors.join(" ")}
        </p>
      ) : null}
      {children}
    </div>
  );
}

export function describe(id: string, hint?: string, errors?: string[]): string | undefined {
  const parts = [hint && `${id}-hint`, errors?.length && `${id}-error`].filter(Boolean);
  return parts.length ? parts.join(" ") : undefined;
}

/** "Có 2 chỗ cần sửa", with a link to each place, in the same words. Takes the focus when it comes. */
export function ErrorSummary({ items }: { items: { id: string; text: string }[] }) {
  if (items.length === 0) return null;
  return (
    <div class="box box-red" role="alert" tabIndex={-1} ref={focusOnce}>
      <h2>{common.fixCount(items.length)}</h2>
      <ul>
        {items.map((item) => (
          <li key={item.id + item.text}>
            <a
              href={`#${item.id}`}
              onClick={(event) => {
                event.preventDefault();
                document.getElementById(item.id)?.focus();
              }}
            >
              {item.text}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Takes the focus when it comes, and the view with it. */
export function focusOnce(element: HTMLElement | null): void {
  if (!element || element.dataset["seen"]) return;
  element.dataset["seen"] = "1";
  element.focus();
}

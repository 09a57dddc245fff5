import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { common } from "../text/vi";

let visits = 0;

interface PageProps {
  title: string;
  /** Ends the heading, never broken over two lines. */
  number?: string;
  above?: ComponentChildren;
  below?: ComponentChildren;
  actions?: ComponentChildren;
  failed?: boolean;
  narrow?: boolean;
  /** A form of one measure, with room beside it for its pages. */
  form?: boolean;
  wide?: boolean;
  children: ComponentChildren;
}

/** One screen: its heading starts the title of the tab and takes the focus when people arrive from another screen. */
export function Page({ title: name, number, above, below, actions, failed, narrow, wide, form, children }: PageProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const title = [name, number].filter(Boolean).join(" ");
  useEffect(() => {
    visits += 1;
    if (visits > 1) heading.current?.focus({ preventScroll: true });
  }, []);
  useEffect(() => {
    document.title = common.pageTitle(failed ? common.errorTitle(title) : title);
  }, [title, failed]);
  return (
    <div class={narrow ? "page page-narrow" : form ? "page page-form" : wide ? "page page-wide" : "page"}>
      <header class="page-head">
        {above}
        <div class="page-title">
          <h1 ref={heading} tabIndex={-1}>
            {number ? `${name} ` : name}
            {number && <span class="number">{number}</span>}
          </h1>
          {actions && <div class="page-actions">{actions}</div>}
        </div>
        {below}
      </header>
      {children}
    </div>
  );
}

/** What had the focus goes away with what was just done: reading begins at the heading again. */
export function focusHeading(): void {
  requestAnimationFrame(() => document.querySelector<HTMLElement>("h1")?.focus({ preventScroll: true }));
}

export function Card({ title, actions, children, class: extra = "" }: CardProps) {
  return (
    <section class={`card ${extra}`}>
      {(title || actions) && (
        <div class="card-head">
          {title && <h2>{title}</h2>}
          {actions}
        </div>
      )}
      {children}
    </section>
  );
}

interface CardProps {
  title?: string;
  actions?: ComponentChildren;
  children: ComponentChildren;
  class?: string;
}

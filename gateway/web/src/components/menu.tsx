import type { ComponentChildren } from "preact";
import { useId, useLayoutEffect, useRef, useState } from "preact/hooks";
import { ChevronDown } from "lucide-preact";

interface MenuItem {
  key: string;
  label: string;
  danger?: boolean;
  onPick: () => void;
}

interface MenuProps {
  label: string;
  /** What it is called where the label alone does not tell it apart. */
  name?: string;
  items: MenuItem[];
  /** What stands below the items, to be read. */
  children?: ComponentChildren;
}

/** A button that opens a list of acts: arrows move among them, Escape leads back to the button. */
export function Menu({ label, name: called, items, children }: MenuProps) {
  const [open, setOpen] = useState(false);
  const id = useId();
  const whole = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const list = useRef<HTMLUListElement>(null);
  // At once: a focus that comes later would fall into a list that a quick Escape has closed already.
  useLayoutEffect(() => {
    if (!open) return;
    list.current?.querySelector("button")?.focus();
    const away = (event: Event) => !whole.current?.contains(event.target as Node) && setOpen(false);
    document.addEventListener("pointerdown", away);
    return () => document.removeEventListener("pointerdown", away);
  }, [open]);

  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  const onKey = (event: KeyboardEvent) => {
    if (!open) return;
    if (event.key === "Escape") close();
    else if (!moveFocus(list.current, event.key)) return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div
      ref={whole}
      class="menu"
      onKeyDown={onKey}
      onFocusOut={(event) =>
        event.relatedTarget && !whole.current?.contains(event.relatedTarget as Node) && setOpen(false)
      }
    >
      <button
        ref={button}
        type="button"
        class="button"
        aria-label={called}
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
      >
        {label} <ChevronDown size={18} aria-hidden="true" />
      </button>
      <div id={id} class="menu-panel" hidden={!open}>
        <ul ref={list}>
          {items.map(({ key, label: name, danger, onPick }) => (
            <li key={key}>
              <button
                type="button"
                class={danger ? "menu-item menu-danger" : "menu-item"}
                onClick={() => (close(), onPick())}
              >
                {name}
              </button>
            </li>
          ))}
        </ul>
        {children}
      </div>
    </div>
  );
}

/** Whether the key moved the focus among the buttons of the list. */
function moveFocus(list: HTMLElement | null, key: string): boolean {
  const buttons = [...(list?.querySelectorAll("button") ?? [])];
  const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: buttons.length - 1 }[key];
  if (to === undefined || buttons.length === 0) return false;
  buttons[(to + buttons.length) % buttons.length]!.focus();
  return true;
}

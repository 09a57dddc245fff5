import { useEffect, useId, useRef, useState } from "preact/hooks";
import { get, Problem } from "../http/client";
import type { Page } from "../http/types";
import { common } from "../text/vi";

export interface Option {
  id: string;
  label: string;
  detail?: string;
}

interface ComboboxProps {
  id?: string;
  label?: string;
  value: Option | null;
  onChange: (option: Option | null) => void;
  /** Where the server is asked, with `{q}` in place of what is typed. */
  search: (q: string) => string;
  read: (item: never) => Option;
  placeholder?: string;
  describedBy?: string;
  invalid?: boolean;
}

const WAIT_MS = 200;

interface Found {
  options: Option[];
  /** Why nothing could be looked for, in a sentence. */
  failed?: string;
}

/** What the server finds for what is typed, 200 ms after the last key. */
function useFound(query: string | null, search: ComboboxProps["search"], read: ComboboxProps["read"]) {
  const [found, setFound] = useState<Found | null>(null);
  useEffect(() => {
    if (query === null) return setFound(null);
    const abort = new AbortController();
    const timer = setTimeout(() => {
      get<Page<never>>(search(query), {}, abort.signal)
        .then(({ data }) => setFound({ options: data.items.map(read) }))
        .catch(
          (error: unknown) =>
            error instanceof Problem &&
            setFound({ options: [], failed: error.isOffline ? common.notSearchedOffline : error.message }),
        );
    }, WAIT_MS);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [query]);
  return found;
}

interface OptionsProps {
  id: string;
  label: string | undefined;
  found: Found | null;
  isOpen: boolean;
  active: number;
  onChoose: (option: Option) => void;
}

/** What may be chosen; the focus stays in the field. */
function Options({ id, label, found, isOpen, active, onChoose }: OptionsProps) {
  return (
    <ul id={`${id}-list`} role="listbox" class="listbox" hidden={!isOpen} aria-label={label}>
      {found?.options.map((option, index) => (
        <li
          key={option.id}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === active}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onChoose(option)}
        >
          <span>{option.label}</span>
          {option.detail && <span class="caption">{option.detail}</span>}
        </li>
      ))}
      {found?.options.length === 0 && (
        <li class="listbox-none" role="option" aria-selected="false" aria-disabled="true">
          {found.failed ?? common.noResults}
        </li>
      )}
    </ul>
  );
}

/** How much was found, for those who do not see the list; and that what was typed is no choice yet. */
function Said({ found, isMissed }: { found: Found | null; isMissed: boolean }) {
  return (
    <>
      <span class="sr-only" role="status">
        {found ? (found.failed ?? common.results(found.options.length)) : ""}
      </span>
      {isMissed && (
        <p class="field-error" role="alert">
          {common.notChosen}
        </p>
      )}
    </>
  );
}

export function Combobox(props: ComboboxProps) {
  const { value, onChange, placeholder, describedBy, invalid } = props;
  const ownId = useId();
  const id = props.id ?? ownId;
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState<string | null>(null);
  const [active, setActive] = useState(-1);
  /** What was typed when the field was left without a choice. */
  const [left, setLeft] = useState(false);
  const found = useFound(typed, props.search, props.read);
  const isOpen = typed !== null && found !== null;
  const options = found?.options ?? [];

  const choose = (option: Option) => {
    onChange(option);
    setTyped(null);
    setActive(-1);
  };
  // An emptied field chooses nothing, also where no key is there to say so; what was only typed is no choice, and that
  // is said.
  const leave = () => {
    if (typed?.trim() === "" && value) onChange(null);
    setLeft(!!typed?.trim() && !value);
    setTyped(null);
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (typed === null) return setTyped("");
      const last = options.length - 1;
      setActive((at) => (event.key === "ArrowDown" ? Math.min(at + 1, last) : Math.max(at - 1, 0)));
    } else if (event.key === "Enter" && typed !== null) {
      event.preventDefault();
      const option = options[active] ?? (options.length === 1 ? options[0] : undefined);
      if (option) choose(option);
    } else if (event.key === "Escape" && typed !== null) {
      event.preventDefault();
      event.stopPropagation();
      setTyped(null);
    } else if (event.key === "Escape" && value) {
      event.preventDefault();
      event.stopPropagation();
      onChange(null);
    }
  };

  return (
    <div
      class="combobox"
      onFocusOut={(event) => !(event.currentTarget as Element).contains(event.relatedTarget as Node) && leave()}
    >
      <input
        ref={input}
        id={id}
        class="input"
        role="combobox"
        aria-autocomplete="list"
        aria-expanded={isOpen}
        aria-controls={`${id}-list`}
        aria-activedescendant={isOpen && active >= 0 ? `${id}-${active}` : undefined}
        aria-describedby={describedBy}
        aria-invalid={invalid || undefined}
        aria-label={props.label}
        autocomplete="off"
        placeholder={placeholder}
        value={typed ?? value?.label ?? ""}
        onFocus={(event) => event.currentTarget.select()}
        onInput={(event) => {
          setTyped(event.currentTarget.value);
          setActive(0);
          setLeft(false);
        }}
        onKeyDown={onKey}
      />
      <Options
        id={id}
        label={props.label ?? placeholder}
        found={found}
        isOpen={isOpen}
        active={active}
        onChoose={choose}
      />
      <Said found={isOpen ? found : null} isMissed={left && !value} />
    </div>
  );
}

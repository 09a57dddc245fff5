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

/** Options of the server for what is typed, 200 ms after the last key. */
function useOptions(query: string | null, search: ComboboxProps["search"], read: ComboboxProps["read"]) {
  const [options, setOptions] = useState<Option[] | null>(null);
  useEffect(() => {
    if (query === null) return setOptions(null);
    const abort = new AbortController();
    const timer = setTimeout(() => {
      get<Page<never>>(search(query), {}, abort.signal)
        .then(({ data }) => setOptions(data.items.map(read)))
        .catch((error: unknown) => error instanceof Problem && setOptions([]));
    }, WAIT_MS);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [query]);
  return options;
}

interface OptionsProps {
  id: string;
  label: string | undefined;
  options: Option[] | null;
  isOpen: boolean;
  active: number;
  onChoose: (option: Option) => void;
}

/** What may be chosen; the focus stays in the field. */
function Options({ id, label, options, isOpen, active, onChoose }: OptionsProps) {
  return (
    <ul id={`${id}-list`} role="listbox" class="listbox" hidden={!isOpen} aria-label={label}>
      {options?.map((option, index) => (
        <li key={option.id} id={`${id}-${index}`} role="option" aria-selected={index === active} onMouseDown={(event) => event.preventDefault()} onClick={() => onChoose(option)}>
          <span>{option.label}</span>
          {option.detail && <span class="caption">{option.detail}</span>}
        </li>
      ))}
      {options?.length === 0 && (
        <li class="listbox-none" role="option" aria-selected="false" aria-disabled="true">
          {common.noResults}
        </li>
      )}
    </ul>
  );
}

export function Combobox(props: ComboboxProps) {
  const { value, onChange, placeholder, describedBy, invalid } = props;
  const ownId = useId();
  const id = props.id ?? ownId;
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState<string | null>(null);
  const [active, setActive] = useState(-1);
  const options = useOptions(typed, props.search, props.read);
  const isOpen = typed !== null && options !== null;

  const choose = (option: Option) => {
    onChange(option);
    setTyped(null);
    setActive(-1);
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (typed === null) return setTyped("");
      const last = (options?.length ?? 0) - 1;
      setActive((at) => (event.key === "ArrowDown" ? Math.min(at + 1, last) : Math.max(at - 1, 0)));
    } else if (event.key === "Enter" && isOpen) {
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
    <div class="combobox" onFocusOut={(event) => !(event.currentTarget as Element).contains(event.relatedTarget as Node) && setTyped(null)}>
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
        }}
        onKeyDown={onKey}
      />
      <Options id={id} label={props.label ?? placeholder} options={options} isOpen={isOpen} active={active} onChoose={choose} />
      <span class="sr-only" role="status">
        {isOpen ? common.results(options.length) : ""}
      </span>
    </div>
  );
}

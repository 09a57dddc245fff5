import { useEffect, useId, useRef, useState } from "preact/hooks";
import { Search, X } from "lucide-preact";
import { common } from "../text/vi";

const WAIT_MS = 200;

interface SearchBoxProps {
  label: string;
  hint?: string;
  value: string;
  onChange: (text: string) => void;
}

/** Search as one types, 200 ms after the last key; what is typed goes into the address. */
export function SearchBox({ label, hint, value, onChange }: SearchBoxProps) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState(value);
  const sent = useRef(value);
  useEffect(() => {
    if (value !== sent.current) {
      sent.current = value;
      setTyped(value);
    }
  }, [value]);
  useEffect(() => {
    const text = typed.trim();
    if (text === sent.current) return;
    const timer = setTimeout(() => {
      sent.current = text;
      onChange(text);
    }, WAIT_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  return (
    <div class="search" role="search">
      <label for={id} class="sr-only">
        {label}
      </label>
      <Search size={20} aria-hidden="true" />
      <input
        ref={input}
        id={id}
        class="input"
        type="text"
        enterkeyhint="search"
        autocomplete="off"
        spellcheck={false}
        placeholder={label}
        aria-describedby={hint ? `${id}-hint` : undefined}
        value={typed}
        onInput={(event) => setTyped(event.currentTarget.value)}
      />
      {typed && (
        <button
          type="button"
          class="icon-button"
          aria-label={common.clear}
          onClick={() => {
            setTyped("");
            input.current?.focus();
          }}
        >
          <X size={18} aria-hidden="true" />
        </button>
      )}
      {hint && (
        <p class="sr-only" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}

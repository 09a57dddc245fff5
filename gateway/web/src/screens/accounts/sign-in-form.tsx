import { useState } from "preact/hooks";
import { Eye, EyeOff } from "lucide-preact";
import { Dialog } from "../../components/dialog";
import { Field } from "../../components/field";
import { Problem } from "../../http/client";
import { signIn, signOut } from "../../resources/session";
import { signIn as text } from "./vi";

const NEEDS_CODE = new Set(["second-factor-required", "wrong-code"]);
const QUICK_MS = 2_000;

/** Login and password; the second factor is asked for when the server says that it needs one. */
export function SignInForm({ onDone }: { onDone: () => void }) {
  const [login, setLogin] = useState("");
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const [asksCode, setAsksCode] = useState(false);
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);
  const [waits, setWaits] = useState(false);

  const send = async (event: Event) => {
    event.preventDefault();
    if (busy) return;
    if (!login.trim() || !password) return setWrong(text.missing);
    setBusy(true);
    setWrong(null);
    const slow = setTimeout(() => setWaits(true), QUICK_MS);
    try {
      await signIn(login.trim(), password, code.replace(/\s/g, ""));
      onDone();
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      if (NEEDS_CODE.has(error.code)) setAsksCode(true);
      setWrong(error.code === "second-factor-required" ? null : [error.message, error.mend].filter(Boolean).join(" "));
    } finally {
      clearTimeout(slow);
      setWaits(false);
      setBusy(false);
    }
  };

  return (
    <form class="form" noValidate onSubmit={send}>
      {wrong && (
        <p class="box box-red" role="alert">
          {wrong}
        </p>
      )}
      {asksCode ? (
        <Field id="code" label={text.code} hint={text.codeHint}>
          <input
            id="code"
            class="input"
            inputMode="numeric"
            autocomplete="one-time-code"
            autofocus
            aria-describedby="code-hint"
            value={code}
            onInput={(event) => setCode(event.currentTarget.value)}
          />
        </Field>
      ) : (
        <>
          <Field id="login" label={text.login}>
            <input
              id="login"
              class="input"
              autocomplete="username"
              autocapitalize="none"
              spellcheck={false}
              required
              value={login}
              onInput={(event) => setLogin(event.currentTarget.value)}
            />
          </Field>
          <PasswordField
            id="password"
            label={text.password}
            autocomplete="current-password"
            value={password}
            onChange={setPassword}
          />
        </>
      )}
      <button type="submit" class="button button-primary button-wide" aria-disabled={busy}>
        {waits ? text.waits : asksCode ? text.confirm : text.act}
      </button>
      <p class="muted" role="status">
        {waits && text.waitsWhy}
      </p>
    </form>
  );
}

interface PasswordProps {
  id: string;
  label: string;
  hint?: string;
  errors?: string[];
  autocomplete: string;
  value: string;
  onChange: (value: string) => void;
}

export function PasswordField({ id, label, hint, errors, autocomplete, value, onChange }: PasswordProps) {
  const [shown, setShown] = useState(false);
  return (
    <Field id={id} label={label} hint={hint} errors={errors}>
      <div class="input-with-button">
        <input
          id={id}
          class="input"
          type={shown ? "text" : "password"}
          autocomplete={autocomplete as "current-password"}
          required
          aria-describedby={hint ? `${id}-hint` : undefined}
          value={value}
          onInput={(event) => onChange(event.currentTarget.value)}
        />
        <button
          type="button"
          class="icon-button"
          aria-label={shown ? text.hide : text.show}
          onClick={() => setShown(!shown)}
        >
          {shown ? <EyeOff size={20} aria-hidden="true" /> : <Eye size={20} aria-hidden="true" />}
        </button>
      </div>
    </Field>
  );
}

/** Sign-in in place, over the page whose session ran out. */
export function SignInOver() {
  return (
    <Dialog title={text.title} onClose={() => undefined} locked>
      <p class="muted">{text.over}</p>
      <SignInForm onDone={() => undefined} />
      <button type="button" class="link" onClick={() => void signOut()}>
        {text.signOut}
      </button>
    </Dialog>
  );
}

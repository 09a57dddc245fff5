import { useEffect, useRef, useState } from "preact/hooks";
import { Copy, Printer } from "lucide-preact";
import { Field } from "../../components/field";
import { Card } from "../../components/page";
import { Chip } from "../../components/parts";
import { QrImage } from "../../components/qr";
import { Failure } from "../../components/states";
import { post, Problem, put } from "../../http/client";
import { notify } from "../../resources/notices";
import { me, secondFactorIsOn } from "../../resources/session";
import { common, secondFactor as text } from "../../text/vi";

interface Secret {
  secret: string;
  uri: string;
}

/**
 * A second factor is set up: what it is for, the code to scan, six digits that prove it, and ten codes for a lost
 * phone.
 */
export function SecondFactorCard() {
  const [secret, setSecret] = useState<Secret | null>(null);
  const [codes, setCodes] = useState<string[] | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const { on, required } = me.value?.second_factor ?? { on: false, required: false };

  const start = async () => {
    setProblem(null);
    try {
      setSecret((await post<Secret>("/me/second-factor")).data);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      setProblem(error);
    }
  };
  const confirmed = (given: string[]) => {
    setSecret(null);
    setCodes(given);
    secondFactorIsOn();
  };
  return (
    <Card
      title={text.title}
      actions={on && <Chip tone="green">{text.on}</Chip>}
      class={codes ? "second-factor has-codes" : "second-factor"}
    >
      {problem && <Failure problem={problem} />}
      {codes ? (
        <RecoveryCodes codes={codes} onDone={() => setCodes(null)} />
      ) : secret ? (
        <Confirmation secret={secret} onDone={confirmed} onCancel={() => setSecret(null)} />
      ) : on ? (
        <p class="muted">{text.onText}</p>
      ) : (
        <div class="stack">
          {required && <p class="box box-gold">{text.required}</p>}
          <p>{text.why}</p>
          <button type="button" class={required ? "button button-primary" : "button"} onClick={() => void start()}>
            {text.start}
          </button>
        </div>
      )}
    </Card>
  );
}

interface ConfirmationProps {
  secret: Secret;
  onDone: (codes: string[]) => void;
  onCancel: () => void;
}

function Confirmation({ secret, onDone, onCancel }: ConfirmationProps) {
  const [code, setCode] = useState("");
  const [problem, setProblem] = useState<Problem | null>(null);
  const busy = useRef(false);
  const send = async (event: Event) => {
    event.preventDefault();
    if (busy.current) return;
    busy.current = true;
    setProblem(null);
    try {
      onDone(
        (await put<{ recovery_codes: string[] }>("/me/second-factor", { body: { code: code.replace(/\s/g, "") } })).data
          .recovery_codes,
      );
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      setProblem(error);
    }
    busy.current = false;
  };
  const wrong = problem?.errors["code"];
  return (
    <form class="form" noValidate onSubmit={send}>
      {problem && !wrong && <Failure problem={problem} />}
      <p>{text.scan}</p>
      <div class="second-factor-secret">
        <div class="qr-small">
          <QrImage text={secret.uri} alt={text.qrAlt} />
        </div>
        <div class="stack">
          <p>{text.byHand}</p>
          <p class="secret">
            <code>{secret.secret.match(/.{1,4}/g)?.join(" ")}</code>
            <CopyButton text={secret.secret} />
          </p>
          <p>
            <a href={secret.uri}>{text.openApp}</a>
          </p>
        </div>
      </div>
      <Field id="totp" label={text.code} hint={text.codeHint} errors={wrong}>
        <input
          id="totp"
          class="input input-code"
          inputMode="numeric"
          autocomplete="one-time-code"
          maxLength={7}
          aria-invalid={wrong ? true : undefined}
          aria-describedby={wrong ? "totp-hint totp-error" : "totp-hint"}
          value={code}
          onInput={(event) => setCode(event.currentTarget.value)}
        />
      </Field>
      <div class="buttons">
        <button type="submit" class="button button-primary">
          {text.confirm}
        </button>
        <button type="button" class="button" onClick={onCancel}>
          {common.cancel}
        </button>
      </div>
    </form>
  );
}

/** They are told this once: the server keeps only what they are known by. */
function RecoveryCodes({ codes, onDone }: { codes: string[]; onDone: () => void }) {
  const told = useRef<HTMLDivElement>(null);
  useEffect(() => told.current?.focus(), []);
  return (
    <div class="stack">
      <div ref={told} tabIndex={-1} class="box">
        <strong>{text.done}</strong>
        <p>{text.codesText}</p>
      </div>
      <ul class="recovery-codes" aria-label={text.codes}>
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <div class="buttons">
        <CopyButton text={codes.join("\n")} label={text.copyCodes} />
        <button type="button" class="button" onClick={() => print()}>
          <Printer size={20} aria-hidden="true" /> {text.print}
        </button>
        <button type="button" class="button button-primary" onClick={onDone}>
          {text.kept}
        </button>
      </div>
    </div>
  );
}

function CopyButton({ text: copied, label }: { text: string; label?: string }) {
  return (
    <button
      type="button"
      class={label ? "button" : "icon-button"}
      aria-label={label ? undefined : common.copy}
      onClick={() => void navigator.clipboard?.writeText(copied).then(() => notify(common.copied))}
    >
      <Copy size={20} aria-hidden="true" /> {label}
    </button>
  );
}

import { useLocation, useRoute } from "preact-iso";
import { useEffect, useState } from "preact/hooks";
import { BadgeCheck, CircleCheck, CircleX, TriangleAlert } from "lucide-preact";
import { Page } from "../../components/page";
import { Facts } from "../../components/parts";
import { Failure, Loading } from "../../components/states";
import { Field } from "../../components/field";
import { day, moment } from "../../format";
import type { Verification } from "../../http/types";
import { useResource } from "../../resources/resource";
import { checkSeal, sealKeys, type Checked } from "../../resources/seals";
import { verify as text } from "./vi";
import { Outside } from "../accounts/outside";

/** Anyone may check a card or a decision by its code; the answer is a heading, not a colour. */
export default function Verify() {
  const code = useRoute().params["ma"];
  return (
    <Outside>
      <div class="card outside-card">
        <Page title={text.title}>{code ? <Result code={code} /> : <Ask />}</Page>
      </div>
    </Outside>
  );
}

function Ask() {
  const { route } = useLocation();
  const [code, setCode] = useState("");
  const send = (event: Event) => {
    event.preventDefault();
    const [given, seal] = code
      .trim()
      .replace(/^.*\/xt\//, "")
      .split("#");
    if (given) route(`/xt/${encodeURIComponent(given)}${seal ? `#${seal}` : ""}`);
  };
  return (
    <form class="form" onSubmit={send}>
      <p class="muted">{text.intro}</p>
      <Field id="code" label={text.code}>
        <input
          id="code"
          class="input"
          autocomplete="off"
          autocapitalize="none"
          spellcheck={false}
          required
          value={code}
          onInput={(event) => setCode(event.currentTarget.value)}
        />
      </Field>
      <button type="submit" class="button button-primary button-wide">
        {text.act}
      </button>
    </form>
  );
}

function Result({ code }: { code: string }) {
  const found = useResource<Verification>(`/verify/${encodeURIComponent(code)}`);
  const seal = useSeal(code);
  const again = (
    <a class="button button-wide" href="/xt">
      {text.again}
    </a>
  );
  if (found.error && found.error.status !== 404 && found.error.status !== 422) {
    return (
      <>
        {seal && <Sealed seal={seal} />}
        {(!seal || seal.verdict === "unknown") && <Failure problem={found.error} onRetry={found.reload} />}
        {seal && seal.verdict !== "unknown" && (
          <button type="button" class="button button-wide" onClick={found.reload}>
            {text.online}
          </button>
        )}
        {again}
      </>
    );
  }
  if (found.error) {
    return (
      <>
        <div class="verdict verdict-red" role="alert">
          <CircleX size={40} aria-hidden="true" />
          <h2>{text.unknown}</h2>
          <p>{text.unknownText}</p>
        </div>
        {again}
      </>
    );
  }
  if (!found.data) return <Loading rows={3} />;
  const { data } = found;
  const good = data.valid ?? ["in_force", "valid", "active"].includes(data.state);
  const Icon = good ? CircleCheck : TriangleAlert;
  return (
    <>
      <div class={good ? "verdict verdict-green" : "verdict verdict-gold"} role="status">
        <Icon size={40} aria-hidden="true" />
        <h2>{data.state_title}</h2>
        {data.title && <p>{data.title}</p>}
      </div>
      <Facts
        items={[
          [text.number, data.number],
          [text.on, day(data.on)],
          [text.issuer, data.issuer],
          [text.person, data.person],
          [text.seal, seal?.verdict === "true" ? text.sealTrue : null],
        ]}
      />
      {data.note && <p class="box box-gold">{data.note}</p>}
      {seal && isForged(seal, data) && (
        <p class="box box-red" role="alert">
          {text.sealBroken}
        </p>
      )}
      <p class="caption">{text.checkedAt(moment(new Date(found.at).toISOString()))}</p>
      {again}
    </>
  );
}

/**
 * The seal that came with the address, checked on this device; null while it is being checked and where there is none.
 */
function useSeal(code: string): Checked | null {
  const [checked, setChecked] = useState<Checked | null>(null);
  useEffect(() => {
    const seal = location.hash.slice(1);
    setChecked(null);
    if (!seal) return;
    let isAsked = true;
    void sealKeys()
      .then((keys) => checkSeal(code, seal, keys))
      .then((answer) => isAsked && setChecked(answer));
    return () => {
      isAsked = false;
    };
  }, [code]);
  return checked;
}

/** The seal is not ours, or belongs to another paper than the one that the register has under this code. */
export function isForged(seal: Checked, data: Verification): boolean {
  if (seal.verdict === "true") return seal.facts.number !== data.number || seal.facts.on !== data.on;
  return seal.verdict === "broken";
}

/** What the device alone can say: ours or not, but never whether it is still in force. */
export function Sealed({ seal }: { seal: Checked }) {
  if (seal.verdict === "unknown") return null;
  const isTrue = seal.verdict === "true";
  const Icon = isTrue ? BadgeCheck : CircleX;
  return (
    <>
      <div class={isTrue ? "verdict verdict-gold" : "verdict verdict-red"} role={isTrue ? "status" : "alert"}>
        <Icon size={40} aria-hidden="true" />
        <h2>{isTrue ? text.sealTrue : text.sealWrong}</h2>
        <p>{isTrue ? text.sealOffline : text.sealBroken}</p>
      </div>
      {seal.verdict === "true" && (
        <Facts
          items={[
            [text.what, seal.facts.title],
            [text.number, seal.facts.number],
            [text.on, day(seal.facts.on)],
            [text.issuer, seal.facts.issuer],
          ]}
        />
      )}
    </>
  );
}

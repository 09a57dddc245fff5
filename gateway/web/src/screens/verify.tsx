import { useLocation, useRoute } from "preact-iso";
import { useState } from "preact/hooks";
import { CircleCheck, CircleX, TriangleAlert } from "lucide-preact";
import { Page } from "../components/page";
import { Facts } from "../components/parts";
import { Failure, Loading } from "../components/states";
import { Field } from "../components/field";
import { day, moment } from "../format";
import type { Verification } from "../http/types";
import { useResource } from "../resources/resource";
import { verify as text } from "../text/vi";
import { Outside } from "./outside";

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
    const given = code.trim().replace(/^.*\/xt\//, "");
    if (given) route(`/xt/${encodeURIComponent(given)}`);
  };
  return (
    <form class="form" onSubmit={send}>
      <p class="muted">{text.intro}</p>
      <Field id="code" label={text.code}>
        <input id="code" class="input" autocomplete="off" autocapitalize="none" spellcheck={false} required value={code} onInput={(event) => setCode(event.currentTarget.value)} />
      </Field>
      <button type="submit" class="button button-primary button-wide">
        {text.act}
      </button>
    </form>
  );
}

function Result({ code }: { code: string }) {
  const found = useResource<Verification>(`/verify/${encodeURIComponent(code)}`);
  const again = (
    <a class="button button-wide" href="/xt">
      {text.again}
    </a>
  );
  if (found.error && found.error.status !== 404 && found.error.status !== 422) return <Failure problem={found.error} onRetry={found.reload} />;
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
        ]}
      />
      {data.note && <p class="box box-gold">{data.note}</p>}
      <p class="caption">{text.checkedAt(moment(new Date(found.at).toISOString()))}</p>
      {again}
    </>
  );
}

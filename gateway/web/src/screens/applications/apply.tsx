import { useRoute } from "preact-iso";
import { useState } from "preact/hooks";
import { DraftNote } from "../../components/draft-note";
import { Page } from "../../components/page";
import { Await, Failure } from "../../components/states";
import { PageBack, PageSteps, useFormPages } from "../../forms/form-pages";
import { useFormErrors } from "../../forms/misread-days";
import { ActOfForm, outgoing } from "../../forms/schema";
import { SchemaForm, startOf } from "../../forms/schema-form";
import { day } from "../../format";
import type { ApplicationForm, SentApplication } from "../../http/types";
import { post } from "../../http/client";
import { useResource } from "../../resources/resource";
import { useSending } from "../../resources/sending";
import { useTyped } from "../../resources/typed";
import { apply as text } from "./vi";
import { Outside } from "../accounts/outside";

/** The act that fields are needed for, as the server's schema names it. */
const APPLY = "apply";

/**
 * Somebody who wants to join writes their own part of the admission, behind a chapter's link and without an account.
 */
export default function Apply() {
  const token = useRoute().params["token"]!;
  const found = useResource<ApplicationForm>(`/application-links/${encodeURIComponent(token)}`);
  const [turn, setTurn] = useState(0);
  const isOver = found.data === null && (found.error?.status ?? 0) >= 400 && (found.error?.status ?? 0) < 500;
  return (
    <Outside>
      <div class="card outside-card outside-form">
        {found.data ? (
          <Writing key={turn} token={token} asked={found.data} onAnother={() => (setTurn(turn + 1), found.reload())} />
        ) : (
          <Page title={text.title} failed={!!found.error}>
            {isOver ? <Failure problem={found.error!} /> : <Await of={found}>{() => null}</Await>}
          </Page>
        )}
      </div>
    </Outside>
  );
}

interface WritingProps {
  token: string;
  asked: ApplicationForm;
  onAnother: () => void;
}

/**
 * Short pages, then that it was sent. What is typed stays in this tab until then, so that a call in between loses
 * nothing.
 */
function Writing({ token, asked, onAnother }: WritingProps) {
  const { form, isBack, ...typed } = useTyped(`${APPLY} ${token}`, startOf(asked.form_schema));
  const [sent, setSent] = useState<SentApplication | null>(null);
  const pages = useFormPages(asked.form_schema);
  const { problem, busy, carry } = useSending((refused) => {
    pages.openFor(refused.errors);
    scrollTo({ top: 0 });
  });
  const wrong = useFormErrors(asked.form_schema, problem);
  const send = async (key: string) => {
    const body = { form: outgoing(asked.form_schema, form) };
    const { data } = await post<SentApplication>(`/application-links/${encodeURIComponent(token)}/applications`, {
      body,
      key,
    });
    typed.restart();
    setSent(data);
    pages.open(0, true);
    scrollTo({ top: 0 });
  };
  if (sent) return <Sent sent={sent} onAnother={onAnother} />;
  return (
    <Page title={text.title} failed={wrong.isWrong} below={<p class="lead">{text.to(asked.unit_name)}</p>}>
      {isBack && <DraftNote onDrop={typed.restart} />}
      {wrong.summary}
      <form
        class="form"
        noValidate
        autocomplete="off"
        onSubmit={(event) => {
          event.preventDefault();
          const misread = wrong.readDays(form, pages.isLast ? undefined : pages.groups);
          if (misread) pages.openFor(misread);
          else if (pages.isLast) return void carry(send);
          else pages.next();
          scrollTo({ top: 0 });
        }}
      >
        {pages.count > 1 && <PageSteps pages={pages} />}
        {pages.at === 0 && <Notes asked={asked} />}
        <ActOfForm.Provider value={APPLY}>
          <SchemaForm
            schema={asked.form_schema}
            form={form}
            errors={wrong.errors}
            onChange={typed.type}
            only={pages.groups}
          />
        </ActOfForm.Provider>
        <div class="action-bar form-bar">
          <PageBack pages={pages} />
          <button type="submit" class="button button-primary button-wide" aria-disabled={busy}>
            {!pages.isLast ? text.next : busy ? text.sending : text.send}
          </button>
        </div>
      </form>
    </Page>
  );
}

function Notes({ asked }: { asked: ApplicationForm }) {
  return (
    <div class="stack">
      <p>{text.lead}</p>
      <p class="muted">{text.privacy(asked.unit_name, asked.kept_days)}</p>
      <p class="muted">{text.borrowed}</p>
    </div>
  );
}

function Sent({ sent, onAnother }: { sent: SentApplication; onAnother: () => void }) {
  return (
    <Page title={text.sentTitle}>
      <div class="stack">
        <p class="lead">{text.sent(sent.unit_name)}</p>
        <p>{text.keptUntil(day(sent.kept_until))}</p>
        <p class="box box-gold">{text.forgotten}</p>
        <button type="button" class="button button-wide" onClick={onAnother}>
          {text.another}
        </button>
      </div>
    </Page>
  );
}

import { useLocation, useRoute } from "preact-iso";
import { useState } from "preact/hooks";
import { Page } from "../../components/page";
import { Await, Failure } from "../../components/states";
import { post, Problem } from "../../http/client";
import type { Invitation } from "../../http/types";
import { useResource } from "../../resources/resource";
import { readMe } from "../../resources/session";
import { invitation as text, recovery } from "./vi";
import { Outside } from "./outside";
import { PasswordField } from "./sign-in-form";

/** The one-time link of somebody new (or who forgot): they choose a password and are signed in. */
export default function InvitationScreen() {
  const token = useRoute().params["token"]!;
  const invitation = useResource<Invitation>(`/invitations/${encodeURIComponent(token)}`);
  // A link that was used or ran out does not come back by trying again.
  const isSpent =
    invitation.data === null && (invitation.error?.status ?? 0) >= 400 && (invitation.error?.status ?? 0) < 500;
  return (
    <Outside>
      <div class="card outside-card">
        <Page title={text.title}>
          {isSpent ? (
            <div class="stack">
              <Failure problem={invitation.error!} />
              <a class="button button-wide" href="/dang-nhap">
                {recovery.back}
              </a>
            </div>
          ) : (
            <Await of={invitation} rows={2} part>
              {(found) => <PasswordForm token={token} invitation={found} />}
            </Await>
          )}
        </Page>
      </div>
    </Outside>
  );
}

function PasswordForm({ token, invitation }: { token: string; invitation: Invitation }) {
  const { route } = useLocation();
  const [password, setPassword] = useState("");
  const [again, setAgain] = useState("");
  const [wrong, setWrong] = useState<Problem | null>(null);
  const [differs, setDiffers] = useState(false);
  const name = invitation.name;

  const send = async (event: Event) => {
    event.preventDefault();
    setDiffers(password !== again);
    if (password !== again) return;
    try {
      await post(`/invitations/${encodeURIComponent(token)}`, { body: { password } });
      await readMe();
      route("/", true);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      setWrong(error);
    }
  };
  return (
    <form class="form" noValidate onSubmit={send}>
      {name && <p class="lead">{text.hello(name)}</p>}
      <p class="muted">{text.text}</p>
      {wrong && !wrong.errors["password"] && (
        <p class="box box-red" role="alert">
          {wrong.message}
        </p>
      )}
      <PasswordField
        id="password"
        label={text.password}
        hint={text.hint}
        autocomplete="new-password"
        value={password}
        onChange={setPassword}
        {...(wrong?.errors["password"] && { errors: wrong.errors["password"] })}
      />
      <PasswordField
        id="again"
        label={text.again}
        autocomplete="new-password"
        value={again}
        onChange={setAgain}
        {...(differs && { errors: [text.different] })}
      />
      <button type="submit" class="button button-primary button-wide">
        {text.act}
      </button>
    </form>
  );
}

import { useLocation } from "preact-iso";
import { useEffect } from "preact/hooks";
import { Page } from "../../components/page";
import { me } from "../../resources/session";
import { signIn as text } from "./vi";
import { Outside } from "./outside";
import { SignInForm } from "./sign-in-form";

/** Only paths of this site are gone on to after sign-in. */
export function nextPath(asked: string | undefined): string {
  return asked && /^\/(?!\/)/.test(asked) && !asked.startsWith("/dang-nhap") ? asked : "/";
}

export default function SignIn() {
  const { query, route } = useLocation();
  const goOn = () => route(nextPath(query["tiep"]), true);
  useEffect(() => {
    if (me.value) goOn();
  }, [me.value]);
  return (
    <Outside>
      <div class="card outside-card">
        <Page title={text.title}>
          <SignInForm onDone={goOn} />
          <p class="outside-links">
            <a href="/khoi-phuc">{text.forgot}</a>
            <a href="/xt">{text.verify}</a>
          </p>
        </Page>
      </div>
      <p class="muted outside-note">{text.noAccount}</p>
    </Outside>
  );
}

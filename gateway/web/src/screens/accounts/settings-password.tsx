import { useState } from "preact/hooks";
import { Card } from "../../components/page";
import { Failure } from "../../components/states";
import { Problem, put } from "../../http/client";
import { notify } from "../../resources/notices";
import { invitation, settings as text } from "./vi";
import { PasswordField } from "./sign-in-form";

export function PasswordCard() {
  const [old, setOld] = useState("");
  const [next, setNext] = useState("");
  const [problem, setProblem] = useState<Problem | null>(null);
  const send = async (event: Event) => {
    event.preventDefault();
    setProblem(null);
    try {
      await put("/me/password", { body: { password: old, new_password: next } });
      setOld("");
      setNext("");
      notify(text.passwordChanged);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      setProblem(error);
    }
  };
  const wrong = problem?.errors["new_password"];
  return (
    <Card title={text.password}>
      <form class="form" noValidate onSubmit={send}>
        {problem && !wrong && <Failure problem={problem} />}
        <PasswordField
          id="old"
          label={text.oldPassword}
          autocomplete="current-password"
          value={old}
          onChange={setOld}
        />
        <PasswordField
          id="next"
          label={text.newPassword}
          hint={invitation.hint}
          autocomplete="new-password"
          value={next}
          onChange={setNext}
          {...(wrong && { errors: wrong })}
        />
        <button type="submit" class="button">
          {text.password}
        </button>
      </form>
    </Card>
  );
}

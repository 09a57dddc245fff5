import { Page } from "../../components/page";
import { recovery as text } from "./vi";
import { Outside } from "./outside";

export default function Recovery() {
  return (
    <Outside>
      <div class="card outside-card">
        <Page title={text.title}>
          <p>{text.text}</p>
          <ol class="steps-text">
            {text.steps.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
          <a class="button button-wide" href="/dang-nhap">
            {text.back}
          </a>
        </Page>
      </div>
    </Outside>
  );
}

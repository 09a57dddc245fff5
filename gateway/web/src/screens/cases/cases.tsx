import { FilePlus2 } from "lucide-preact";
import { Page } from "../../components/page";
import { cases as text } from "../../text/vi-cases";
import CaseList from "./case-list";

export default function Cases() {
  return (
    <Page
      title={text.title}
      actions={
        <a class="button button-primary" href="/ho-so/moi">
          <FilePlus2 size={20} aria-hidden="true" /> {text.start}
        </a>
      }
    >
      <CaseList />
    </Page>
  );
}

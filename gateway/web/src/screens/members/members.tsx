import { FileSpreadsheet } from "lucide-preact";
import { Page } from "../../components/page";
import { acting, isOfficer } from "../../resources/session";
import { withQuery } from "../../http/client";
import { members as text } from "../../text/vi-members";
import MemberList from "./member-list";

export default function Members() {
  return (
    <Page
      title={text.title}
      actions={
        isOfficer.value && (
          <a class="button" href={withQuery("/nhap-excel", { don_vi: acting.value?.unit.id })}>
            <FileSpreadsheet size={20} aria-hidden="true" /> {text.import}
          </a>
        )
      }
    >
      <MemberList />
    </Page>
  );
}

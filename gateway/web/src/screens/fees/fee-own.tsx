import { Page } from "../../components/page";
import { acting, isOfficer } from "../../resources/session";
import { fees as text } from "../../text/vi-fees";
import Account from "./fee-account";

/** One's own fees; an officer finds the unit's book from here. */
export default function OwnFees() {
  const unit = acting.value?.unit;
  return (
    <Page
      title={text.own}
      narrow
      actions={
        isOfficer.value &&
        unit && (
          <a class="button" href={`/doan-phi/${unit.id}`}>
            {text.book}
          </a>
        )
      }
    >
      <Account path="/me/fees" />
    </Page>
  );
}

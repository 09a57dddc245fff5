import { Page } from "../../components/page";
import { Empty } from "../../components/states";
import { sendWaiting, waiting } from "../../resources/waiting";
import { queue as text } from "../../text/vi";
import { WaitingList } from "./waiting-list";

/** What was given without a network and is not with the server yet. */
export default function WaitingScreen() {
  const items = waiting.value;
  const canSend = items.some((item) => !item.refused);
  return (
    <Page
      title={text.title}
      narrow
      actions={
        canSend && (
          <button type="button" class="button button-primary" onClick={() => void sendWaiting()}>
            {text.sendNow}
          </button>
        )
      }
    >
      {items.length === 0 ? (
        <Empty drawing="badge" title={text.empty} text={text.emptyText} />
      ) : (
        <section class="card">
          <WaitingList items={items} />
        </section>
      )}
    </Page>
  );
}

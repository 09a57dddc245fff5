import { RefreshCw } from "lucide-preact";
import { Card, Page } from "../../components/page";
import { Chip } from "../../components/parts";
import { Await } from "../../components/states";
import { moment } from "../../format";
import type { FailedMessage, SystemHealth } from "../../http/types";
import { post, Problem } from "../../http/client";
import { notify } from "../../resources/notices";
import { useResource } from "../../resources/resource";
import { services as text } from "./vi";

/** Which services answer, and the messages that each has set aside. */
export default function AdminServices() {
  const found = useResource<SystemHealth>("/services");
  const replay = async (service: string, id: string) => {
    try {
      await post(`/services/${service}/messages/${id}/replay`);
      notify(text.replayed);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      notify(error.message);
    }
    found.reload();
  };
  return (
    <Page
      title={text.title}
      below={<p class="lead">{text.lead}</p>}
      actions={
        <button type="button" class="button" onClick={found.reload}>
          <RefreshCw size={20} aria-hidden="true" /> {text.reload}
        </button>
      }
    >
      <Await of={found}>
        {({ items, set_aside: setAside }) => (
          <div class="stack">
            {!!setAside && <div class="box box-gold">{text.setAside(setAside)}</div>}
            {items.map((service) => (
              <Card
                key={service.name}
                title={text.names[service.name] ?? service.name}
                actions={
                  <Chip tone={service.answers ? "green" : "red"}>{service.answers ? text.answers : text.silent}</Chip>
                }
              >
                {!service.answers && <p>{text.silentText}</p>}
                {service.answers && service.messages.length === 0 && <p class="muted">{text.none}</p>}
                {service.messages.length > 0 && (
                  <ul class="rows">
                    {service.messages.map((message) => (
                      <li key={message.id + message.reader} class="row-plain">
                        <MessageRow message={message} onReplay={() => void replay(service.name, message.id)} />
                      </li>
                    ))}
                  </ul>
                )}
              </Card>
            ))}
          </div>
        )}
      </Await>
    </Page>
  );
}

function MessageRow({ message, onReplay }: { message: FailedMessage; onReplay: () => void }) {
  return (
    <>
      <span class="row-main">
        <code>{message.key}</code>
        <span class="caption">
          {[
            message.fault,
            text.tries(message.tries),
            text.failed(moment(message.failed_at)),
            message.next_try_at && text.again(moment(message.next_try_at)),
          ]
            .filter(Boolean)
            .join(" · ")}
        </span>
      </span>
      {message.dead && <Chip tone="red">{text.dead}</Chip>}
      <button type="button" class="button" aria-label={text.replayOf(message.key)} onClick={onReplay}>
        {text.replay}
      </button>
    </>
  );
}

import { Card } from "../../components/page";
import { acknowledge, useOwnEditRequests } from "../../resources/edit-requests";
import { me } from "../../resources/session";
import { editRequests as text } from "../../text/vi-edit-requests";
import { Answer } from "./edit-request-parts";

/** What officers answered, until the member says that it was read; nothing where nothing was. */
export default function EditRequestNotice() {
  const answered = useOwnEditRequests().data?.items.filter(({ state }) => state !== "WAITING") ?? [];
  if (answered.length === 0) return null;
  return (
    <Card title={text.answered}>
      <ul class="asker-rows">
        {answered.map((item) => (
          <li key={item.id}>
            <p class="row-title">
              {item.title}: {item.state === "APPROVED" ? item.new || text.empty : item.old || text.empty}
            </p>
            <Answer item={item} />
          </li>
        ))}
      </ul>
      <div class="buttons">
        <button type="button" class="button button-primary" onClick={() => void acknowledge(answered)}>
          {text.seen}
        </button>
        <a class="button" href={`/doan-vien/${me.value!.person.id}/so`}>
          {text.toFile}
        </a>
      </div>
    </Card>
  );
}

import { useState } from "preact/hooks";
import { Card } from "../components/page";
import { Failure } from "../components/states";
import { day } from "../format";
import { post } from "../http/client";
import type { Action, AttendanceList, PersonRef, Unit } from "../http/types";
import { notify } from "../resources/notices";
import { invalidate, useResource } from "../resources/resource";
import { attendances as text } from "../text/vi";
import { ActDialog, type Given } from "./act-dialog";

const names = (people: PersonRef[]) => people.map(({ full_name }) => full_name).join(", ");

/** Who was at the chapter's meetings, and the list that records another one; nothing for whoever may not see it. */
export function Attendances({ unit }: { unit: Unit }) {
  const path = `/units/${unit.id}/attendances`;
  const found = useResource<AttendanceList>(path);
  const [recording, setRecording] = useState<Action | null>(null);
  if (found.error && !found.data) return found.error.status === 403 || found.error.status === 404 ? null : <Failure problem={found.error} onRetry={found.reload} part />;
  if (!found.data) return null;
  const { items, allowed_actions: acts } = found.data;
  if (items.length === 0 && acts.length === 0) return null;
  const record = async ({ form, key }: Given) => {
    await post(path, { body: form, key });
    notify(text.done);
    setRecording(null);
    invalidate("/units");
  };
  return (
    <Card
      title={text.title}
      actions={acts.map((act) => (
        <button key={act.action} type="button" class="button button-small" onClick={() => setRecording(act)}>
          {act.label}
        </button>
      ))}
    >
      <p class="muted">{text.lead}</p>
      {items.length === 0 ? <p class="muted">{text.none}</p> : <Meetings items={items} />}
      {recording && <ActDialog title={recording.label} action={recording} send={record} onClose={() => setRecording(null)} onReload={found.reload} />}
    </Card>
  );
}

function Meetings({ items }: { items: AttendanceList["items"] }) {
  return (
    <ul class="rows">
      {items.map((each) => (
        <li key={each.held_on} class="row-plain">
          <span class="row-main">
            <span>{text.on(day(each.held_on))}</span>
            <span class="caption">
              {[each.source_title, text.present(each.present), each.absent.length > 0 && text.absent(names(each.absent)), each.excused.length > 0 && text.excused(names(each.excused))].filter(Boolean).join(" · ")}
            </span>
          </span>
        </li>
      ))}
    </ul>
  );
}

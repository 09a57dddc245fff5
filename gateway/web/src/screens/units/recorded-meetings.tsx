import { useState } from "preact/hooks";
import { Card } from "../../components/page";
import { Failure } from "../../components/states";
import { day } from "../../format";
import { post } from "../../http/client";
import type { Action, PersonRef, RecordedMeeting, RecordedMeetingList } from "../../http/types";
import { notify } from "../../resources/notices";
import { invalidate, useResource } from "../../resources/resource";
import { recordedMeetings as common } from "./vi";
import { ActDialog, type Given } from "../acts/act-dialog";

interface RecordedMeetingsProps {
  /** Where the server lists them, and takes another one. */
  path: string;
  text: { title: string; lead?: string; none: string; on: (day: string) => string; done: string };
}

const names = (people: PersonRef[]) => people.map(({ full_name }) => full_name).join(", ");

/**
 * Meetings of a body of a unit with who was away, who has missed the last ones, and the list that records another;
 * nothing for whoever may not see them.
 */
export function RecordedMeetings({ path, text }: RecordedMeetingsProps) {
  const found = useResource<RecordedMeetingList>(path);
  const [recording, setRecording] = useState<Action | null>(null);
  if (found.error && !found.data)
    return found.error.status === 403 || found.error.status === 404 ? null : (
      <Failure problem={found.error} onRetry={found.reload} part />
    );
  if (!found.data) return null;
  const { items, missed = [], allowed_actions: acts } = found.data;
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
      {text.lead && <p class="muted">{text.lead}</p>}
      {missed.map((each) => (
        <p key={each.person.id} class="box box-gold">
          <strong>{each.person.full_name}</strong> {each.text} {common.days(each.days.map((on) => day(on)).join(", "))}
        </p>
      ))}
      {items.length === 0 && <p class="muted">{text.none}</p>}
      <ul class="rows">
        {items.map((each) => (
          <li key={each.held_on} class="row-plain">
            <span class="row-main">
              <span>{text.on(day(each.held_on))}</span>
              <span class="caption">{attendance(each)}</span>
            </span>
          </li>
        ))}
      </ul>
      {recording && (
        <ActDialog
          title={recording.label}
          action={recording}
          send={record}
          onClose={() => setRecording(null)}
          onReload={found.reload}
        />
      )}
    </Card>
  );
}

function attendance({ source_title: source, present, absent, excused }: RecordedMeeting): string {
  const away = [
    absent.length > 0 && common.absent(names(absent)),
    excused.length > 0 && common.excused(names(excused)),
  ];
  return [source, common.present(present), ...away].filter(Boolean).join(" · ");
}

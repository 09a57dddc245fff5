import { useState } from "preact/hooks";
import { Card } from "../../components/page";
import { Warnings } from "../../components/parts";
import { Loading, RefusalList } from "../../components/states";
import type { EditableField, EditRequest, Member, MemberField, MemberGroup } from "../../http/types";
import { useMemberEditRequests } from "../../resources/edit-requests";
import { me } from "../../resources/session";
import { member as text } from "../../text/vi-members";
import { editRequests as asking } from "../../text/vi-edit-requests";
import { AskDialog } from "../edit-requests/edit-request-ask";
import { Acts, Answer, Grounds, OldAndNew } from "../edit-requests/edit-request-parts";
import { RejectDialog } from "../edit-requests/edit-request-reject";
import { EditDialog } from "./member-edit";
import { memberUrl } from "./member-rows";
import { ProfileGroup } from "./profile-groups";

interface BookProps {
  member: Member;
  onReveal: (group: string) => void;
  onChange: () => void;
}

/** The file, group by group. Its member asks for changes field by field; officers edit, and answer what was asked. */
export function ProfileBook({ member, onReveal, onChange }: BookProps) {
  const [editing, setEditing] = useState<MemberGroup | null>(null);
  const [asked, setAsked] = useState<{ offered: EditableField; field: MemberField } | null>(null);
  const isOwn = me.value?.person.id === member.id;
  const mayAnswer = member.allowed_actions?.some(({ action }) => action === "update_member") ?? false;
  const found = useMemberEditRequests(isOwn || mayAnswer ? member.id : null);
  // What could be asked for changes what is drawn: nothing moves once it stands there.
  if (found.busy && !found.data) return <Loading rows={8} />;
  const items = found.data?.items ?? [];
  const waiting = items.filter(({ state }) => state === "WAITING");
  const ask = {
    offers: new Map((found.data?.fields ?? []).map((offered) => [offered.code, offered])),
    waiting: new Map(isOwn ? waiting.map((item) => [item.field, item]) : []),
    onAsk: (offered: EditableField, field: MemberField) => setAsked({ offered, field }),
  };
  return (
    <div class="stack">
      {member.merged_into && (
        <p class="box box-gold">
          {text.mergedInto} <a href={memberUrl(member.merged_into)}>{member.merged_into.full_name}</a>
        </p>
      )}
      <Warnings title={text.warnings} items={member.warnings?.filter(({ code }) => code !== "incomplete")} />
      {isOwn && (found.data?.refusals.length ?? 0) > 0 && (
        <div class="box box-gold">
          <RefusalList refusals={found.data!.refusals} />
        </div>
      )}
      {!isOwn && waiting.length > 0 && <Waiting items={waiting} />}
      <div class="card profile-book">
        {member.groups.map((group) => (
          <ProfileGroup
            key={group.code}
            group={group}
            asking={ask}
            onReveal={() => onReveal(group.code)}
            onEdit={() => setEditing(group)}
          />
        ))}
      </div>
      <Answered items={items.filter(({ state }) => state !== "WAITING")} />
      {editing && <EditDialog member={member} group={editing} onClose={() => setEditing(null)} onSaved={onChange} />}
      {asked && (
        <AskDialog
          memberId={member.id}
          version={member.version}
          {...asked}
          onClose={() => setAsked(null)}
          onSent={(answer) => found.put(answer)}
        />
      )}
    </div>
  );
}

/** What the member asked for and an officer has to answer. */
function Waiting({ items }: { items: EditRequest[] }) {
  const [rejecting, setRejecting] = useState<EditRequest | null>(null);
  return (
    <Card title={asking.waitingHere}>
      <ul class="asker-rows">
        {items.map((item) => (
          <li key={item.id}>
            <p class="row-title">{item.title}</p>
            <OldAndNew item={item} />
            <Grounds item={item} />
            <Acts item={item} onReject={() => setRejecting(item)} />
          </li>
        ))}
      </ul>
      {rejecting && <RejectDialog items={[rejecting]} onClose={() => setRejecting(null)} onDone={() => undefined} />}
    </Card>
  );
}

/** Every request that was answered: what, by whom, when and why. */
function Answered({ items }: { items: EditRequest[] }) {
  if (items.length === 0) return null;
  return (
    <details class="card fold">
      <summary>
        {asking.history} <span class="count">{items.length}</span>
      </summary>
      <ul class="asker-rows">
        {items.map((item) => (
          <li key={item.id}>
            <p class="row-title">{item.title}</p>
            <OldAndNew item={item} />
            {item.reason && <p class="quote">{item.reason}</p>}
            <Answer item={item} />
          </li>
        ))}
      </ul>
    </details>
  );
}

import { useRoute } from "preact-iso";
import { useState } from "preact/hooks";
import { Page } from "../components/page";
import { unitUrl } from "../components/parts";
import { Await, Empty } from "../components/states";
import { FormProblem } from "../forms/schema-form";
import { day } from "../format";
import type { InvitableMember, Slips } from "../http/administration";
import { post } from "../http/client";
import type { UnitRef } from "../http/types";
import { useResource } from "../resources/resource";
import { useSending } from "../resources/sending";
import { slips as text } from "../text/vi-admin";
import { InvitationSlips } from "./invitations-made";

interface Invitable {
  unit: UnitRef;
  items: InvitableMember[];
}

/** A whole unit is invited at once: who, then a slip for each. */
export default function Invitations() {
  const unitId = useRoute().params["id"]!;
  const found = useResource<Invitable>(`/units/${unitId}/invitations`);
  const [made, setMade] = useState<Slips | null>(null);
  return (
    <Page title={text.title} narrow above={found.data && <a href={unitUrl(unitId)}>{found.data.unit.name}</a>} below={!made && <p class="lead">{text.lead}</p>}>
      {made ? <InvitationSlips made={made} /> : <Await of={found}>{(members) => <Chooser unitId={unitId} members={members.items} onMade={setMade} />}</Await>}
    </Page>
  );
}

function Chooser({ unitId, members, onMade }: { unitId: string; members: InvitableMember[]; onMade: (made: Slips) => void }) {
  const free = members.filter((member) => !member.refused);
  const fresh = free.filter((member) => member.state !== "open").map((member) => member.id);
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set(fresh));
  const { problem, busy, carry } = useSending();
  if (members.length === 0) return <Empty drawing="badge" title={text.empty} text={text.emptyText} />;
  const toggle = (id: string) => setPicked((before) => new Set(before.has(id) ? [...before].filter((each) => each !== id) : [...before, id]));
  const make = (event: Event) => {
    event.preventDefault();
    if (picked.size === 0) return;
    void carry(async (key) => onMade((await post<Slips>(`/units/${unitId}/invitations`, { body: { person_ids: [...picked] }, key })).data));
  };
  return (
    <form class="stack" onSubmit={make}>
      {problem && <FormProblem schema={null} problem={problem} />}
      <p>
        <button type="button" class="button" onClick={() => setPicked(new Set(picked.size > 0 ? [] : fresh))}>
          {picked.size > 0 ? text.unpick : text.pickAll(fresh.length)}
        </button>
      </p>
      <ul class="card rows">
        {members.map((member) => (
          <li key={member.id}>
            <Member member={member} picked={picked.has(member.id)} onToggle={() => toggle(member.id)} />
          </li>
        ))}
      </ul>
      <div class="sticky-acts">
        <button type="submit" class="button button-primary button-wide" disabled={busy || picked.size === 0}>
          {text.make(picked.size)}
        </button>
        {picked.size === 0 && <p class="muted">{text.nobody}</p>}
      </div>
    </form>
  );
}

function Member({ member, picked, onToggle }: { member: InvitableMember; picked: boolean; onToggle: () => void }) {
  const said = member.refused ?? (member.state === "open" ? text.renews : member.state === "invited" && member.invited_until ? text.invited(day(member.invited_until)) : member.state_title);
  return (
    <label class="row-plain invited-row">
      <input type="checkbox" checked={picked} disabled={!!member.refused} onChange={onToggle} />
      <span class="row-main">
        <span class="row-title">{member.person.full_name}</span>
        <span class="caption">{said}</span>
      </span>
    </label>
  );
}

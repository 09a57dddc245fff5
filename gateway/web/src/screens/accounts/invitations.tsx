import { useRoute } from "preact-iso";
import { useState } from "preact/hooks";
import { Choice } from "../../components/choice";
import { ListTools } from "../../components/list-tools";
import { Page } from "../../components/page";
import { unitUrl } from "../../components/parts";
import { Await, Empty } from "../../components/states";
import { FormProblem } from "../../forms/schema-form";
import { day } from "../../format";
import { post } from "../../http/client";
import type { InvitableMember, Slips, UnitRef } from "../../http/types";
import { useResource } from "../../resources/resource";
import { useSending } from "../../resources/sending";
import { slips as text } from "../administration/vi";
import { useFilters } from "../../url";
import { InvitationSlips } from "./invitations-made";
import { folded } from "../home/palette";

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
    <Page
      title={text.title}
      narrow
      above={found.data && <a href={unitUrl(unitId)}>{found.data.unit.name}</a>}
      below={!made && <p class="lead">{text.lead}</p>}
    >
      {made ? (
        <InvitationSlips made={made} />
      ) : (
        <Await of={found}>{(members) => <Chooser unitId={unitId} members={members.items} onMade={setMade} />}</Await>
      )}
    </Page>
  );
}

function Chooser({
  unitId,
  members,
  onMade,
}: {
  unitId: string;
  members: InvitableMember[];
  onMade: (made: Slips) => void;
}) {
  const free = members.filter((member) => !member.refused);
  const fresh = free.filter((member) => member.state !== "open").map((member) => member.id);
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set(fresh));
  const states = [...new Map(members.map((member) => [member.state, member.state_title]))].map(([code, title]) => ({
    code,
    title,
  }));
  const { values, change } = useFilters(["q", "trang-thai"] as const, { "trang-thai": states });
  if (members.length === 0) return <Empty drawing="badge" title={text.empty} text={text.emptyText} />;
  const shown = members.filter(
    (member) =>
      folded(member.person.full_name).includes(folded(values.q)) &&
      (!values["trang-thai"] || member.state === values["trang-thai"]),
  );
  const toggle = (id: string) =>
    setPicked((before) => new Set(before.has(id) ? [...before].filter((each) => each !== id) : [...before, id]));
  return (
    <div class="stack">
      <ListTools
        list={{ total: shown.length, busy: false }}
        search={{ label: text.search, value: values.q, onChange: (q) => change({ q: q || null }) }}
        filters={
          <Choice
            id="trang-thai"
            title={text.state}
            value={values["trang-thai"]}
            choices={states}
            onChange={(state) => change({ "trang-thai": state || null })}
          />
        }
        active={values["trang-thai"] ? 1 : 0}
        onClear={() => change({ "trang-thai": null })}
      />
      <div class="buttons">
        <p class="muted list-count" role="status">
          {text.shown(shown.length, picked.size)}
        </p>
        <button type="button" class="button" onClick={() => setPicked(new Set(picked.size > 0 ? [] : fresh))}>
          {picked.size > 0 ? text.unpick : text.pickAll(fresh.length)}
        </button>
      </div>
      <Rows unitId={unitId} shown={shown} picked={picked} onToggle={toggle} onMade={onMade} />
    </div>
  );
}

/** picked: whoever gets a slip, also of those whom the filter hides. */
function Rows({
  unitId,
  shown,
  picked,
  onToggle,
  onMade,
}: {
  unitId: string;
  shown: InvitableMember[];
  picked: ReadonlySet<string>;
  onToggle: (id: string) => void;
  onMade: (made: Slips) => void;
}) {
  const { problem, busy, carry } = useSending();
  const make = (event: Event) => {
    event.preventDefault();
    if (picked.size === 0) return;
    void carry(async (key) =>
      onMade((await post<Slips>(`/units/${unitId}/invitations`, { body: { person_ids: [...picked] }, key })).data),
    );
  };
  return (
    <form class="stack" onSubmit={make}>
      {problem && <FormProblem schema={null} problem={problem} />}
      {shown.length === 0 ? (
        <Empty drawing="badge" title={text.none} text={text.noneText} />
      ) : (
        <ul class="card rows">
          {shown.map((member) => (
            <li key={member.id}>
              <Member member={member} picked={picked.has(member.id)} onToggle={() => onToggle(member.id)} />
            </li>
          ))}
        </ul>
      )}
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
  const said =
    member.refused ??
    (member.state === "open"
      ? text.renews
      : member.state === "invited" && member.invited_until
        ? text.invited(day(member.invited_until))
        : member.state_title);
  return (
    <label class="row-plain invited-row">
      <input type="checkbox" checked={picked} disabled={!!member.refused} onChange={onToggle} />
      <span class="row-main">
        <span class="row-title clip1">{member.person.full_name}</span>
        <span class="caption">{said}</span>
      </span>
    </label>
  );
}

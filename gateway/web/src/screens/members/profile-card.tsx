import { BadgeCheck } from "lucide-preact";
import { Avatar, Chip, Facts, unitUrl } from "../../components/parts";
import { capital, day } from "../../format";
import type { Member } from "../../http/types";
import { choicesFor, useMemberFilters } from "../../resources/members";
import { member as text } from "../../text/vi-members";
import { birthText, StatusChip } from "./member-rows";

/** Who it is, at a glance: face, standing, numbers, offices, and how much of the file is there. */
export function ProfileCard({ member }: { member: Member }) {
  return (
    <aside class="card profile-card" aria-label={text.about}>
      <div class="profile-face">
        <Avatar name={member.full_name} large photoOf={member.has_photo ? member.id : null} />
        <Standing member={member} />
      </div>
      <Facts
        items={[
          [text.code, member.code && <span class="number">{member.code}</span>],
          [text.born, birthText(member)],
          [text.joined, day(member.joined_on)],
          [text.cardNo, member.card_no && <span class="number">{member.card_no}</span>],
        ]}
      />
      <Offices member={member} />
      <Completeness member={member} />
    </aside>
  );
}

function Standing({ member }: { member: Member }) {
  const named = choicesFor(useMemberFilters().data, "flag");
  const flags = (member.flags ?? []).map((flag) => ({
    code: flag,
    title: named.find((known) => known.code === flag)?.title ?? flag,
  }));
  return (
    <p class="chips">
      <StatusChip item={member} />
      {(member.badges ?? []).map((badge) => (
        <Chip key={badge} tone="gold">
          {badge}
        </Chip>
      ))}
      {flags.map((flag) => (
        <Chip key={flag.code} tone="gold">
          {flag.title}
        </Chip>
      ))}
    </p>
  );
}

function Offices({ member }: { member: Member }) {
  const offices = (member.positions ?? []).filter((position) => position.role !== "MEMBER");
  if (offices.length === 0) return null;
  return (
    <ul class="profile-offices" aria-label={text.positions}>
      {offices.map((position) => (
        <li key={position.unit.id + position.code}>
          <BadgeCheck size={18} aria-hidden="true" />
          <span>
            {capital(position.title)} <a href={unitUrl(position.unit.id)}>{position.unit.name}</a>
          </span>
        </li>
      ))}
    </ul>
  );
}

/** How much of the file is there; what is missing leads to where it belongs. */
function Completeness({ member }: { member: Member }) {
  const percent = member.completeness ?? 100;
  const missing = member.groups.flatMap((group) => group.fields).filter((field) => field.missing);
  return (
    <div class="profile-complete">
      <p>{text.complete(percent)}</p>
      <progress aria-label={text.complete(percent)} value={percent} max={100} />
      {missing.length > 0 && (
        <p class="caption">
          {text.missing}:{" "}
          {missing.map((field, at) => (
            <>
              {at > 0 && ", "}
              <a key={field.code} href={`#muc-${field.code}`}>
                {field.title}
              </a>
            </>
          ))}
        </p>
      )}
    </div>
  );
}

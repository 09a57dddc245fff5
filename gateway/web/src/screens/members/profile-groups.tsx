import {
  Eye,
  Flag,
  GraduationCap,
  HeartPulse,
  IdCard,
  Lock,
  Pencil,
  Phone,
  Plus,
  Star,
  UserRound,
  UsersRound,
  type LucideIcon,
} from "lucide-preact";
import type { ComponentChildren } from "preact";
import { Chip } from "../../components/parts";
import type { EditableField, EditRequest, MemberField, MemberGroup } from "../../http/types";
import { withdraw } from "../../resources/edit-requests";
import { member as text } from "../../text/vi-members";
import { editRequests as asking } from "../../text/vi-edit-requests";

const ICONS: Record<string, LucideIcon> = {
  identity: UserRound,
  papers: IdCard,
  contact: Phone,
  background: HeartPulse,
  work: GraduationCap,
  family: UsersRound,
  union: Flag,
  party: Star,
};
const LINKS: Record<string, string> = { phone: "tel:", email: "mailto:" };

/** What a member may ask for in the own file, and what waits; empty in another's. */
interface Asking {
  offers: ReadonlyMap<string, EditableField>;
  waiting: ReadonlyMap<string, EditRequest>;
  onAsk: (offered: EditableField, field: MemberField) => void;
}

interface GroupProps {
  group: MemberGroup;
  asking: Asking;
  onReveal: () => void;
  onEdit: () => void;
}

/** A part of the file as it reads on paper: what is written line by line, what is not in one line at the end. */
export function ProfileGroup({ group, asking: ask, onReveal, onEdit }: GroupProps) {
  const Icon = ICONS[group.code] ?? UserRound;
  const isMasked = group.masked ?? false;
  const isWritten = (field: MemberField) => !!saidIn(field) || field.missing || ask.waiting.has(field.code);
  const blank = group.fields.filter((field) => !isWritten(field));
  return (
    <section class="profile-group" aria-labelledby={`nhom-${group.code}`}>
      <div class="profile-group-head">
        <Icon size={20} aria-hidden="true" />
        <h2 id={`nhom-${group.code}`}>{group.title}</h2>
        <GroupActs group={group} isMasked={isMasked} onReveal={onReveal} onEdit={onEdit} />
      </div>
      {isMasked && group.can_reveal && <p class="caption">{text.masked}</p>}
      <dl class="profile-rows">
        {group.fields.filter(isWritten).map((field) => (
          <Row key={field.code} field={field} isMasked={isMasked} ask={ask} />
        ))}
      </dl>
      {blank.length > 0 && <Blanks fields={blank} ask={ask} />}
    </section>
  );
}

function GroupActs({ group, isMasked, onReveal, onEdit }: Omit<GroupProps, "asking"> & { isMasked: boolean }) {
  if (isMasked && group.can_reveal) {
    return (
      <button
        type="button"
        class="button button-small"
        aria-label={`${text.reveal}: ${group.title}`}
        onClick={onReveal}
      >
        <Eye size={18} aria-hidden="true" /> {text.reveal}
      </button>
    );
  }
  if (!group.fields.some((field) => field.editable))
    return isMasked ? <Lock size={18} aria-label={text.hidden(group.fields.length)} /> : null;
  return (
    <button type="button" class="button button-small" aria-label={text.editGroup(group.title)} onClick={onEdit}>
      <Pencil size={18} aria-hidden="true" /> {text.edit}
    </button>
  );
}

/** What the file says in the field; null where it says nothing. */
const saidIn = (field: MemberField): string | null =>
  field.display ||
  (field.value === null || field.value === undefined || field.value === "" ? null : String(field.value));

function Row({ field, isMasked, ask }: { field: MemberField; isMasked: boolean; ask: Asking }) {
  const offered = ask.offers.get(field.code);
  const waiting = ask.waiting.get(field.code);
  return (
    <div class="profile-row" id={`muc-${field.code}`}>
      <dt>{field.title}</dt>
      <dd class={isMasked ? "masked" : undefined}>
        <Said field={field} isMasked={isMasked} />
        {waiting && <Waits item={waiting} />}
      </dd>
      {offered && (
        <dd class="profile-ask">
          <button
            type="button"
            class="link"
            aria-label={asking.askOf(field.title)}
            onClick={() => ask.onAsk(offered, field)}
          >
            {asking.ask}
          </button>
        </dd>
      )}
    </div>
  );
}

function Said({ field, isMasked }: { field: MemberField; isMasked: boolean }): ComponentChildren {
  const said = saidIn(field);
  if (!said) return field.missing ? <Chip tone="gold">{text.missing}</Chip> : null;
  const scheme = isMasked ? undefined : LINKS[field.kind ?? ""];
  return scheme ? <a href={`${scheme}${said}`}>{said}</a> : said;
}

/** What the member asked for, where it waits, and the way back. */
function Waits({ item }: { item: EditRequest }) {
  return (
    <span class="profile-waits">
      <span>
        → <strong>{item.new || asking.empty}</strong>
      </span>
      <Chip tone="gold">{item.waits_at ? asking.waits(item.waits_at.name) : asking.waitsPlain}</Chip>
      {item.allowed_actions.some(({ action }) => action === "withdraw") && (
        <button
          type="button"
          class="link"
          aria-label={asking.withdrawOf(item.title)}
          onClick={() => void withdraw(item)}
        >
          {asking.withdraw}
        </button>
      )}
    </span>
  );
}

/** Fields of which nothing is written: in the own file each can be added. */
function Blanks({ fields, ask }: { fields: MemberField[]; ask: Asking }) {
  const offered = fields.filter((field) => ask.offers.has(field.code));
  const others = fields.filter((field) => !ask.offers.has(field.code));
  return (
    <div class="profile-blanks">
      <p class="caption">
        {text.blank} {others.map((field) => field.title).join(", ")}
      </p>
      {offered.length > 0 && (
        <p class="chips">
          {offered.map((field) => (
            <button
              key={field.code}
              type="button"
              class="chip chip-button"
              aria-label={asking.addOf(field.title)}
              onClick={() => ask.onAsk(ask.offers.get(field.code)!, field)}
            >
              <Plus size={14} aria-hidden="true" /> {field.title}
            </button>
          ))}
        </p>
      )}
    </div>
  );
}

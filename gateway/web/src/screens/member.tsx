import { useRoute } from "preact-iso";
import { useState } from "preact/hooks";
import { BadgeCheck, BookOpen, Eye, FilePlus2, KeyRound, Pencil, Printer } from "lucide-preact";
import { Card, Page } from "../components/page";
import { Avatar, Breadcrumb, Chip, Facts, Tabs, unitUrl, Warnings } from "../components/parts";
import { Lazy } from "../components/lazy";
import { Await, Empty, Failure, Loading } from "../components/states";
import { useMedia } from "../components/virtual";
import { WorkStrip } from "../components/work-strip";
import { capital, day } from "../format";
import { post, Problem, withQuery } from "../http/client";
import type { Member, MemberGroup, Page as ListPage, TimelineItem } from "../http/types";
import { notify } from "../resources/notices";
import { choicesFor, useMemberFilters } from "../resources/members";
import { invalidate, useResource } from "../resources/resource";
import { isOfficer } from "../resources/session";
import { common, member as text, memberBook, nav } from "../text/vi";
import { CaseList } from "./case-list";
import { EditDialog } from "./member-edit";
import { InviteDialog } from "./member-invite";
import { birthText, memberUrl, StatusChip } from "./member-rows";

export default function MemberScreen() {
  const { params } = useRoute();
  const [revealed, setRevealed] = useState<string[]>([]);
  const path = revealed.reduce((url, group) => `${url}${url.includes("?") ? "&" : "?"}reveal=${group}`, `/members/${params["ma"]}`);
  const member = useResource<Member>(path);
  const masked = useResource<Member>(`/members/${params["ma"]}`);
  const shown = member.data ?? masked.data;
  if (!shown) {
    return (
      <Page title={text.book} failed={!!member.error}>
        <Await of={member}>{() => null}</Await>
      </Page>
    );
  }
  const reveal = (group: string) => {
    setRevealed([...revealed, group]);
    notify(text.revealed, "info");
  };
  return <MemberPage key={shown.id} member={shown} tab={params["tab"] ?? "so"} onReveal={reveal} onChange={() => invalidate("/members")} />;
}

interface MemberPageProps {
  member: Member;
  tab: string;
  onReveal: (group: string) => void;
  onChange: () => void;
}

function MemberPage({ member, tab, onReveal, onChange }: MemberPageProps) {
  const [inviting, setInviting] = useState(false);
  const isWide = useMedia("(min-width: 768px)");
  const can = (action: string) => member.allowed_actions?.some((allowed) => allowed.action.includes(action)) ?? false;
  // On a phone the person comes first: what is seldom done stands under the content.
  const seldom = (
    <>
      {can("invite") && (
        <button type="button" class="button" onClick={() => setInviting(true)}>
          <KeyRound size={20} aria-hidden="true" /> {text.invite}
        </button>
      )}
      <a class="button" href={memberUrl(member, "so-doan-vien")}>
        <BookOpen size={20} aria-hidden="true" /> {memberBook.open}
      </a>
    </>
  );
  return (
    <Page
      title={member.full_name}
      above={member.unit && <Breadcrumb path={[member.unit]} />}
      actions={
        <>
          {can("confirm") && (
            <button type="button" class="button" onClick={() => void confirm(member.id, onChange)}>
              <BadgeCheck size={20} aria-hidden="true" /> {text.confirm}
            </button>
          )}
          {isWide && seldom}
          <button type="button" class="button only-wide" onClick={() => print()}>
            <Printer size={20} aria-hidden="true" /> {text.print}
          </button>
          {isOfficer.value && (
            <a class="button button-primary" href={withQuery("/ho-so/moi", { doan_vien: member.id, don_vi: member.unit?.id })}>
              <FilePlus2 size={20} aria-hidden="true" /> {text.openCase}
            </a>
          )}
        </>
      }
      below={<MemberHead member={member} />}
    >
      <WorkStrip subjectId={member.id} />
      <Tabs
        label={text.tabs}
        items={[
          { href: memberUrl(member), title: text.book, current: tab === "so" },
          { href: memberUrl(member, "qua-trinh"), title: text.timeline, current: tab === "qua-trinh" },
          { href: memberUrl(member, "ho-so"), title: text.cases, current: tab === "ho-so" },
          { href: memberUrl(member, "doan-phi"), title: nav.fees, current: tab === "doan-phi" },
        ]}
      />
      {tab === "doan-phi" ? <Lazy load={() => import("./fee-account")} props={{ path: `/members/${member.id}/fees` }} /> : tab === "qua-trinh" ? <Timeline id={member.id} /> : tab === "ho-so" ? <CaseList subjectId={member.id} emptyText={text.noCases} /> : <Book member={member} onReveal={onReveal} onChange={onChange} />}
      {!isWide && <div class="buttons member-seldom">{seldom}</div>}
      {inviting && <InviteDialog personId={member.id} name={member.full_name} onClose={() => setInviting(false)} />}
    </Page>
  );
}

async function confirm(id: string, onDone: () => void): Promise<void> {
  try {
    await post("/members/confirmations", { body: { member_ids: [id] } });
    notify(text.confirmed);
    onDone();
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    notify(error.message, "error");
  }
}

function MemberHead({ member }: { member: Member }) {
  const named = choicesFor(useMemberFilters().data, "flag");
  const flags = (member.flags ?? []).map((flag) => (typeof flag === "string" ? { code: flag, title: named.find((known) => known.code === flag)?.title ?? flag } : flag));
  return (
    <div class="member-head">
      <Avatar name={member.full_name} large photoOf={member.has_photo ? member.id : null} />
      <Facts
        items={[
          [text.code, member.code],
          [text.born, birthText(member)],
          [text.joined, day(member.joined_on)],
          [text.cardNo, member.card_no],
        ]}
      />
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
    </div>
  );
}

function Book({ member, onReveal, onChange }: Omit<MemberPageProps, "tab">) {
  const [editing, setEditing] = useState<MemberGroup | null>(null);
  return (
    <div class="stack">
      {member.merged_into && (
        <p class="box box-gold">
          {text.mergedInto} <a href={memberUrl(member.merged_into)}>{member.merged_into.full_name}</a>
        </p>
      )}
      <Warnings title={text.warnings} items={member.warnings} />
      {!!member.positions?.length && (
        <Card title={text.positions}>
          <ul class="rows">
            {member.positions
              .filter((position) => position.role !== "MEMBER")
              .map((position) => (
                <li key={position.unit.id + position.code} class="row-plain">
                  <span class="row-main">
                    <span>{capital(position.title)}</span>
                    <a class="caption" href={unitUrl(position.unit.id)}>
                      {position.unit.name}
                    </a>
                  </span>
                </li>
              ))}
          </ul>
        </Card>
      )}
      <div class="book">
        {member.groups.map((group) => (
          <Group key={group.code} group={group} onReveal={() => onReveal(group.code)} onEdit={() => setEditing(group)} />
        ))}
      </div>
      {editing && <EditDialog member={member} group={editing} onClose={() => setEditing(null)} onSaved={onChange} />}
    </div>
  );
}

function Group({ group, onReveal, onEdit }: { group: MemberGroup; onReveal: () => void; onEdit: () => void }) {
  const canReveal = group.can_reveal ?? true;
  const canEdit = group.fields.some((field) => field.editable);
  const isMasked = group.masked ?? group.fields.some((field) => field.masked);
  return (
    <Card
      title={group.title}
      actions={
        isMasked && canReveal ? (
          <button type="button" class="button button-small" aria-label={`${text.reveal}: ${group.title}`} onClick={onReveal}>
            <Eye size={18} aria-hidden="true" /> {text.reveal}
          </button>
        ) : (
          canEdit && (
            <button type="button" class="button button-small" aria-label={text.editGroup(group.title)} onClick={onEdit}>
              <Pencil size={18} aria-hidden="true" /> {text.edit}
            </button>
          )
        )
      }
    >
      {isMasked && canReveal && <p class="caption">{text.masked}</p>}
      <dl class="facts">
        {group.fields.map((field) => {
          const told = field.display || (field.value === null || field.value === undefined || field.value === "" ? null : String(field.value));
          return (
            <div key={field.code}>
              <dt>{field.title}</dt>
              <dd class={!told ? "muted" : isMasked ? "masked" : ""}>{told ?? (field.missing ? <span class="chip chip-gold">{text.missing}</span> : common.notFilled)}</dd>
            </div>
          );
        })}
      </dl>
    </Card>
  );
}

/** Newest first; can be narrowed to one kind of event. */
function Timeline({ id }: { id: string }) {
  const found = useResource<ListPage<TimelineItem> | { items: TimelineItem[] }>(`/members/${id}/timeline`);
  if (found.error && !found.data) return <Failure problem={found.error} onRetry={found.reload} part />;
  if (!found.data) return <Loading />;
  if (found.data.items.length === 0) return <Empty drawing="badge" title={text.noTimeline} text={text.noTimelineText} />;
  return (
    <ol class="timeline card">
      {found.data.items.map((item, index) => (
        <li key={index}>
          <p class="timeline-when">{day(item.on)}</p>
          <div>
            <p class="row-title">{item.title}</p>
            {item.detail && <p>{item.detail}</p>}
            {item.number && <p class="caption">{item.number}</p>}
          </div>
        </li>
      ))}
    </ol>
  );
}

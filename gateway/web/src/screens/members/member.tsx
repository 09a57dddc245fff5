import { useRoute } from "preact-iso";
import { useState } from "preact/hooks";
import { BadgeCheck, BookOpen, FilePlus2, KeyRound, Printer } from "lucide-preact";
import { Page } from "../../components/page";
import { Breadcrumb, Tabs } from "../../components/parts";
import { Lazy } from "../../components/lazy";
import { Await, Empty, Failure, Loading } from "../../components/states";
import { useMedia } from "../../components/virtual";
import { WorkStrip } from "../../components/work-strip";
import { day } from "../../format";
import { post, Problem, withQuery } from "../../http/client";
import type { Member, Page as ListPage, TimelineItem } from "../../http/types";
import { useMemberEditRequests } from "../../resources/edit-requests";
import { notify } from "../../resources/notices";
import { invalidate, useResource } from "../../resources/resource";
import { isOfficer, me } from "../../resources/session";
import { nav } from "../../text/vi";
import { member as text } from "../../text/vi-members";
import { memberBook } from "./vi";
import { InviteDialog } from "./member-invite";
import { memberUrl } from "./member-rows";
import { ProfileBook } from "./profile-book";
import { ProfileCard } from "./profile-card";

export default function MemberScreen() {
  const { params } = useRoute();
  const [revealed, setRevealed] = useState<string[]>([]);
  const path = revealed.reduce(
    (url, group) => `${url}${url.includes("?") ? "&" : "?"}reveal=${group}`,
    `/members/${params["ma"]}`,
  );
  const member = useResource<Member>(path);
  const masked = useResource<Member>(`/members/${params["ma"]}`);
  // Asked for at once, beside the file.
  useMemberEditRequests(isOfficer.value || me.value?.person.id === params["ma"] ? params["ma"]! : null);
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
  return (
    <MemberPage
      key={shown.id}
      member={shown}
      tab={params["tab"] ?? "so"}
      onReveal={reveal}
      onChange={() => invalidate("/members")}
    />
  );
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
            <a
              class="button button-primary"
              href={withQuery("/ho-so/moi", { doan_vien: member.id, don_vi: member.unit?.id })}
            >
              <FilePlus2 size={20} aria-hidden="true" /> {text.openCase}
            </a>
          )}
        </>
      }
    >
      <div class="profile">
        <ProfileCard member={member} />
        <div class="profile-main stack">
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
          <TabContent key={tab} member={member} tab={tab} onReveal={onReveal} onChange={onChange} />
          {!isWide && <div class="buttons member-seldom">{seldom}</div>}
        </div>
      </div>
      {inviting && <InviteDialog personId={member.id} name={member.full_name} onClose={() => setInviting(false)} />}
    </Page>
  );
}

function TabContent({ member, tab, onReveal, onChange }: MemberPageProps) {
  if (tab === "doan-phi")
    return <Lazy load={() => import("../fees/fee-account")} props={{ path: `/members/${member.id}/fees` }} />;
  if (tab === "qua-trinh") return <Timeline id={member.id} />;
  if (tab === "ho-so") {
    const props = { subjectId: member.id, emptyText: text.noCases };
    return <Lazy load={() => import("../cases/case-list")} props={props} rows={6} />;
  }
  return <ProfileBook member={member} onReveal={onReveal} onChange={onChange} />;
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

/** Newest first; can be narrowed to one kind of event. */
function Timeline({ id }: { id: string }) {
  const found = useResource<ListPage<TimelineItem> | { items: TimelineItem[] }>(`/members/${id}/timeline`);
  if (found.error && !found.data) return <Failure problem={found.error} onRetry={found.reload} part />;
  if (!found.data) return <Loading />;
  if (found.data.items.length === 0)
    return <Empty drawing="badge" title={text.noTimeline} text={text.noTimelineText} />;
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

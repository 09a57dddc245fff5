import { ChevronRight, FolderOpen, QrCode } from "lucide-preact";
import { Lazy } from "../../components/lazy";
import { MissingPart } from "../../components/missing-part";
import { Card, Page } from "../../components/page";
import { Chip, DueChip } from "../../components/parts";
import { QrImage } from "../../components/qr";
import { Await, Failure, Loading } from "../../components/states";
import { ago, givenName } from "../../format";
import type { Card as CardData, CaseItem } from "../../http/types";
import { inboxCount, itemUrl, rowTitle, useInbox } from "../../resources/inbox";
import { usePages, useResource, type PagedList } from "../../resources/resource";
import { me } from "../../resources/session";
import { money, monthsText, monthText, type FeeAccount } from "../../resources/fees";
import { home as text, time, work } from "../../text/vi";
import { fees } from "../../text/vi-fees";
import { OwnLog } from "./home-log";
import { MemberCard } from "../members/member-card";

export default function Home() {
  const who = me.value!;
  const card = useResource<CardData>("/me/card");
  return (
    <Page title={text.hello(givenName(who.person.full_name))} narrow>
      <div class="stack">
        {card.data ? (
          <a class="card-link" href="/the">
            <MemberCard card={card.data} />
            <span class="card-link-code">
              <QrImage text={card.data.qr} alt={text.qrAlt} />
              <span class="card-link-hint">
                <QrCode size={18} aria-hidden="true" /> {text.enlarge}
              </span>
            </span>
          </a>
        ) : card.error ? (
          <p class="box">{card.error.status === 404 ? text.cardMissing : card.error.message}</p>
        ) : (
          <Loading rows={2} />
        )}
        {!who.person.unit && <p class="box box-gold">{text.noUnit}</p>}
        <Lazy load={() => import("../edit-requests/edit-request-notice")} props={{}} />
        <Waiting />
        <FeeState />
        <OwnCases personId={who.person.id} />
        <a class="row-link card" href={`/doan-vien/${who.person.id}/so`}>
          <span>{text.profile}</span>
          <ChevronRight size={20} aria-hidden="true" />
        </a>
      </div>
    </Page>
  );
}

function Waiting() {
  const inbox = useInbox();
  return (
    <Card title={text.waiting}>
      <MissingPart services={inbox.data?.missing ?? []} onRetry={inbox.reload} />
      <Await of={inbox} rows={1} part>
        {(found) =>
          inboxCount(found) === 0 ? (
            found.missing.length === 0 && <p class="muted">{work.stripNone}</p>
          ) : (
            <ul class="rows">
              {found.items.map((item) => (
                <li key={item.id}>
                  <a class="row-link" href={itemUrl(item)}>
                    <span class="row-main">
                      <span class="row-title">{rowTitle(item)}</span>
                      <DueChip at={item.due_at} />
                    </span>
                    <ChevronRight size={20} aria-hidden="true" />
                  </a>
                </li>
              ))}
            </ul>
          )
        }
      </Await>
    </Card>
  );
}

/** What the member owes, or until when everything is paid; nothing where no book is kept. */
function FeeState() {
  const account = useResource<FeeAccount>("/me/fees").data;
  if (!account?.keeps_book) return null;
  return (
    <a class="row-link card" href="/doan-phi">
      <span class="row-main">
        <span class="row-title">{text.fees}</span>
        <span class="chips">
          {account.owed_amount > 0 ? (
            <Chip tone="red">{fees.owes(monthsText(account.owed_months), money(account.owed_amount))}</Chip>
          ) : (
            <Chip tone="green">{fees.owesNothing}</Chip>
          )}
          {account.paid_until && <span class="caption">{text.paidUntil(monthText(account.paid_until))}</span>}
        </span>
      </span>
      <ChevronRight size={20} aria-hidden="true" />
    </a>
  );
}

/** Cases about the member. One that waits for them stands above already, and a programme in a card of its own. */
function OwnCases({ personId }: { personId: string }) {
  const list = usePages<CaseItem>(`/cases?subject_id=${personId}`, 10);
  const waiting = new Set(useInbox().data?.items.map(({ id }) => id));
  const programme = list.items.find(({ screen }) => screen === "training");
  return (
    <>
      {programme && <OwnLog id={programme.id} />}
      <Cases list={list} items={list.items.filter(({ id }) => !waiting.has(id) && id !== programme?.id)} />
    </>
  );
}

function Cases({ list, items }: { list: PagedList<CaseItem>; items: CaseItem[] }) {
  return (
    <Card title={text.cases}>
      {list.error && <Failure problem={list.error} onRetry={list.retry} part />}
      {list.first && list.busy && <Loading rows={2} />}
      {!list.busy && !list.error && items.length === 0 && (
        <p class="muted">{list.items.length ? text.noOtherCases : text.noCases}</p>
      )}
      <ul class="rows">
        {items.map((item) => (
          <li key={item.id}>
            <a class="row-link" href={`/ho-so/${item.id}`}>
              <FolderOpen size={20} aria-hidden="true" />
              <span class="row-main">
                <span>{item.title}</span>
                <span class="caption">
                  {[item.number, item.holder_unit?.name && text.at(item.holder_unit.name), time.since(ago(item.since))]
                    .filter(Boolean)
                    .join(" · ")}
                </span>
                <Chip tone="blue">{item.state_title}</Chip>
              </span>
              <ChevronRight size={20} aria-hidden="true" />
            </a>
          </li>
        ))}
      </ul>
    </Card>
  );
}

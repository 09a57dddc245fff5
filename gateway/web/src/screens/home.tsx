import { ChevronRight, FolderOpen, QrCode } from "lucide-preact";
import { Card, Page } from "../components/page";
import { Chip, DueChip } from "../components/parts";
import { Await, Failure, Loading } from "../components/states";
import { givenName } from "../format";
import type { Card as CardData, CaseItem } from "../http/types";
import { inboxCount, itemUrl, rowTitle, useInbox } from "../resources/inbox";
import { usePages, useResource, type PagedList } from "../resources/resource";
import { me } from "../resources/session";
import { home as text, work } from "../text/vi";
import { OwnLog } from "./home-log";
import { MemberCard } from "./member-card";

export default function Home() {
  const who = me.value!;
  const card = useResource<CardData>("/me/card");
  return (
    <Page title={text.hello(givenName(who.person.full_name))} narrow>
      <div class="stack">
        {card.data ? (
          <a class="card-link" href="/the">
            <MemberCard card={card.data} />
            <span class="card-link-hint">
              <QrCode size={18} aria-hidden="true" /> {text.enlarge}
            </span>
          </a>
        ) : card.error ? (
          <p class="box">{card.error.status === 404 ? text.cardMissing : card.error.message}</p>
        ) : (
          <Loading rows={2} />
        )}
        {!who.person.unit && <p class="box box-gold">{text.noUnit}</p>}
        <Waiting />
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
      <Await of={inbox} rows={1} part>
        {(found) =>
          inboxCount(found) === 0 ? (
            <p class="muted">{work.stripNone}</p>
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

function OwnCases({ personId }: { personId: string }) {
  const list = usePages<CaseItem>(`/cases?subject_id=${personId}`, 10);
  const programme = list.items.find(({ screen }) => screen === "training");
  return (
    <>
      {programme && <OwnLog id={programme.id} />}
      <Cases list={list} />
    </>
  );
}

function Cases({ list }: { list: PagedList<CaseItem> }) {
  return (
    <Card title={text.cases}>
      {list.error && <Failure problem={list.error} onRetry={list.retry} part />}
      {list.first && list.busy && <Loading rows={2} />}
      {!list.busy && !list.error && list.items.length === 0 && <p class="muted">{text.noCases}</p>}
      <ul class="rows">
        {list.items.map((item) => (
          <li key={item.id}>
            <a class="row-link" href={`/ho-so/${item.id}`}>
              <FolderOpen size={20} aria-hidden="true" />
              <span class="row-main">
                <span>{item.title}</span>
                <span class="caption">{item.number}</span>
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

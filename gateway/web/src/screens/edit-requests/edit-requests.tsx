import type { ComponentChildren } from "preact";
import { useLocation } from "preact-iso";
import { useState } from "preact/hooks";
import { Page } from "../../components/page";
import { Paged } from "../../components/paged";
import { Avatar, placeName, Tabs } from "../../components/parts";
import { ago } from "../../format";
import { withQuery } from "../../http/client";
import type { EditRequest } from "../../http/types";
import { approve, may, reopen } from "../../resources/edit-requests";
import { usePages } from "../../resources/resource";
import { editRequests as text } from "../../text/vi-edit-requests";
import { Acts, Answer, Grounds, OldAndNew } from "./edit-request-parts";
import { RejectDialog } from "./edit-request-reject";
import { memberUrl } from "../members/member-rows";

const VIEWS: Record<string, string> = { "": "mine", "da-tra-loi": "settled" };
const BASE = "/sua-thong-tin";

/** Requests of members that wait for the reader, and what the reader's unit has answered. */
export default function EditRequests() {
  const { query } = useLocation();
  const at = query["xem"] ?? "";
  const isSettled = at === "da-tra-loi";
  const list = usePages<EditRequest>(withQuery("/edit-requests", { view: VIEWS[at] ?? "mine", count: "exact" }), 50);
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const [rejecting, setRejecting] = useState<EditRequest[] | null>(null);
  const open = list.items.filter((item) => may(item, "approve"));
  const chosen = list.items.filter((item) => picked.has(item.id) && may(item, "reject"));
  const toggle = (id: string) =>
    setPicked(new Set(picked.has(id) ? [...picked].filter((one) => one !== id) : [...picked, id]));
  return (
    <Page title={text.title} narrow below={<p class="muted">{text.lead}</p>}>
      <Tabs
        label={text.tabs}
        items={Object.entries(text.views).map(([key, title]) => ({
          href: withQuery(BASE, { xem: key }),
          title,
          current: key === at,
          count: key === at ? list.total : null,
        }))}
      />
      <div class="stack">
        {!isSettled && open.length > 1 && (
          <label class="check">
            <input
              type="checkbox"
              checked={open.every(({ id }) => picked.has(id))}
              onChange={(event) => setPicked(new Set(event.currentTarget.checked ? open.map(({ id }) => id) : []))}
            />
            <span>{text.pickAll}</span>
          </label>
        )}
        <Paged
          list={list}
          shapes={4}
          empty={
            isSettled
              ? { title: text.noneSettled, text: text.noneSettledText }
              : { title: text.none, text: text.noneText }
          }
        >
          {(items) =>
            byPerson(items).map((ofPerson) => (
              <PersonCard key={ofPerson[0]!.id} items={ofPerson}>
                {(item) =>
                  isSettled ? (
                    <SettledRow item={item} />
                  ) : (
                    <WaitingRow
                      item={item}
                      isPicked={picked.has(item.id)}
                      onToggle={() => toggle(item.id)}
                      onReject={() => setRejecting([item])}
                    />
                  )
                }
              </PersonCard>
            ))
          }
        </Paged>
      </div>
      {chosen.length > 0 && (
        <div class="action-bar bulk-bar">
          <p role="status">{text.count(chosen.length)}</p>
          <div class="buttons">
            <button type="button" class="button" onClick={() => setRejecting(chosen)}>
              {text.reject}
            </button>
            <button
              type="button"
              class="button button-primary"
              onClick={() => void approve(chosen).then(() => setPicked(new Set()))}
            >
              {text.approveMany(chosen.length)}
            </button>
          </div>
        </div>
      )}
      {rejecting && (
        <RejectDialog items={rejecting} onClose={() => setRejecting(null)} onDone={() => setPicked(new Set())} />
      )}
    </Page>
  );
}

/** What stands together: requests of one person, in the order of the list. */
function byPerson(items: EditRequest[]): EditRequest[][] {
  const found = new Map<string, EditRequest[]>();
  for (const item of items)
    found.set(item.person.id ?? item.id, [...(found.get(item.person.id ?? item.id) ?? []), item]);
  return [...found.values()];
}

function PersonCard({ items, children }: { items: EditRequest[]; children: (item: EditRequest) => ComponentChildren }) {
  const { person, unit } = items[0]!;
  return (
    <section class="card asker">
      <div class="asker-head">
        <Avatar name={person.full_name} />
        <span class="row-main">
          <h2>
            <a href={memberUrl(person)}>{person.full_name}</a>
          </h2>
          <span class="caption">{[placeName(unit), person.code].filter(Boolean).join(" · ")}</span>
        </span>
      </div>
      <ul class="asker-rows">
        {items.map((item) => (
          <li key={item.id}>{children(item)}</li>
        ))}
      </ul>
    </section>
  );
}

interface WaitingRowProps {
  item: EditRequest;
  isPicked: boolean;
  onToggle: () => void;
  onReject: () => void;
}

function WaitingRow({ item, isPicked, onToggle, onReject }: WaitingRowProps) {
  const name = item.person.full_name;
  return (
    <>
      <p class="asker-field">
        {may(item, "approve") && (
          <label class="check pick-box">
            <input type="checkbox" checked={isPicked} aria-label={text.pick(item.title, name)} onChange={onToggle} />
          </label>
        )}
        <span class="row-title">{item.title}</span>
        <span class="caption">{text.askedAt(ago(item.requested_at))}</span>
      </p>
      <OldAndNew item={item} />
      <Grounds item={item} />
      <Acts item={item} onReject={onReject} />
    </>
  );
}

function SettledRow({ item }: { item: EditRequest }) {
  return (
    <>
      <p class="asker-field">
        <span class="row-title">{item.title}</span>
      </p>
      <OldAndNew item={item} />
      <Answer item={item} />
      {may(item, "reopen") && (
        <p class="buttons">
          <button
            type="button"
            class="button button-small"
            aria-label={text.of(text.undo, item.title, item.person.full_name)}
            onClick={() => void reopen([item])}
          >
            {text.undo}
          </button>
        </p>
      )}
    </>
  );
}

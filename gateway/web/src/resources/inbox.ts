import type { Inbox, InboxCount, InboxItem } from "../http/types";
import { dayNumber } from "../format";
import { withQuery } from "../http/client";
import { work as text } from "../text/vi";
import { submissionsAddress } from "./report-periods";
import { useResource } from "./resource";

const INBOX = "/me/inbox?limit=100&count=exact";

export function useInbox() {
  return useResource<Inbox>(INBOX);
}

/** How much waits at each step of each process, whether or not it has been read. */
export function useInboxCount() {
  return useResource<InboxCount>("/me/inbox/count");
}

/** What stands together: one step of one process; anything else alone. */
export const kindOf = (item: Pick<InboxItem, "id" | "process" | "state">) =>
  item.process && item.state ? `${item.process}/${item.state}` : item.id;

/** How many of each kind wait besides those that were read. */
export function unreadOf(items: InboxItem[], counted: InboxCount | null): Map<string, number> {
  const read = (kind: string) => items.filter((item) => kindOf(item) === kind).length;
  return new Map(
    (counted?.groups ?? []).map((step) => [
      `${step.process}/${step.state}`,
      step.count - read(`${step.process}/${step.state}`),
    ]),
  );
}

export const inboxCount = (inbox: Inbox | null) => inbox?.total ?? inbox?.items.length ?? 0;

export function itemUrl(item: InboxItem): string {
  switch (item.kind) {
    case "report_to_accept":
    case "report_to_mend":
    case "report_to_submit":
      return submissionsAddress(item.unit.id, item.period);
    case "remittance_to_confirm":
      return `/doan-phi/${item.unit.id}/nop-cap-tren?chieu=den`;
    case "remittance_to_mend":
      return `/doan-phi/${item.unit.id}/nop-cap-tren`;
    case "members_to_confirm":
      return withQuery("/doan-vien", { luu_y: "chua-xac-nhan" });
    case "edit_requests_to_decide":
      return "/sua-thong-tin";
    case "applications_to_take":
      return withQuery("/ho-so/moi/ket-nap", { don_vi: item.unit.id, don: item.only_id });
    case "pairs_to_compare":
      return "/trung-lap";
    default:
      return `/ho-so/${item.id}`;
  }
}

/** The act and whom it is about. */
export const rowTitle = (item: InboxItem) =>
  item.act_title ? text.row(item.act_title, item.subject?.full_name ?? item.title) : item.title;

/** Under which position a row waits, as it reads. */
export function actingName({ position }: Pick<InboxItem, "position">): string {
  return position ? `${position.title} ${position.unit.name}`.trim() : "";
}

export type Urgency = "overdue" | "today" | "week" | "later";

export function urgencyOf(item: InboxItem, now = Date.now()): Urgency {
  if (!item.due_at) return "later";
  const due = new Date(item.due_at).getTime();
  if (due < now) return "overdue";
  const days = dayNumber(due) - dayNumber(now);
  if (days === 0) return "today";
  return days <= 7 ? "week" : "later";
}

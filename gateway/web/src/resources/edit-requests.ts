import { post, Problem } from "../http/client";
import type { EditRequest, EditRequestOutcomes, EditRequestPage, MemberEditRequests } from "../http/types";
import { editRequests as text } from "../text/vi-edit-requests";
import { notify } from "./notices";
import { invalidate, useResource } from "./resource";

/** What a member asked to have changed, and what may be asked for; null where the reader may not see it. */
export const useMemberEditRequests = (memberId: string | null) =>
  useResource<MemberEditRequests>(memberId && `/members/${memberId}/edit-requests`);

export const useOwnEditRequests = () => useResource<EditRequestPage>("/me/edit-requests");

export const may = (item: EditRequest, action: string) =>
  item.allowed_actions.some((allowed) => allowed.action === action);

/** Why the reader can do nothing with it; reasons that several acts share are told once. */
export function reasonsOf(item: EditRequest): { text: string; mend?: string | null }[] {
  const all = item.refused_actions.flatMap(({ refusals }) => refusals);
  return all.filter((refusal, at) => all.findIndex((other) => other.code === refusal.code) === at);
}

const readAgain = () => invalidate("/members", "/edit-requests", "/me/edit-requests", "/me/inbox");

export async function approve(items: EditRequest[]): Promise<void> {
  await answer("approvals", items, {}, text.approved);
}

/** Raises a Problem where the server does not take the reason. */
export async function reject(items: EditRequest[], reason: string): Promise<void> {
  await send("rejections", items, { reason }, text.rejected);
}

export async function reopen(items: Pick<EditRequest, "id">[]): Promise<void> {
  await answer("reopenings", items, {}, text.reopened);
}

type Say = (count: number) => string;

async function answer(kind: string, items: Pick<EditRequest, "id">[], more: object, say: Say): Promise<void> {
  try {
    await send(kind, items, more, say);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    notify(error.message, "error");
    readAgain();
  }
}

/** What went through can be taken back for some seconds; what did not is told with its reason. */
async function send(kind: string, items: Pick<EditRequest, "id">[], more: object, say: Say): Promise<void> {
  const { data } = await post<EditRequestOutcomes>(`/edit-requests/${kind}`, {
    body: { ids: items.map(({ id }) => id), ...more },
  });
  const done = data.results.filter(({ ok }) => ok).map(({ id }) => ({ id }));
  for (const { title, detail } of data.results.filter(({ ok }) => !ok))
    notify([title, detail].filter(Boolean).join(": "), "error");
  if (done.length > 0) notify(say(done.length), "done", kind === "reopenings" ? undefined : undoing(done));
  readAgain();
}

const undoing = (done: { id: string }[]) => ({
  label: (seconds: number) => `${text.undo} (${seconds})`,
  seconds: 10,
  run: () => void reopen(done),
});

export async function withdraw(item: EditRequest): Promise<void> {
  try {
    await post(`/edit-requests/${item.id}/withdrawal`);
    notify(text.withdrawn);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    notify(error.message, "error");
  }
  readAgain();
}

export async function acknowledge(items: EditRequest[]): Promise<void> {
  await post("/me/edit-requests/acknowledgements", { body: { ids: items.map(({ id }) => id) } });
  readAgain();
}

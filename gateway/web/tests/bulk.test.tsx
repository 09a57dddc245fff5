import { act } from "preact/test-utils";
import { beforeEach, expect, test, vi } from "vitest";
import type { JobItem, WaitingCase } from "../src/http/types";
import { lastJob, runningJob } from "../src/resources/bulk";
import { notices } from "../src/resources/notices";
import { invalidate } from "../src/resources/resource";
import Bulk from "../src/screens/bulk/bulk";
import Work from "../src/screens/home/work";
import { aPage, button, json, press, root, show, texts } from "./page";

const unit = { id: "u", name: "Chi đoàn thôn Đông" };
const CONFIRM = { action: "confirm", label: "Công nhận", primary: true };
const aRow = (n: number, warned = false): WaitingCase =>
  ({
    id: `c${n}`,
    number: `XL-${n}`,
    process: "evaluation",
    title: `Xếp loại ${n}`,
    state: "submitted",
    state_title: "Chờ công nhận",
    version: 1,
    subject: { id: `m${n}`, full_name: `Người ${n}` },
    unit,
    since: "2026-11-20T00:00:00Z",
    due_at: null,
    warnings: warned ? [{ code: "w", text: "Trùng tên." }] : [],
    allowed_actions: [CONFIRM],
  }) as unknown as WaitingCase;
const step = {
  process: "evaluation",
  process_title: "Xếp loại",
  state: "submitted",
  state_title: "Chờ công nhận",
  count: 5000,
  overdue: 12,
};
const other = { ...step, process: "admission", process_title: "Kết nạp", count: 3 };
const counted = { total: 5003, overdue: 12, groups: [step, other] };
const running: JobItem = {
  id: "workflows.j",
  kind: "act_on_many",
  state: "running",
  done: 200,
  total: 5000,
  created_at: "2026-11-24T02:00:00Z",
  succeeded: 199,
  refused: 1,
};

aPage();
beforeEach(() => {
  runningJob.value = null;
  lastJob.value = null;
  localStorage.clear();
  vi.stubGlobal("matchMedia", () => ({
    matches: true,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  }));
  vi.stubGlobal(
    "IntersectionObserver",
    class {
      observe() {}
      disconnect() {}
    },
  ); // prettier-ignore
});

/** A server at which much waits: `shown` rows a page, of which the last has a warning. */
function waitingMuch(shown: number, jobs: JobItem[] = []) {
  const asked: string[] = [];
  const sent: Record<string, unknown>[] = [];
  const rows = Array.from({ length: shown }, (_, n) => aRow(n, n === shown - 1));
  vi.stubGlobal("fetch", async (url: string, { method, body }: { method: string; body?: string }) => {
    const path = decodeURIComponent(url.replace("/api/v1", ""));
    asked.push(path);
    if (method === "POST") sent.push(JSON.parse(body!) as Record<string, unknown>);
    if (path === "/me/inbox/count") return json(counted);
    if (path.startsWith("/me/inbox")) return json({ items: rows, next: "c1", total: 5000, calm: 4998, missing: [] });
    if (path === "/cases/bulk-actions") return json({ ...running, state: "held", done: 0, results: [] });
    if (path.startsWith("/jobs/")) return json({ ...running, results: [] });
    if (path.startsWith("/jobs")) return json({ items: jobs, next: null });
    if (path.startsWith("/cases/c"))
      return json({ ...rows[0], allowed_actions: [{ ...CONFIRM, consequences: ["Quyết định có số."] }] });
    return json({ items: [], next: null, total: 0 });
  });
  return { asked, sent };
}

async function opened(at = "/duyet", jobs: JobItem[] = []) {
  const server = waitingMuch(3, jobs);
  show(<Bulk />, at);
  await vi.waitFor(() => expect(root.querySelector("[role=grid]")).not.toBeNull());
  return server;
}

test("each step says how much waits there, read or not, and all of it is counted above the grid", async () => {
  await opened();

  expect(texts(".tabs a")).toEqual(["Xếp loại · Chờ công nhận5.000", "Kết nạp · Chờ công nhận3"]);
  expect(texts(".list-count")).toEqual(["5.000 hồ sơ"]);
});

test("what waits is searched, narrowed to a unit and sorted by the server", async () => {
  const { asked } = await opened("/duyet?nhom=evaluation/submitted&q=nguyen&don_vi=u7&sap_xep=since");

  expect(asked).toContain(
    "/me/inbox?process=evaluation&state=submitted&q=nguyen&unit_id=u7&sort=since&count=exact&limit=100",
  );
});

test("everything without a warning is decided as one act, once each row that is shown is ticked", async () => {
  const { sent } = await opened("/duyet?q=nguyen");
  expect(button("Chọn tất cả 4.998 hồ sơ không có cảnh báo")).toBeUndefined();

  act(() => root.querySelector<HTMLInputElement>("thead input")!.click());
  expect(texts(".bulk-bar [role=status]")).toEqual(["Đã chọn 2/5.000"]);
  press("Chọn tất cả 4.998 hồ sơ không có cảnh báo");
  press("Công nhận 4.998 hồ sơ");
  await vi.waitFor(() => expect(root.querySelector("dialog")!.textContent).toContain("Quyết định có số."));
  expect(root.querySelector("dialog")!.textContent).toContain("Gồm cả những hồ sơ chưa hiện");
  act(() => root.querySelector<HTMLFormElement>("dialog form")!.requestSubmit());

  await vi.waitFor(() => expect(sent.length).toBe(1));
  expect(sent[0]).toMatchObject({
    action: "confirm",
    waiting: { process: "evaluation", state: "submitted", q: "nguyen" },
    hold_s: 10,
  });
  expect(sent[0]!["case_ids"]).toBeUndefined();
});

test("a row that is unticked takes the others out of the act upon everything", async () => {
  await opened();
  act(() => root.querySelector<HTMLInputElement>("thead input")!.click());
  press("Chọn tất cả 4.998 hồ sơ không có cảnh báo");

  act(() => root.querySelector<HTMLInputElement>("tbody input")!.click());

  expect(texts(".bulk-bar [role=status]")).toEqual(["Đã chọn 1/5.000"]);
});

test("a batch that goes on is shown to whoever comes back, with the way to what became of each", async () => {
  await opened("/duyet", [running]);

  await vi.waitFor(() =>
    expect(root.querySelector("progress")!.getAttribute("aria-label")).toBe("Đang thực hiện 200/5.000 hồ sơ"),
  );
  expect(root.querySelector(".box a")!.getAttribute("href")).toBe("/tac-vu/workflows.j");
});

test("a batch that is still held can be taken back by whoever comes back in time", async () => {
  notices.value = [];
  await opened("/duyet", [{ ...running, state: "held", created_at: new Date().toISOString() }]);

  await vi.waitFor(() => expect(notices.value.map((notice) => notice.act?.seconds)).toEqual([8]));
});

test("whoever asks how far a batch is asks for no outcomes", async () => {
  const { asked } = await opened("/duyet", [running]);

  await vi.waitFor(() => expect(asked).toContain("/jobs/workflows.j?results=false"));
});

test("much news at once reads what waits no more than twice", async () => {
  const { asked } = await opened();
  const read = () => asked.filter((path) => path.startsWith("/me/inbox?")).length;
  expect(read()).toBe(1);

  for (let news = 0; news < 9; news++) invalidate("/me/inbox?");
  await vi.waitFor(() => expect(read()).toBe(3));
  await new Promise((resolve) => setTimeout(resolve, 50));

  expect(read()).toBe(3);
});

test("work tells all that waits and is overdue, and leads to what was not read", async () => {
  waitingMuch(5);
  show(<Work />, "/viec");

  await vi.waitFor(() => expect(texts(".row-title")).toEqual(["evaluation"].map(() => "Xếp loại 0 · 5.000 người")));
  expect(texts("h2")).toEqual(["Sau đó 5.000"]);
  expect(root.textContent).toContain("12 quá hạn");
  expect(root.querySelector(".box a")!.textContent).toBe("Xem cả 5.000 việc ở Duyệt hàng loạt");
});

import { Route, Router } from "preact-iso";
import { act } from "preact/test-utils";
import { expect, test, vi } from "vitest";
import ReportSubmissions from "../src/screens/reports/report-submissions";
import { answering, aPage, press, root, show, texts } from "./page";

aPage();

const quarter = { code: "2026-Q3", title: "Quý III năm 2026", first: "2026-07-01", last: "2026-09-30" };
const accept = {
  action: "accept_reports",
  label: "Duyệt báo cáo",
  form_schema: null,
  consequences: ["Báo cáo đã duyệt không trả lại được nữa."],
};
const child = (id: string, state: string, state_title: string, ...waiting: string[]) => ({
  unit: { id, name: id },
  is_closed: false,
  state,
  state_title,
  submitted: waiting.length,
  accepted: 0,
  expected: 10,
  due_on: "2026-10-10",
  submission_id: null,
  waiting: waiting.map((key) => ({ id: key, report: "BM-03", version: 2 })),
});
const children = [
  child("Một", "SUBMITTED", "Đã nộp", "s1", "s2"),
  child("Hai", "ACCEPTED", "Đã duyệt"),
  child("Ba", "SUBMITTED", "Đã nộp", "s3"),
  child("Bốn", "LATE", "Quá hạn"),
];
const list = {
  unit: { id: "u1", name: "Xã" },
  period: quarter,
  periods: [quarter],
  own_periods: [],
  due_on: null,
  own: [],
  children,
  submitted: 3,
  accepted: 1,
  expected: 4,
  remark: null,
  allowed_actions: [accept],
};

const listed = async (body: object = list, at = "/bao-cao-da-nop", done: object = { accepted: 3, results: [] }) => {
  const sent = answering(({ method, path }) => (method === "POST" ? done : path === "/reports" ? { items: [] } : body));
  show(<Router>{[<Route key="list" path="/bao-cao-da-nop" component={ReportSubmissions} />]}</Router>, at);
  await vi.waitFor(() => expect(root.querySelector(".rows")).not.toBeNull());
  return sent;
};
const tick = (name: string) =>
  act(() => root.querySelector<HTMLInputElement>(`input[aria-label="Chọn báo cáo của ${name}"]`)!.click());
const answer = () =>
  act(
    () =>
      void root.querySelector("dialog form")!.dispatchEvent(new Event("submit", { bubbles: true, cancelable: true })),
  );

test("all that waits is accepted at once, by what was seen of it", async () => {
  const sent = await listed();
  act(() => root.querySelector<HTMLInputElement>("label.check:not(.pick-box) input")!.click());
  press("Duyệt 3 báo cáo");
  expect(root.querySelector("dialog")!.textContent).toContain("không trả lại được nữa");
  answer();

  const items = ["s1", "s2", "s3"].map((id) => ({ id, version: 2 }));
  await vi.waitFor(() =>
    expect(sent).toEqual([{ method: "POST", path: "/report-acceptances", body: { unit_id: "u1", items } }]),
  );
});

test("only units whose reports wait can be chosen", async () => {
  await listed();
  tick("Ba");

  expect([...root.querySelectorAll(".pick-box input")].map((one) => one.getAttribute("aria-label"))).toEqual([
    "Chọn báo cáo của Một",
    "Chọn báo cáo của Ba",
  ]);
  expect(texts(".bulk-bar [role=status]")).toEqual(["Đang chọn 1 báo cáo của 1 đơn vị"]);
});

test("what could not be accepted is told with its reason", async () => {
  await listed(list, undefined, {
    accepted: 2,
    results: [{ id: "s3", ok: false, title: "Ba, BM-03", detail: "Báo cáo đã thay đổi sau khi bạn mở." }],
  });
  tick("Ba");
  press("Duyệt 1 báo cáo");
  answer();

  await vi.waitFor(() => expect(texts("[role=alert] li")).toEqual(["Ba, BM-03: Báo cáo đã thay đổi sau khi bạn mở."]));
});

test("whoever may not accept ticks nothing", async () => {
  await listed({ ...list, allowed_actions: [] });

  expect(root.querySelectorAll("input[type=checkbox]").length).toBe(0);
});

test("the list shows the state that is asked for", async () => {
  await listed(list, "/bao-cao-da-nop?trang-thai=ACCEPTED");

  expect(texts(".rows .row-title")).toEqual(["Hai"]);
  expect(texts("#trang-thai option")).toEqual(["Tất cả", "Đã nộp", "Đã duyệt", "Quá hạn"]);
});

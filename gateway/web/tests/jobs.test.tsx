import { act } from "preact/test-utils";
import { Route, Router } from "preact-iso";
import { expect, test, vi } from "vitest";
import type { Job, JobItem } from "../src/http/types";
import JobScreen from "../src/screens/jobs/job";
import Jobs from "../src/screens/jobs/jobs";
import { answering, aPage, button, press, root, show, texts } from "./page";

aPage();

const aJob = (more: Partial<JobItem>): JobItem => ({
  id: "workflows.1",
  kind: "act_on_many",
  state: "done",
  done: 0,
  total: null,
  created_at: "2026-11-24T02:00:00Z",
  succeeded: 0,
  refused: 0,
  ...more,
});
const page = (...items: JobItem[]) => ({ items, next: null, missing: [] });
const listing = (...items: JobItem[]) =>
  answering(({ path }) => (path === "/jobs" ? page(...items) : { items: [], next: null }));

test("jobs that the server knows are found on a device that started none of them", async () => {
  localStorage.clear();
  listing(aJob({ succeeded: 38, refused: 2 }));

  show(<Jobs />);

  await vi.waitFor(() => expect(texts(".row-title")).toEqual(["Xử lý hàng loạt"]));
  expect(root.textContent).toContain("38 xong, 2 chưa xong");
  expect(root.querySelector("a.button")!.getAttribute("href")).toBe("/tac-vu/workflows.1");
});

test.each([
  ["export_members", "Xuất danh sách đoàn viên"],
  ["open_admissions", "Mở hồ sơ từ Excel"],
  ["export_fees", "Xuất sổ đoàn phí"],
  ["a_job_of_tomorrow", "Tác vụ nền"],
])("a job of the kind %s is called “%s”", async (kind, title) => {
  listing(aJob({ kind }));

  show(<Jobs />);

  await vi.waitFor(() => expect(texts(".row-title")).toEqual([title]));
});

test("a failed job tells why in the list of jobs", async () => {
  listing(aJob({ state: "failed", fault: { code: "x", text: "Tệp có mật khẩu.", mend: "Bỏ mật khẩu rồi gửi lại." } }));

  show(<Jobs />);

  await vi.waitFor(() => expect(root.textContent).toContain("Tệp có mật khẩu. Bỏ mật khẩu rồi gửi lại."));
});

test("a job that goes on is looked at until it is over", async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  const states = [
    aJob({ state: "running", done: 50, total: 200 }),
    aJob({ state: "done", done: 200, total: 200, succeeded: 200 }),
  ];
  answering(({ path }) =>
    path === "/jobs" ? page(states.length > 1 ? states.shift()! : states[0]!) : { items: [], next: null },
  );

  show(<Jobs />);
  await vi.waitFor(() => expect(root.textContent).toContain("50/200"));
  await act(async () => void (await vi.advanceTimersByTimeAsync(2_000)));

  await vi.waitFor(() => expect(texts(".chip")).toEqual(["Xong"]));
  vi.useRealTimers();
});

test("a held job can be taken back from the list too", async () => {
  const sent = listing(aJob({ state: "held", total: 38 }));
  show(<Jobs />);
  await vi.waitFor(() => expect(button("Hoàn tác: Xử lý hàng loạt")).toBeDefined());

  press("Hoàn tác: Xử lý hàng loạt");

  await vi.waitFor(() => expect(sent.map(({ path }) => path)).toEqual(["/jobs/workflows.1/cancel"]));
});

async function opened(job: Partial<Job>) {
  answering(() => ({ ...aJob({}), results: [], ...job }));
  show(<Router>{[<Route key="job" path="/tac-vu/:id" component={JobScreen} />]}</Router>, "/tac-vu/workflows.1");
  await vi.waitFor(() => expect(root.querySelector(".rows")).not.toBeNull());
}
const hrefs = () => [...root.querySelectorAll(".rows a")].map((link) => link.getAttribute("href"));

test("a job tells what became of each item, those that failed first, with the way to each", async () => {
  await opened({
    results: [
      { id: "c1", ok: true, code: null, detail: "KN-2026-1" },
      {
        id: "c2",
        ok: false,
        code: "case-changed",
        detail: "Hồ sơ đã thay đổi sau khi bạn mở bảng.",
        title: "KN-2026-2 · Lê Thị Hoa",
      },
    ],
  });

  expect(texts(".rows li")).toEqual(["KN-2026-2 · Lê Thị HoaHồ sơ đã thay đổi sau khi bạn mở bảng."]);
  expect(hrefs()).toEqual(["/ho-so/c2"]);
  act(() => [...root.querySelectorAll<HTMLAnchorElement>("nav a")].at(-1)!.click());
  await vi.waitFor(() => expect(hrefs()).toEqual(["/ho-so/c1"]));
  expect(texts(".rows a")).toEqual(["KN-2026-1"]);
});

test("rows of a workbook are told by their number", async () => {
  await opened({
    kind: "open_admissions",
    results: [{ id: "12", ok: false, code: "row-unreadable", detail: "Ngày sinh còn trống." }],
  });

  expect(texts(".rows li")).toEqual(["Dòng 12Ngày sinh còn trống."]);
});

import { act } from "preact/test-utils";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { me } from "../src/resources/session";
import Home from "../src/screens/home/home";
import Jobs from "../src/screens/jobs/jobs";
import Work from "../src/screens/home/work";
import { answering, aPage, json, press, reader, root, show, texts } from "./page";

aPage();
beforeEach(() => void vi.useFakeTimers({ shouldAdvanceTime: true }));
afterEach(() => void vi.useRealTimers());

const unit = { id: "u1", name: "Đoàn xã Tân Mỹ", level: "GRASSROOTS" };
const item = {
  id: "c1",
  kind: "case",
  title: "Kết nạp: Lê Thị Hoa",
  process: "p",
  state: "s",
  process_title: "Kết nạp",
  state_title: "Chờ duyệt",
  number: "KN-1",
  unit,
  due_at: null,
  since: "2026-11-20T00:00:00Z",
  confidential: false,
};
const job = {
  id: "workflows.1",
  kind: "act_on_cases",
  state: "done",
  done: 1,
  total: 1,
  succeeded: 1,
  refused: 0,
  fault: null,
  created_at: "2026-11-20T00:00:00Z",
  finished_at: null,
  url: null,
};
const part = { items: [], next: null, total: null, missing: ["workflows"] };
const UNREAD = "Chưa đọc được phần hồ sơ";

/** The list at `path` lacks one service's part at first, and has it from the second answer on. */
function returning(path: string, whole: object): void {
  me.value = reader({ id: "self", code: null, full_name: "Lan", unit });
  let asked = 0;
  answering((request) => {
    if (request.path === path) return ++asked === 1 ? part : { next: null, total: 1, missing: [], ...whole };
    if (request.path === "/imports" || request.path === "/cases") return { items: [], next: null, total: 0 };
    return json({ status: 404, title: "x", detail: "x", code: "not-found" }, 404);
  });
}

const later = () => act(async () => void (await vi.advanceTimersByTimeAsync(6_000)));

test.each([
  ["work", "/me/inbox", { items: [item] }, () => <Work />, "Không có việc nào chờ bạn.", "Lê Thị Hoa"],
  ["home", "/me/inbox", { items: [item] }, () => <Home />, "Không có việc nào chờ bạn.", "Lê Thị Hoa"],
  ["jobs", "/jobs", { items: [job] }, () => <Jobs />, "Chưa có tác vụ nào.", "Xong"],
])(
  "what could not be read is never said to be empty, and comes by itself: %s",
  async (_, path, whole, Screen, empty, expected) => {
    returning(path, whole);

    show(<Screen />);

    await vi.waitFor(() => expect(root.textContent).toContain(UNREAD));
    expect(root.textContent).not.toContain(empty);
    await later();
    await vi.waitFor(() => expect(root.textContent).toContain(expected));
    expect(root.textContent).not.toContain(UNREAD);
  },
);

test("a part that is missing can be asked for at once", async () => {
  returning("/me/inbox", { items: [item] });
  show(<Work />);
  await vi.waitFor(() => expect(root.textContent).toContain(UNREAD));

  press("Tải lại phần này");

  await vi.waitFor(() => expect(texts(".row-title")).toContain("Kết nạp: Lê Thị Hoa"));
});

test("an empty inbox that was read whole is said to be empty", async () => {
  returning("/me/inbox", { items: [], total: 0 });
  show(<Work />);
  await vi.waitFor(() => expect(root.textContent).toContain(UNREAD));

  await later();

  await vi.waitFor(() => expect(root.textContent).toContain("Không có việc nào chờ bạn."));
});

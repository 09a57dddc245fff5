import { afterEach, expect, test, vi } from "vitest";
import type { CaseItem } from "../src/http/types";
import CaseList from "../src/screens/cases/case-list";
import { answering, aPage, root, show, texts } from "./page";

const aCase: CaseItem = {
  id: "c1",
  number: "KN-2026-0412",
  process: "p",
  process_title: "Kết nạp đoàn viên",
  title: "Kết nạp Nguyễn Thu Hà",
  state: "s",
  state_title: "Đã gửi, đang xét",
  version: 1,
  subject: { id: "m1", full_name: "Nguyễn Thu Hà" },
  unit: { id: "u", name: "Chi đoàn thôn Lực" },
  holder_unit: { id: "g", name: "Đoàn xã Tân Mỹ" },
  since: new Date().toISOString(),
  due_at: null,
};

aPage();
afterEach(() => vi.restoreAllMocks());

async function shown(isWide: boolean): Promise<void> {
  vi.spyOn(globalThis, "matchMedia").mockImplementation(
    (query) => Object.assign(new EventTarget(), { matches: isWide, media: query, onchange: null }) as never,
  );
  answering(({ path }) => ({ items: path === "/cases" ? [aCase] : [], next: null, total: 1 }));
  show(<CaseList />, "/ho-so");
  await vi.waitFor(() => expect(root.querySelector('a[href="/ho-so/c1"]')).not.toBeNull());
}

test("a wide screen tells a case in the columns of a table", async () => {
  await shown(true);

  expect(texts("thead th")).toEqual(["Số", "Quy trình", "Về", "Trạng thái", "Đang ở", "Hạn"]);
  expect(texts("tbody :is(th, td)")).toEqual([
    "KN-2026-0412",
    "Kết nạp đoàn viên",
    "Nguyễn Thu Hà",
    "Đã gửi, đang xét",
    "Đoàn xã Tân Mỹ",
    "",
  ]);
});

test("a phone tells it as a card that leads to the case", async () => {
  await shown(false);

  expect(root.querySelector("table")).toBeNull();
  expect(texts(".row-title")).toEqual(["Kết nạp Nguyễn Thu Hà"]);
  expect(root.querySelector("a .caption")!.textContent).toMatch(/^Đã gửi, đang xét · Đoàn xã Tân Mỹ · KN-2026-0412 · /);
});

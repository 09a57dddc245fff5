import { expect, test, vi } from "vitest";
import { daysBefore } from "../src/resources/figures";
import { me } from "../src/resources/session";
import { CompareCard } from "../src/screens/reports/report-compare";
import Start from "../src/screens/home/start";
import { answering, aPage, root, show, texts } from "./page";

aPage();

const figures = {
  members: 120,
  before: 100,
  change: 20,
  incomplete: 30,
  without_secretary: 2,
  owing_people: 7,
  owed_amount: 42000,
};
const part = (id: string, change: number) => ({
  ...figures,
  unit: { id, name: `Huyện ${id}`, level: "DISTRICT" },
  change,
  report_state: "LATE",
  report_state_title: "Trễ hạn",
});
const branch = {
  unit: { id: "u", name: "Tỉnh đoàn", level: "PROVINCE" },
  on: "2026-12-02",
  against: "2025-12-02",
  today: "2026-12-02",
  total: figures,
  children: [part("A", 25), part("B", -5)],
  reports: { period: "2026-H1", title: "6 tháng đầu năm 2026", late: 3, expected: 18 },
};
const board = {
  unit: branch.unit,
  items: [
    {
      unit: { id: "A", name: "Huyện A", level: "DISTRICT" },
      has_children: true,
      open: 9,
      overdue: 4,
      soon: 0,
      held: 0,
      vacant: 0,
      oldest_at: null,
    },
  ],
  total: { open: 12, overdue: 4, soon: 0, held: 0, vacant: 0 },
  bottlenecks: [],
};

const answers = () =>
  answering(({ path }) => {
    if (path === "/overview") return branch;
    return path === "/progress" ? board : { items: [], next: null, total: 0, missing: [], may_open: false };
  });

function signIn(role: string): void {
  const unit = { id: "u", name: "Tỉnh đoàn", level: "PROVINCE" };
  me.value = {
    person: { id: "p", full_name: "Nguyễn An", unit: null },
    positions: [{ id: "o", role, code: "BT", title: "Bí thư", unit, until: null }],
  } as never;
}

test("an officer of the province begins with figures that open their lists", async () => {
  answers();
  signIn("PROVINCE_OFFICER");
  show(<Start />);

  await vi.waitFor(() =>
    expect(root.textContent).toContain("Tăng nhiều nhất: Huyện A +25 · Giảm nhiều nhất: Huyện B −5"),
  );
  expect(texts(".figure-value")).toEqual(["120", "75%", "3", "2", "7 người"]);
  const links = [...root.querySelectorAll<HTMLAnchorElement>(".figure-value")].map((link) => link.getAttribute("href"));
  expect(links).toEqual([
    "/doan-vien?don_vi=u",
    "/doan-vien?don_vi=u&thieu=con-thieu",
    "/bao-cao-da-nop?don-vi=u&ky=2026-6-thang-dau-nam",
    "/bao-cao/BM-01?don-vi=u",
    "/doan-phi/u",
  ]);
  await vi.waitFor(() => expect(root.textContent).toContain("4 hồ sơ trễ hạn trong 12 hồ sơ đang mở"));
});

test("another officer begins with what waits for her", () => {
  answers();
  signIn("CHAPTER_OFFICER");
  show(<Start />);

  expect(root.querySelector("h1")!.textContent).toBe("Việc của tôi");
});

test.each([
  ["2026", "q1", { since: "2025-10-01", on: "2025-12-31" }],
  ["2026", "q3", { since: "2026-04-01", on: "2026-06-30" }],
  ["2026", "h1", { since: "2025-07-01", on: "2025-12-31" }],
  ["", "", { year: "2025" }],
])("the period before %s %s", (year, span, days) => {
  expect(daysBefore(year, span, "2026-12-02")).toEqual(days);
});

test("a report is compared with the one before, by the whole and by a bar a unit", async () => {
  const column = { code: "members", title: "Tổng số", group: "", is_share: false, is_named: true };
  const report = {
    code: "BM-03",
    on: "2026-12-02",
    columns: [column],
    rows: [{ unit: { id: "A", name: "Huyện A" }, title: "Huyện A", is_closed: false, figures: { members: 120 } }],
    total: { members: 120 },
    unit: branch.unit,
  } as never;
  answering(() => ({ ...(report as object), on: "2025-12-31", total: { members: 100 } }));
  show(<CompareCard report={report} query={{ unit_id: "u", year: "2025" }} />);

  await vi.waitFor(() =>
    expect(root.querySelector("figcaption")!.textContent).toBe("Tổng số: 120; so với kỳ trước (đến 31/12/2025): +20"),
  );
  expect(texts("details tbody td")).toEqual(["120", "100", "+20"]);
});

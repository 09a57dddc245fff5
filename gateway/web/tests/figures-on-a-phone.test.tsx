import { Route, Router } from "preact-iso";
import { beforeEach, expect, test, vi } from "vitest";
import Progress from "../src/screens/boards/progress";
import Summary from "../src/screens/fees/fee-summary";
import ReportScreen from "../src/screens/reports/report";
import { time } from "../src/text/vi";
import { answering, aPage, json, root, show, texts } from "./page";

aPage();

let isWide: boolean;
beforeEach(() => {
  isWide = false;
  vi.stubGlobal("matchMedia", () => ({
    matches: isWide,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  }));
});

const none = {
  due: 0,
  exempt: 0,
  waived: 0,
  collected: 0,
  received: 0,
  remitted: 0,
  on_way: 0,
  kept: 0,
  owed_amount: 0,
  owing_people: 0,
};
const summary = {
  figures: none,
  levels: [
    { level: "GRASSROOTS", title: "Tổ chức cơ sở Đoàn", units: 6, figures: none },
    { level: "CHAPTER", title: "Chi đoàn", units: 13, figures: { ...none, due: 114000, owing_people: 12 } },
  ],
};
const ofUnit = (name: string, more: object) => ({
  unit: { id: name, name },
  has_children: true,
  open: 0,
  overdue: 0,
  soon: 0,
  held: 0,
  vacant: 0,
  oldest_at: null,
  ...more,
});
const board = {
  unit: { id: "u", name: "Tỉnh đoàn" },
  items: [ofUnit("Thành đoàn", { open: 28, overdue: 2 }), ofUnit("Huyện đoàn", {})],
  total: { open: 28, overdue: 2 },
  bottlenecks: [
    {
      process: "p",
      state: "s",
      process_title: "Kết nạp",
      state_title: "Đã gửi",
      open: 14,
      overdue: 0,
      median_days: 0,
      usual_days: null,
      slowest_unit: null,
    },
  ],
};

test("the figures of fees are told in words on a phone, what is nothing left out", async () => {
  answering(() => summary);

  show(<Summary unitId="u" />);

  await vi.waitFor(() => expect(root.querySelector("ul.rows")).not.toBeNull());
  expect(texts("ul.rows .caption")).toEqual(["Chưa có khoản nào", "Phải thu: 114.000 đ · Người nợ: 12"]);
  expect(root.querySelector("table")).toBeNull();
});

test("on a wide screen they stand in columns, numbers by their last digit", async () => {
  isWide = true;
  answering(() => summary);

  show(<Summary unitId="u" />);

  await vi.waitFor(() => expect(root.querySelectorAll("table.figure-table td.number").length).toBe(20));
});

test("the board of dossiers is told in words on a phone", async () => {
  answering(({ path }) => (path === "/progress" ? board : { items: [] }));

  show(<Progress />);

  await vi.waitFor(() => expect(texts(".rows .row-title").length).toBe(3));
  expect(texts(".rows .caption")).toEqual([
    "28 đang mở · 2 quá hạn",
    "Không có hồ sơ đang mở",
    "Đã chờ trung bình chưa đến một ngày",
  ]);
});

const reporting = (at: string) =>
  show(
    <Router>
      {[
        <Route key="report" path="/bao-cao/:ma" component={ReportScreen} />,
        <Route key="fees" path="/doan-phi/:id/:tab" component={() => <p>phí</p>} />,
      ]}
    </Router>,
    at,
  );

test("the report of fees leads to the unit's book", async () => {
  const fees = {
    code: "BM-10",
    title: "Đoàn phí",
    about: "",
    by_period: true,
    unit: { id: "u1", name: "Xã" },
    path: [],
    year: 2026,
    since: "2026-01-01",
    on: "2026-11-26",
    columns: [],
    rows: [],
    total: {},
    may_export: false,
  };
  answering(({ path }) => (path === "/reports/BM-10" ? fees : json({ detail: "" }, 404)));

  reporting("/bao-cao/BM-10?nam=2026");

  await vi.waitFor(() =>
    expect(root.querySelector('a[href^="/doan-phi"]')?.getAttribute("href")).toBe("/doan-phi/u1/tong-hop?nam=2026"),
  );
});

test("a report that there is not leads to those that there are", async () => {
  answering(() => json({ detail: "" }, 404));

  reporting("/bao-cao/BM-99");

  await vi.waitFor(() => expect(root.querySelector(".empty a")?.getAttribute("href")).toBe("/bao-cao"));
});

test("what has only just come is said to have come, not to wait since", () => {
  expect([time.since(time.justNow), time.since("3 giờ trước")]).toEqual(["vừa đến", "từ 3 giờ trước"]);
});

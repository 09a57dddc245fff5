import { act } from "preact/test-utils";
import { Route, Router } from "preact-iso";
import { beforeEach, expect, test, vi } from "vitest";
import type { Choice, GridRow, GridSummary } from "../src/resources/campaigns";
import { told } from "../src/resources/rating";
import { sharedCeiling, shareOf, tallyOf } from "../src/resources/rating-tally";
import RatingScreen from "../src/screens/ratings/rating";
import { aPage, button, json, press, root, show, texts } from "./page";

const CHOICES: Choice[] = [
  { code: "TOP", title: "Hoàn thành mức một", short: "Mức một", key: "1", is_ranked: true },
  { code: "LOW", title: "Hoàn thành mức hai", short: "Mức hai", key: "2", is_ranked: true },
  { code: "NONE", title: "Không xếp loại", short: "Không xếp", key: "0", is_ranked: false },
];
const CAP = { rating: "TOP", among: ["TOP", "LOW"], percent: 50 };

const aRow = (id: string, facts: object = {}) =>
  ({
    id,
    number: `XL-${id}`,
    title: "Xếp loại",
    state: "s",
    state_title: "Đã tự đánh giá",
    version: 3,
    subject: { id: `m${id}`, full_name: `Người ${id}` },
    unit: { id: "u", name: "Chi đoàn" },
    is_over: false,
    facts,
    allowed_actions: [{ action: "rate", label: "Xếp loại", asks: true }],
    refused_actions: [],
  }) as unknown as GridRow; // prettier-ignore

const ROWS = [aRow("1", { rating: "TOP" }), aRow("2", { rating: "LOW" }), aRow("3"), aRow("4", { proposed: "NONE" })];
const counts = () => texts(".tally-grade");
const names = () => texts("tbody a");
const key = (name: string) =>
  act(
    () =>
      void root
        .querySelector("td[tabindex='0']")!
        .dispatchEvent(new KeyboardEvent("keydown", { key: name, bubbles: true, cancelable: true })),
  );

aPage();
beforeEach(() => {
  localStorage.clear();
  told.value = new Map();
  vi.stubGlobal("matchMedia", () => ({
    matches: true,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  }));
});

async function opened(summary: GridSummary = { choices: CHOICES, cap: CAP }) {
  vi.stubGlobal("fetch", async () =>
    json({
      unit: { id: "u", name: "Chi đoàn" },
      process: "p",
      action: "rate",
      fields: null,
      items: ROWS,
      summary,
      next: null,
    }),
  );
  show(
    <Router>{[<Route key="xep-loai" path="/xep-loai/:dot/:unit" component={RatingScreen} />]}</Router>,
    "/xep-loai/d/u",
  );
  await vi.waitFor(() => expect(root.querySelector("table")).not.toBeNull());
}

test("what is typed counts as what is saved does, and what is only proposed is no rating yet", () => {
  const grid = { items: ROWS, summary: { choices: CHOICES } };

  expect(tallyOf(grid, { 2: { rating: "TOP" }, 3: { comment: "Tốt" } })).toEqual([
    { code: "TOP", count: 2 },
    { code: "LOW", count: 0 },
    { code: "", count: 2 },
  ]);
  expect(tallyOf(grid, { 1: { rating: "" }, 4: { rating: "NONE" } })).toEqual([
    { code: "TOP", count: 0 },
    { code: "LOW", count: 1 },
    { code: "NONE", count: 1 },
    { code: "", count: 2 },
  ]);
});

test("the ceiling is a share of those that the server counts it among", () => {
  const tally = [
    { code: "TOP", count: 3 },
    { code: "LOW", count: 4 },
    { code: "", count: 20 },
  ];

  expect(shareOf(tally, { choices: CHOICES, cap: CAP })).toMatchObject({ best: 3, good: 7, most: 3, isOver: false });
  expect(shareOf(tally, { choices: CHOICES, cap: { ...CAP, percent: 40 } })).toMatchObject({ most: 2, isOver: true });
  expect(shareOf(tally, { choices: CHOICES, cap: null })).toBeNull();
});

test("the sums follow each key, and it is said before saving that the ceiling is passed", async () => {
  await opened();
  expect(counts()).toEqual(["Mức một 1", "Mức hai 1", "Chưa xếp 2"]);
  expect(root.querySelector(".bar-warning")).toBeNull();

  key("ArrowDown");
  key("1");

  expect(counts()).toEqual(["Mức một 2", "Mức hai 0", "Chưa xếp 2"]);
  expect(root.querySelector(".bar-warning")!.textContent).toBe("Vượt tỷ lệ: Mức một 2/1");
  expect(root.querySelector(".tally-share")!.textContent).toContain("nhiều nhất 50% của 2 người");
});

test("where no share is set none is told", async () => {
  await opened({ choices: CHOICES, cap: null });

  expect(root.querySelector(".tally-share")).toBeNull();
});

test("a press on a sum leaves its rows in sight, and they stay while they are rated", async () => {
  await opened();

  press("Chưa xếp 2");
  expect(names()).toEqual(["Người 3", "Người 4"]);
  key("2");
  expect([names(), counts()]).toEqual([
    ["Người 3", "Người 4"],
    ["Mức một 1", "Mức hai 2", "Chưa xếp 1"],
  ]);
  press("Xem tất cả");

  expect(names().length).toBe(4);
  expect(button("Chưa xếp 1").getAttribute("aria-pressed")).toBe("false");
});

test("rows out of sight are not among those that are ticked", async () => {
  await opened();
  act(() => root.querySelector<HTMLInputElement>("thead input")!.click());

  press("Chưa xếp 2");
  expect(root.querySelectorAll("tr.picked").length).toBe(0);
  act(() => root.querySelector<HTMLInputElement>("thead input")!.click());

  expect(texts(".taps-row .caption")).toEqual(["Xếp 2 người đã chọn:"]);
});

test("what became of rows brings all of them into sight", async () => {
  await opened();
  press("Chưa xếp 2");

  act(() => {
    told.value = new Map([["1", { id: "1", ok: false, code: "x", detail: "Chưa đạt mức này." }]]);
  });

  expect(names().length).toBe(4);
});

test("a reason that keeps most rows down is told once, and again in a row that is rated above it", async () => {
  const ceiling = { rating: "LOW", text: "chưa điểm danh", mend: "Ghi tỉ lệ." };
  const rows = ["1", "2", "3"].map((id) => aRow(id, { ceilings: [ceiling] }));
  expect(sharedCeiling([...rows, aRow("4"), aRow("5"), aRow("6")])).toBeNull();
  vi.stubGlobal("fetch", async () =>
    json({
      unit: { id: "u", name: "Chi đoàn" },
      process: "p",
      action: "rate",
      fields: null,
      items: rows,
      summary: { choices: CHOICES },
      next: null,
    }),
  );
  show(
    <Router>{[<Route key="xep-loai" path="/xep-loai/:dot/:unit" component={RatingScreen} />]}</Router>,
    "/xep-loai/d/u",
  );
  await vi.waitFor(() => expect(root.querySelector("table")).not.toBeNull());
  expect(texts(".rating-shared, td .row-note")).toEqual(["3 người chưa điểm danh: cao nhất “Mức hai”. Ghi tỉ lệ."]);

  key("1");

  expect(texts("td .row-note")).toEqual(["Cao nhất “Mức hai”, lý do ghi trên bảng."]);
});

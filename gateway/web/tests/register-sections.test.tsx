import { Route, Router } from "preact-iso";
import { act } from "preact/test-utils";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import RegisterScreen from "../src/screens/reports/register";
import { answering, aPage, root, show, texts } from "./page";

const COLUMNS = [
  { code: "section", title: "Mục" },
  { code: "on", title: "Ngày" },
  { code: "name", title: "Họ và tên, đơn vị" },
  { code: "told", title: "Nội dung" },
];
const line = (id: string, section: string, name: string, told: string) => ({
  id,
  person: null,
  case_id: null,
  is_void: false,
  cells: { section, on: "", name, told },
});
const ITEMS = [
  line("a", "1. Ban Chấp hành", "Nguyễn An", "Bí thư"),
  line("b", "1. Ban Chấp hành", "Trần Bình", "Phó Bí thư"),
  line("c", "8. Đoàn phí", "", "Đã thu 4.000 đồng, 2 biên lai"),
];
const BOOK = {
  code: "chapter",
  title: "Sổ chi đoàn",
  about: "Một năm của chi đoàn.",
  unit: { id: "u", name: "Chi đoàn thôn Hạ", level: "CHAPTER" },
  by_year: true,
  year: 2026,
  columns: COLUMNS,
  items: ITEMS,
  next: null,
  total: 3,
  may_export: true,
  may_print: true,
};

const on = (isWide: boolean) => {
  vi.spyOn(globalThis, "matchMedia").mockImplementation(
    (query) => Object.assign(new EventTarget(), { matches: isWide, media: query, onchange: null }) as never,
  );
  show(<Router>{[<Route key="it" path="/so-sach/:ma" component={RegisterScreen} />]}</Router>, "/so-sach/chapter");
};

aPage();
beforeEach(() => void answering(() => BOOK));
afterEach(() => vi.restoreAllMocks());

test("a book with sections begins each of them once", async () => {
  on(true);

  await vi.waitFor(() => expect(texts("th[scope=colgroup]")).toEqual(["1. Ban Chấp hành", "8. Đoàn phí"]));
  expect(texts("thead th")).toEqual(["STT", "Ngày", "Họ và tên, đơn vị", "Nội dung"]);
});

test("on a phone a line is read from top to bottom, without a table", async () => {
  on(false);

  await vi.waitFor(() => expect(texts("h2")).toEqual(["1. Ban Chấp hành", "8. Đoàn phí"]));
  expect(root.querySelector("table.register-table")).toBeNull();
  expect(texts(".card .row-title")).toEqual(["Nguyễn An", "Trần Bình"]);
  expect(texts(".card dd")).toEqual(["Bí thư", "Phó Bí thư", "Đã thu 4.000 đồng, 2 biên lai"]);
});

test("a book of one year never offers all years", async () => {
  on(false);
  await vi.waitFor(() => expect(root.querySelector(".list-tools button[aria-expanded]")).not.toBeNull());
  act(() => root.querySelector<HTMLButtonElement>(".list-tools button[aria-expanded]")!.click());
  await vi.waitFor(() => expect(root.querySelector("#nam")).not.toBeNull());
  const years = texts("#nam option");

  expect(years[0]).toBe("2026");
  expect(years).not.toContain("Tất cả");
  expect(new Set(years).size).toBe(years.length);
});

import { act } from "preact/test-utils";
import { expect, test, vi } from "vitest";
import type { FeeRow, Remittance, UnitFees } from "../src/resources/fees";
import { handsUpTo, monthsPayable, monthsText, yearsOf } from "../src/resources/fees";
import { Book } from "../src/screens/fees/fee-book";
import { monthsBefore } from "../src/screens/fees/fee-month-field";
import { RemittanceRow } from "../src/screens/fees/fee-remittance-row";
import { answering, aPage, button, press, root, show, texts } from "./page";

aPage();

const pay = (...months: string[]) => months.map((month) => ({ month: `2026-${month}-01`, amount: 2000 }));

const aRow = (name: string, more: Partial<FeeRow> = {}): FeeRow => ({
  person: { id: name, full_name: name },
  category: "no_salary",
  category_title: "Không hưởng lương",
  is_away: false,
  is_present: true,
  months: [{ month: "2026-09-01", state: "owed", amount: 2000, receipt_no: null }],
  payable: pay("09", "10", "11"),
  monthly: 2000,
  owed_months: ["2026-09-01", "2026-10-01"],
  owed_amount: 4000,
  ...more,
});

const figures = {
  due: 6000,
  exempt: 0,
  waived: 0,
  collected: 0,
  abroad: 0,
  received: 0,
  remitted: 0,
  on_way: 0,
  kept: 0,
  owing_people: 1,
  owed_amount: 4000,
};

const aBook = (more: Partial<UnitFees> = {}): UnitFees => ({
  unit: { id: "u", name: "Chi đoàn thôn Lực" },
  year: 2026,
  this_month: "2026-11-01",
  book_from: "2026-09-01",
  holds_members: true,
  months: ["2026-09-01"],
  people: [aRow("An"), aRow("Bình")],
  total: 2,
  children: [],
  figures,
  allowed_actions: [{ action: "collect", label: "Thu đoàn phí", form_schema: null }],
  ...more,
});

test.each([
  [["2026-01-01", "2026-02-01", "2026-03-01", "2026-05-01"], "01/2026–03/2026, 05/2026"],
  [["2026-01-01", "2025-12-01"], "12/2025–01/2026"],
  [["2026-07-01"], "07/2026"],
  [[], ""],
])("months %j are said as %s", (months, said) => {
  expect(monthsText(months)).toBe(said);
});

const AT_HOME_AND_GUEST = [
  aRow("An"),
  aRow("Bình", { is_present: false, is_guest: true }),
  aRow("Chi", { is_present: false }),
];

test.each([true, false])("guests are marked and counted apart from members (wide: %s)", (isWide) => {
  vi.stubGlobal("matchMedia", () => ({
    matches: isWide,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  }));
  answering(() => null);
  show(<Book fees={aBook({ people: AT_HOME_AND_GUEST, total: 3 })} busy={false} onReload={() => undefined} />);

  expect(texts(".list-count")).toEqual([
    "1 đoàn viên · 1 người của đơn vị khác, sinh hoạt tạm thời · 1 người đã rời chi đoàn · Sổ mở từ tháng 09/2026",
  ]);
  expect(texts(".chip-blue")).toEqual(["Sinh hoạt tạm thời"]);
  expect(texts(".chip-plain")).toEqual(["Đã rời chi đoàn"]);
});

test("a chapter without a book is asked to open one, and counts nothing yet", () => {
  answering(() => null);
  show(<Book fees={aBook({ book_from: null, allowed_actions: [] })} busy={false} onReload={() => undefined} />);

  expect(root.textContent).toContain("Chi đoàn chưa mở sổ thu.");
  expect(root.querySelectorAll(".figures, .toolbar")).toHaveLength(0);
});

test("all pay up to a month, those who owe nothing by then pay nothing", () => {
  const hands = handsUpTo([aRow("An"), aRow("Bình", { payable: pay("11") })], "2026-10-01", {});

  expect(hands.map((hand) => [hand.months.length, hand.amount])).toEqual([
    [2, 4000],
    [0, 0],
  ]);
});

test("who is abroad gives what was typed for each month", () => {
  const [hand] = handsUpTo([aRow("An")], "2026-11-01", { An: 9000 });

  expect(hand!.amount).toBe(27_000);
});

test("the months to choose from are those that somebody can pay", () => {
  expect(monthsPayable([aRow("An", { payable: pay("11") }), aRow("Bình", { payable: pay("10", "11") })])).toEqual([
    "2026-10-01",
    "2026-11-01",
  ]);
});

test("years go back to where the book began", () => {
  expect(yearsOf("2026-11-01", "2024-05-01")).toEqual([2026, 2025, 2024]);
  expect(yearsOf("2026-11-01", null)).toEqual([2026]);
});

test("months before a month cross the year", () => {
  expect(monthsBefore("2026-02-01", 3)).toEqual(["2026-02-01", "2026-01-01", "2025-12-01"]);
});

test("ticked members can be collected from, and the screen says how many", () => {
  show(<Book fees={aBook()} busy={false} onReload={() => undefined} />);

  act(() => root.querySelector<HTMLInputElement>("input[type=checkbox]")!.click());

  expect(root.textContent).toContain("Đã chọn 1 người");
  expect(button("Thu đoàn phí 1 người")).toBeTruthy();
});

test("without the right nothing can be ticked or collected", () => {
  show(<Book fees={aBook({ allowed_actions: [] })} busy={false} onReload={() => undefined} />);

  expect(root.querySelector("input[type=checkbox]")).toBeNull();
  expect(button("Thu đoàn phí")).toBeUndefined();
});

test("a chapter without a book says why it is empty", () => {
  show(<Book fees={aBook({ book_from: null, allowed_actions: [] })} busy={false} onReload={() => undefined} />);

  expect(root.textContent).toContain("Chi đoàn chưa mở sổ thu.");
});

test("each month is told in words to those who do not see its mark", () => {
  show(<Book fees={aBook()} busy={false} onReload={() => undefined} />);

  expect(root.querySelector(".fee-owed .sr-only")!.textContent).toContain("còn nợ");
});

test("what was collected is sent once, with the months that were chosen", async () => {
  const answer = {
    id: "c",
    amount: 6000,
    receipts: [
      { id: "r", number: "0012/2026", person: { id: "An", full_name: "An" }, months: ["2026-09-01"], amount: 6000 },
    ],
  };
  const sent = answering(() => answer);
  show(<Book fees={aBook()} busy={false} onReload={() => undefined} />);
  act(() => root.querySelector<HTMLInputElement>("input[type=checkbox]")!.click());
  press("Thu đoàn phí 1 người");

  await act(async () => {
    root.querySelector("form")!.dispatchEvent(new Event("submit", { cancelable: true, bubbles: true }));
    await new Promise((done) => setTimeout(done));
  });

  expect(sent).toEqual([
    {
      method: "POST",
      path: "/fees/collections",
      body: { unit_id: "u", lines: [{ person_id: "An", months: ["2026-09-01", "2026-10-01", "2026-11-01"] }] },
    },
  ]);
  expect(root.textContent).toContain("Số 0012/2026");
});

const aRemittance = {
  id: "m",
  from_unit: { id: "u", name: "Chi đoàn thôn Lực" },
  to_unit: null,
  from_month: "2026-11-01",
  until_month: "2026-11-01",
  received: 6000,
  amount: 2000,
  kept: 4000,
  receipts: 3,
  incoming: 0,
  state: "DECLARED",
  state_title: "Chờ xác nhận",
  declared_at: "2026-11-25T00:00:00Z",
  declared_by: "Lan",
  settled_at: null,
  settled_by: null,
  reason: null,
  allowed_actions: [{ action: "dispute", label: "Báo chưa khớp", needs_note: true }],
} as Remittance;

test("a line of a remittance says who, how it stands and how much; a press opens the rest", () => {
  show(<RemittanceRow item={aRemittance} isIn />);

  expect(texts(".row-link")).toEqual([expect.stringMatching(/^Chi đoàn thôn Lực.*Chờ xác nhận.*2\.000 đ$/)]);
  act(() => root.querySelector<HTMLElement>(".row-link")!.click());

  expect(root.querySelector("dialog")!.textContent).toContain("3 biên lai");
  expect(root.querySelector("dialog")!.textContent).toContain("Lan");
});

test("a dispute waits for its reason", () => {
  show(<RemittanceRow item={aRemittance} isIn />);
  act(() => root.querySelector<HTMLElement>(".row-link")!.click());

  press("Báo chưa khớp");

  expect(root.querySelector("dialog button[type=submit]")!.getAttribute("aria-disabled")).toBe("true");
});

import { act } from "preact/test-utils";
import { Route, Router } from "preact-iso";
import { beforeEach, expect, test, vi } from "vitest";
import { filledDown, formOf, type Choice, type GridRow } from "../src/resources/campaigns";
import { itemsOf, plainActs, told } from "../src/resources/rating";
import RatingScreen from "../src/screens/ratings/rating";
import { RatingCards } from "../src/screens/ratings/rating-cards";
import { moved, RatingGrid, type GridProps } from "../src/screens/ratings/rating-grid";
import { aPage, button, json, root, show, texts } from "./page";

const CHOICES: Choice[] = [
  { code: "TOP", title: "Mức một", key: "1" },
  { code: "LOW", title: "Mức hai", key: "2" },
  { code: "NONE", title: "Không xếp", key: "0" },
];
const CODES = CHOICES.map((choice) => choice.code);

function aRow(id: string, given: Partial<GridRow> = {}): GridRow {
  return {
    id,
    number: `XL-${id}`,
    process: "p",
    title: "Xếp loại",
    state: "s",
    state_title: "Đã tự đánh giá",
    version: 3,
    subject: { id: `m${id}`, full_name: `Đoàn viên ${id}` },
    unit: { id: "u", name: "Chi đoàn" },
    since: "2026-11-24T00:00:00Z",
    due_at: null,
    is_over: false,
    facts: {
      attendance: { came: 7, held: 12, percent: 58 },
      fees_owed: 2,
      ceilings: [{ rating: "LOW", text: "tham gia 7/12 buổi", mend: "" }],
    },
    allowed_actions: [{ action: "rate", label: "Xếp loại", asks: true }],
    refused_actions: [],
    ...given,
  } as GridRow;
}

const onRate = vi.fn();
const onDetail = vi.fn();
const onToggle = vi.fn();

function props(rows: GridRow[], given: Partial<GridProps> = {}): GridProps {
  return {
    rows,
    choices: CHOICES,
    drafts: {},
    picked: new Set(),
    canFill: () => true,
    onRate,
    onDetail,
    onToggle,
    onPickAll: () => undefined,
    ...given,
  };
}

aPage();
beforeEach(() => {
  vi.clearAllMocks();
  told.value = new Map();
});

const press = (key: string) =>
  act(
    () =>
      void root
        .querySelector("td[tabindex='0']")!
        .dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true })),
  );

test("a chapter with more members than one page holds goes on with the next", async () => {
  const page = (next: string | null, ...items: GridRow[]) => ({
    unit: { id: "u", name: "Chi đoàn" },
    process: "p",
    action: "rate",
    fields: null,
    items,
    summary: { choices: CHOICES },
    next,
  });
  vi.stubGlobal("fetch", async (url: string) =>
    json(url.includes("cursor=c1") ? page(null, aRow("2")) : page("c1", aRow("1"))),
  );
  vi.stubGlobal("matchMedia", () => ({
    matches: true,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  }));
  show(
    <Router>{[<Route key="xep-loai" path="/xep-loai/:dot/:unit" component={RatingScreen} />]}</Router>,
    "/xep-loai/d/u",
  );
  await vi.waitFor(() => expect(root.textContent).toContain("Đang hiện 1 người đầu; còn nữa."));

  act(() => button("Tải thêm").click());

  await vi.waitFor(() => expect(root.querySelectorAll("tbody tr").length).toBe(2));
  expect(root.textContent).not.toContain("còn nữa");
});

test("a digit of the server's rates the row where the focus is", () => {
  show(<RatingGrid {...props([aRow("1"), aRow("2")])} />);
  press("ArrowDown");
  press("2");

  expect(onRate).toHaveBeenCalledWith(expect.objectContaining({ id: "2" }), "LOW");
});

test("Enter opens a row's words, Space ticks it, a digit that means nothing does nothing", () => {
  show(<RatingGrid {...props([aRow("1")])} />);
  press("Enter");
  press(" ");
  press("7");

  expect(onDetail).toHaveBeenCalledTimes(1);
  expect(onToggle).toHaveBeenCalledWith("1");
  expect(onRate).not.toHaveBeenCalled();
});

test("arrows stay inside the grid", () => {
  expect([
    moved({ row: 0, column: 0 }, "ArrowUp", false, 3),
    moved({ row: 1, column: 2 }, "End", true, 3),
    moved({ row: 1, column: 2 }, "x", false, 3),
  ]).toEqual([{ row: 0, column: 0 }, { row: 2, column: 7 }, null]);
});

test("one cell is the grid's only tab stop", () => {
  show(<RatingGrid {...props([aRow("1"), aRow("2")])} />);

  expect(root.querySelectorAll("[tabindex='0']").length).toBe(1);
  expect(
    [...root.querySelectorAll("tbody :is(a, input, select, button)")].every(
      (one) => one.getAttribute("tabindex") === "-1",
    ),
  ).toBe(true);
});

test("what the server refused the row for stands below it, across the grid", () => {
  told.value = new Map([["1", { id: "1", ok: false, code: "x", detail: "Chưa đạt mức này." }]]);
  show(<RatingGrid {...props([aRow("1")])} />);

  expect(texts("tbody tr:first-child .row-note")).toEqual([]);
  expect(root.querySelector("tbody tr:nth-child(2) [role=alert]")!.textContent).toBe("Chưa đạt mức này.");
  expect(root.textContent).toContain("Nợ 2 tháng");
});

test("a row says why it does not go on yet", () => {
  const refusals = [{ code: "c", text: "Chưa có nhận xét của chi đoàn.", mend: null }];
  show(
    <RatingGrid
      {...props([aRow("1", { refused_actions: [{ action: "submit", label: "Gửi", refusals }] as never })])}
    />,
  );

  expect(root.textContent).toContain("Chưa có nhận xét của chi đoàn.");
});

test("a phone sees the same as cards", () => {
  show(<RatingCards {...props([aRow("1")])} />);

  expect(root.querySelector("table")).toBeNull();
  expect(root.textContent).toContain("Tham gia: 7/12 (58%)");
  expect(root.querySelector("fieldset legend")!.textContent).toBe("Xếp loại của Đoàn viên 1");
  expect(root.querySelector("a")!.getAttribute("href")).toBe("/ho-so/1");
});

test("one tap rates a row, and what is no rating has no tap", () => {
  const choices = CHOICES.map((choice) => ({ ...choice, is_ranked: choice.code !== "NONE" }));
  show(<RatingCards {...props([aRow("1")], { choices })} />);
  const taps = [...root.querySelectorAll<HTMLInputElement>("fieldset input")];
  act(() => taps[1]!.click());

  expect(taps.map((tap) => tap.value)).toEqual(["TOP", "LOW"]);
  expect(onRate).toHaveBeenCalledWith(expect.objectContaining({ id: "1" }), "LOW");
});

test("all ticked rows are rated at once, but for whom the server says what alone is possible", async () => {
  const rows = [aRow("1"), aRow("2", { facts: { proposed: "NONE" } as never })];
  const grid = {
    unit: { id: "u", name: "Chi đoàn" },
    process: "p",
    action: "rate",
    fields: null,
    items: rows,
    summary: { choices: CHOICES },
    next: null,
  };
  vi.stubGlobal("fetch", async () => json(grid));
  vi.stubGlobal("matchMedia", () => ({
    matches: false,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  }));
  show(
    <Router>{[<Route key="xep-loai" path="/xep-loai/:dot/:unit" component={RatingScreen} />]}</Router>,
    "/xep-loai/d/alike",
  );
  await vi.waitFor(() => expect(root.querySelector(".rating-card")).not.toBeNull());

  act(() => root.querySelector<HTMLInputElement>(".rating-all input")!.click());
  act(() => root.querySelector<HTMLButtonElement>(".taps-row button")!.click());

  const given = [...root.querySelectorAll("fieldset")]
    .filter((one) => one.querySelector("legend"))
    .map((one) => one.querySelector<HTMLInputElement>("input:checked")!.value);
  expect(given).toEqual(["TOP", "NONE"]);
});

test("everyone present was for the rating that was chosen", () => {
  expect(filledDown(aRow("1"), { rating: "LOW", votes_top: 3 }, CODES, 14)).toEqual({
    rating: "LOW",
    votes_top: null,
    votes_low: 14,
    votes_none: null,
  });
});

test("only changed rows are sent, with their version and their own votes where they have some", () => {
  const rows = [aRow("1"), aRow("2"), aRow("3")];
  const drafts = { "1": { rating: "TOP", comment: "Tốt" }, "2": { rating: "LOW", votes_low: 9, votes_top: 5 } };

  expect(itemsOf(rows, drafts, CODES, ["rating", "comment", "votes_top", "votes_low"], 14, true)).toEqual([
    { case_id: "1", version: 3, form: { rating: "TOP", comment: "Tốt", votes_top: 14 } },
    { case_id: "2", version: 3, form: { rating: "LOW", votes_top: 5, votes_low: 9 } },
  ]);
});

test("what the server proposes is sent with a row that was touched", () => {
  const row = aRow("1", { facts: { proposed: "NONE", comment: "Mới vào" } });

  expect(formOf(row, { unrated_reason: "Mới vào Đoàn" }, ["rating", "comment", "unrated_reason"])).toEqual({
    rating: "NONE",
    comment: "Mới vào",
    unrated_reason: "Mới vào Đoàn",
  });
});

test("acts without a form are offered for all rows that may make them", () => {
  const submit = { action: "submit", label: "Gửi", asks: false, primary: true };
  const aside = { action: "aside", label: "Chuyển", asks: false };
  const rows = [
    aRow("1", { allowed_actions: [submit, aside] as never }),
    aRow("2"),
    aRow("3", { allowed_actions: [submit, { action: "cancel", label: "Rút", destructive: true }] as never }),
  ];

  const offered = (isPicked: boolean) =>
    plainActs(rows, isPicked).map(({ action, rows: those }) => [action.action, those.map((row) => row.id)]);
  expect(offered(false)).toEqual([["submit", ["1", "3"]]]);
  expect(offered(true)).toEqual([
    ["submit", ["1", "3"]],
    ["aside", ["1"]],
  ]);
});

test("a row of the grid is rated by a tap as on a card, and its taps are no stop of their own", () => {
  const choices = CHOICES.map((choice) => ({ ...choice, is_ranked: choice.code !== "NONE" }));
  show(<RatingGrid {...props([aRow("1"), aRow("2", { facts: { rating: "TOP" } })], { choices })} />);
  const taps = [...root.querySelectorAll<HTMLInputElement>("td fieldset input")];
  expect(taps.map((tap) => [tap.value, tap.checked, tap.tabIndex])).toEqual([
    ["TOP", false, -1],
    ["LOW", false, -1],
    ["TOP", true, -1],
    ["LOW", false, -1],
  ]);
  act(() => taps[1]!.click());

  expect(root.querySelector("select")).toBeNull();
  expect(onRate).toHaveBeenCalledWith(expect.objectContaining({ id: "1" }), "LOW");
});

test("after a tap arrows walk the cells and a digit still rates", () => {
  show(<RatingGrid {...props([aRow("1"), aRow("2")])} />);
  act(() => root.querySelector<HTMLInputElement>("tbody tr:nth-child(2) fieldset input")!.focus());
  act(() => root.querySelector<HTMLInputElement>("tbody tr:nth-child(2) fieldset input")!.click());
  expect(document.activeElement!.getAttribute("role")).toBe("gridcell");

  press("ArrowUp");
  press("2");

  expect(onRate).toHaveBeenLastCalledWith(expect.objectContaining({ id: "1" }), "LOW");
});

test("what keeps a rating down stands beside it", () => {
  show(<RatingGrid {...props([aRow("1")])} />);

  expect(texts(".row-note")).toEqual(["Cao nhất “Mức hai”: tham gia 7/12 buổi."]);
});

test("a rating that the row may not have is told louder than a ceiling alone", () => {
  show(<RatingGrid {...props([aRow("1")], { drafts: { "1": { rating: "TOP" } } })} />);

  expect(root.querySelector(".row-note.warn")!.textContent).toBe("Cao nhất “Mức hai”: tham gia 7/12 buổi.");
});

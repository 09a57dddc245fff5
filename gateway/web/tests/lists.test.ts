import { describe, expect, test } from "vitest";
import { spanOf } from "../src/components/virtual";
import type { Action, CaseItem, ImportView, InboxItem, ProcessItem, WaitingCase } from "../src/http/types";
import { campaignOf, groupOf, keyActions } from "../src/resources/bulk";
import { actingName, itemUrl, unreadOf, urgencyOf } from "../src/resources/inbox";
import { fieldOf, isMappingReady } from "../src/resources/imports";
import { memberQuery, choicesFor, type FilterName } from "../src/resources/members";
import { pathsOf } from "../src/resources/stream";
import type { TreeRow } from "../src/resources/tree";
import { move } from "../src/screens/bulk/bulk-grid";
import { tilesOf } from "../src/screens/cases/case-start";
import { filterBody } from "../src/screens/acts/export-dialog";
import { exportBody } from "../src/screens/members/member-export";
import { nextPath } from "../src/screens/accounts/sign-in";
import { keyStep } from "../src/screens/units/unit-tree";
import { rowsOf } from "../src/screens/home/work";
import { folded } from "../src/screens/home/palette";

const unit = { id: "u1", name: "Chi đoàn thôn Lực" };
const aCase = (id: string, state = "submitted", warned = false): CaseItem => ({
  id,
  number: id,
  process: "admission",
  process_title: "Kết nạp",
  title: `Kết nạp ${id}`,
  state,
  state_title: state,
  version: 1,
  subject: { id: null, full_name: "" },
  unit,
  since: "2026-11-20T00:00:00Z",
  due_at: null,
  warnings: warned ? [{ code: "w", text: "Trùng tên." }] : [],
});
const anItem = (id: string, more: Partial<InboxItem> = {}): InboxItem => ({
  kind: "case",
  id,
  number: id,
  title: id,
  unit,
  since: null,
  due_at: null,
  overdue: false,
  confidential: false,
  allowed_actions: [],
  refused_actions: [],
  process: "admission",
  process_title: "Kết nạp",
  state: "submitted",
  ...more,
});
const approve: Action = { action: "approve", label: "Duyệt", form_schema: null, primary: true };
const giveBack: Action = { action: "return", label: "Trả lại", form_schema: null, needs_note: true };
const reject: Action = {
  action: "reject",
  label: "Không duyệt",
  form_schema: null,
  needs_note: true,
  destructive: true,
};

describe("a virtual list", () => {
  test.each([
    [0, { start: 0, end: 33 }],
    [52_000, { start: 992, end: 1025 }],
    [9_999_999, { start: 74_967, end: 75_000 }],
  ])("scrolled %s px keeps a few rows in the page", (above, span) => {
    expect(spanOf(75_000, 52, above, 850)).toEqual(span);
  });

  test("never has more than 60 rows in the page", () => {
    const { start, end } = spanOf(75_000, 33, 5000, 4000);

    expect(end - start).toBeLessThanOrEqual(60);
  });
});

test("five or more of one kind become one row that leads to the grid", () => {
  const rows = rowsOf([...["1", "2", "3", "4", "5"].map((id) => anItem(id)), anItem("6", { state: "approved" })]);

  expect(rows.map((row) => [row.href, row.size])).toEqual([
    ["/duyet?nhom=admission%2Fsubmitted", 5],
    ["/ho-so/6", 1],
  ]);
});

test("what was not read counts in the row of its kind, and makes one of a few", () => {
  const unread = unreadOf([anItem("1"), anItem("2")], {
    total: 5000,
    overdue: 0,
    by_process: {},
    groups: [
      {
        process: "admission",
        process_title: "Kết nạp",
        state: "submitted",
        state_title: "Chờ duyệt",
        act_title: null,
        count: 5000,
        overdue: 0,
      },
    ],
  });
  const [row, ...others] = rowsOf([anItem("1"), anItem("2")], 5, unread);

  expect([row!.title, row!.size, row!.units, others]).toEqual(["Kết nạp · 5.000 hồ sơ", 5000, 0, []]);
});

test("a row names the position that it waits for", () => {
  expect(
    actingName(
      anItem("1", {
        position: { role: "GRASSROOTS_OFFICER", title: "Phó Bí thư", unit: { id: "g", name: "Đoàn xã Tân Mỹ" } },
      }),
    ),
  ).toBe("Phó Bí thư Đoàn xã Tân Mỹ");
});

test.each([
  ["2026-11-20T05:00:00Z", "overdue"],
  ["2026-11-24T15:00:00Z", "today"],
  ["2026-11-30T05:00:00Z", "week"],
  [null, "later"],
])("work due %s is %s", (due_at, urgency) => {
  expect(urgencyOf(anItem("1", { due_at }), Date.parse("2026-11-24T05:00:00Z"))).toBe(urgency);
});

describe("bulk decisions", () => {
  const step = {
    process: "admission",
    process_title: "Kết nạp",
    state: "submitted",
    state_title: "Chờ duyệt",
    act_title: null,
    count: 5000,
    overdue: 0,
  };
  const waiting = (id: string, more: Partial<WaitingCase> = {}): WaitingCase => ({
    ...aCase(id),
    allowed_actions: [],
    ...more,
  });

  test("a step has the acts that the server allows for any of its cases, and the position that they wait for", () => {
    const group = groupOf(step, [
      waiting("1", { allowed_actions: [approve] }),
      waiting("2", {
        allowed_actions: [approve, giveBack],
        position: { role: "CHAPTER_OFFICER", title: "Bí thư", unit },
      }),
    ]);

    expect([group.key, group.title, group.position, group.actions.map((one) => one.action)]).toEqual([
      "admission/submitted",
      "Kết nạp · Chờ duyệt",
      "Bí thư Chi đoàn thôn Lực",
      ["approve", "return"],
    ]);
  });

  test("cases of one campaign whose act asks of each lead to its grid, others do not", () => {
    const asking = { ...approve, asks: true };
    const of = (acts: Action[], ...campaigns: (string | null)[]) =>
      groupOf(
        step,
        campaigns.map((campaign_id, at) => waiting(String(at), { campaign_id, allowed_actions: acts })),
      );

    expect(
      [of([asking], "d", "d"), of([approve], "d", "d"), of([asking], "d", "e"), of([asking], null, null)].map(
        campaignOf,
      ),
    ).toEqual(["d", null, null, null]);
  });

  test("keys take the first act and the mild one, never the destructive", () => {
    expect(keyActions([reject, giveBack, approve])).toEqual({ approve, giveBack });
  });

  test.each([
    ["ArrowDown", false, { row: 1, column: 2 }],
    ["ArrowUp", false, { row: 0, column: 2 }],
    ["End", true, { row: 39, column: 6 }],
    ["Home", false, { row: 0, column: 0 }],
    ["PageDown", false, { row: 10, column: 2 }],
    ["x", false, null],
  ])("%s (ctrl %s) leads to %o", (key, ctrl, to) => {
    expect(move({ row: 0, column: 2 }, key, ctrl, 40)).toEqual(to);
  });
});

describe("the tree by keyboard", () => {
  const row = (name: string, level: number, isOpen = false): TreeRow => ({
    key: name,
    kind: "unit",
    unit: { id: name, code: "", name, level: "", kind: "", parent_id: null, member_count: 0, child_count: 3 },
    level,
    setSize: 1,
    position: 1,
    isOpen,
  });
  const rows = [row("Thành đoàn Bắc Giang", 1, true), row("Đoàn xã Tân Mỹ", 2), row("Đoàn xã Song Mai", 2)];

  test.each([
    ["ArrowDown", 0, 1],
    ["ArrowLeft", 2, 0],
    ["ArrowRight", 0, 1],
    ["ArrowRight", 1, null],
    ["End", 0, 2],
    ["m", 1, 2],
  ])("%s from row %i leads to %s", (key, at, to) => {
    expect(keyStep(key, rows, at)).toBe(to);
  });
});

test("filters of the address become the API's", () => {
  const values = {
    q: "duc",
    don_vi: "",
    cap_duoi: "khong",
    trang_thai: "ACTIVE",
    gioi: "",
    tu_tuoi: "18",
    den_tuoi: "",
    doi_tuong: "",
    thieu: "",
    luu_y: "",
    sap_xep: "",
  } as Record<FilterName, string>;

  expect(memberQuery(values, "u1")).toEqual({
    q: "duc",
    unit_id: "u1",
    below: "false",
    status: "ACTIVE",
    age_from: "18",
  });
});

test("an export asks for what the list shows", () => {
  expect(exportBody({ q: "duc", below: "false", age_from: "18" })).toEqual({ q: "duc", below: false, age_from: 18 });
});

test("an export of cases leaves out what the filter leaves open, and keeps a no", () => {
  expect(filterBody({ q: "", process: undefined, unit_id: "u1", open: false, sort: "due" })).toEqual({
    unit_id: "u1",
    open: false,
    sort: "due",
  });
});

test("choices of a filter read by their titles", () => {
  const none = { category: [], flag: [], missing: [], sex: [], sort: [] };

  expect(choicesFor({ ...none, status: [{ code: "ACTIVE", label: "Đang sinh hoạt" }] }, "status")).toEqual([
    { code: "ACTIVE", title: "Đang sinh hoạt" },
  ]);
});

test("tiles stand in the server's order, awards and discipline behind one, the forbidden absent", () => {
  const item = (code: string, title: string, may_open = true): ProcessItem => ({
    code,
    title,
    may_open,
    reason: null,
    for_many: false,
    board: null,
  });
  const items = [
    item("admission", "Kết nạp"),
    item("removal", "Xoá tên", false),
    item("award", "Khen thưởng"),
    item("discipline", "Kỷ luật"),
    item("unit_discipline", "Kỷ luật tổ chức đoàn"),
    item("brand_new", "Nghiệp vụ mới"),
  ];

  expect(tilesOf(items).map((tile) => [tile.title, tile.doors.length])).toEqual([
    ["Kết nạp", 1],
    ["Khen thưởng, kỷ luật", 3],
    ["Nghiệp vụ mới", 1],
  ]);
});

describe("an import", () => {
  const column = {
    sheet: "A",
    index: 1,
    letter: "B",
    field: "birth_date",
    title: "Ngày sinh",
    content: "",
    sample: [],
  };
  const view = {
    fields: [{ code: "birth_date", title: "Ngày sinh", required: true }],
    mapping: { columns: [{ ...column, header: "Sinh ngày", confidence: 0.9 }], notes: [] },
  } as unknown as ImportView;

  test.each([["birth_date"], ["Ngày sinh"], ["Sinh ngày"]])("mends the cell of a problem in %s", (column) => {
    expect(fieldOf(view, { row: 1, column, code: "x", text: "x" })).toBe("birth_date");
  });

  test("goes straight to its check when every column is known", () => {
    expect(isMappingReady(view)).toBe(true);
  });

  test("asks when a column is a guess", () => {
    const unsure = { ...view, mapping: { columns: [{ ...column, header: "S", confidence: 0.4 }], notes: [] } };

    expect(isMappingReady(unsure)).toBe(false);
  });
});

test.each([
  ["case", "/cases"],
  ["cases", "/cases"],
  ["workflows.cases_changed", "/cases"],
  ["members.people_changed", "/members"],
  ["documents_issued", "/documents"],
  ["units", "/units"],
])("news of %s makes %s old", (kind, path) => {
  expect(pathsOf(kind)).toContain(path);
});

test.each([
  ["/ho-so/1", "/ho-so/1"],
  ["//ke-xau.example", "/"],
  ["https://ke-xau.example", "/"],
  [undefined, "/"],
])("after sign-in %s leads to %s", (asked, path) => {
  expect(nextPath(asked)).toBe(path);
});

test("commands are found without accents", () => {
  expect(folded("Đổi giao diện tối")).toBe("doi giao dien toi");
});

test("a row of work names the act and the people", () => {
  const people = ["Nguyễn An", "Trần Bình", "Lê Cúc", "Đỗ Dung", "Phạm Em"];
  const [row] = rowsOf(
    people.map((full_name, place) =>
      anItem(String(place), { act_title: "Ghi nhận lễ kết nạp", subject: { id: String(place), full_name } as never }),
    ),
  );
  const [alone] = rowsOf([anItem("9", { act_title: "Duyệt", subject: { id: "9", full_name: "Nguyễn An" } as never })]);

  expect([row!.title, row!.people]).toEqual(["Ghi nhận lễ kết nạp · 5 người", people]);
  expect(alone!.title).toBe("Duyệt · Nguyễn An");
});

test("what waits in other services leads to where it is done", () => {
  const unit = { id: "u", name: "Đoàn xã" };
  const urls = [
    { kind: "report_to_accept", period: "2026-Q3" },
    { kind: "remittance_to_confirm" },
    { kind: "members_to_confirm" },
    { kind: "pairs_to_compare" },
  ].map((given) => itemUrl(anItem("w", { unit, ...given } as never)));

  expect(urls).toEqual([
    "/bao-cao-da-nop?don-vi=u&ky=2026-quy-iii",
    "/doan-phi/u/nop-cap-tren?chieu=den",
    "/doan-vien?luu_y=chua-xac-nhan",
    "/trung-lap",
  ]);
});

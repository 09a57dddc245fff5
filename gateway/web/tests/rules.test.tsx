import { act } from "preact/test-utils";
import { expect, test, vi } from "vitest";
import Rules from "../src/screens/administration/rules";
import { answering, aPage, json, root, show } from "./page";

const rule = (key: string, title: string, more: object = {}) => ({
  key,
  title,
  text: "2/3",
  default_text: "2/3",
  value: "2/3",
  mark: "S17",
  source: "Điều lệ Đoàn",
  unsure: false,
  set_at: null,
  allowed_actions: [],
  ...more,
});
const change = {
  action: "change_rule",
  label: "Đổi giá trị",
  consequences: ["Hồ sơ mở trước ngày đó vẫn theo giá trị cũ: 15."],
  form_schema: {
    type: "object",
    required: ["value"],
    properties: { value: { type: "integer", title: "Hạn xét", default: 15, "x-widget": "number" } },
  },
};
const answer = (code: string, parameters: object[]) => ({
  code,
  charter_term: "XII",
  valid_from: "2022-12-16",
  valid_to: null,
  sets: [{ code, valid_from: "2022-12-16", valid_to: null }],
  parameters,
});

aPage();

async function shown(at: string, parameters: object[]) {
  const sent = answering(() => answer("xii", parameters));
  show(<Rules />, at);
  await vi.waitFor(() => expect(root.querySelector("li")).not.toBeNull());
  return sent;
}

test("a search finds rules without accents, and the unsure ones stand apart", async () => {
  const parameters = [rule("quorum", "Tỉ lệ có mặt"), rule("days", "Hạn xét kết nạp", { unsure: true })];

  await shown("/quan-tri/quy-dinh?q=han%20xet", parameters);

  expect(root.textContent).toContain("Hạn xét kết nạp");
  expect(root.textContent).not.toContain("Tỉ lệ có mặt");
  expect(root.querySelector(".chip-gold")!.textContent).toBe("Chưa chắc");
});

test("whoever may change a rule sees what follows before the new value is sent", async () => {
  const sent = await shown("/quan-tri/quy-dinh", [rule("days", "Hạn xét kết nạp", { allowed_actions: [change] })]);

  act(() => root.querySelector<HTMLButtonElement>("li button")!.click());
  expect(root.querySelector("dialog")!.textContent).toContain("vẫn theo giá trị cũ: 15.");
  act(() => root.querySelector("form")!.requestSubmit());

  await vi.waitFor(() => expect(sent).toMatchObject([{ method: "PUT", body: { value: 15 } }]));
  expect(sent[0]!.path).toContain("/rules/days");
});

const act_ = (action: string, label: string) => ({
  action,
  label,
  consequences: [],
  form_schema: {
    type: "object",
    required: [],
    properties: { title: { type: "string", title: "Tên hình thức", default: "Giấy khen", "x-widget": "text" } },
  },
});
const entry = {
  code: "CS_GIAY_KHEN",
  title: "Giấy khen",
  mark: "GK-high",
  detail: "Cấp quyết định: cơ sở · Cá nhân",
  allowed_actions: [act_("rename_award_form", "Đổi tên"), act_("end_award_form", "Kết thúc")],
};
const list = (more: object = {}) =>
  rule("award_forms", "Hình thức khen thưởng", {
    text: "1 mục",
    default_text: "19 mục",
    rows: [entry],
    allowed_actions: [act_("add_award_form", "Thêm hình thức")],
    ...more,
  });

test.each([
  ["Thêm hình thức: Hình thức khen thưởng", "POST", "/rules/award-forms"],
  ["Đổi tên: Giấy khen", "PUT", "/rules/award-forms/CS_GIAY_KHEN"],
  ["Kết thúc: Giấy khen", "POST", "/rules/award-forms/CS_GIAY_KHEN/ending"],
])("a list of the rules has acts of its own: %s", async (name, method, path) => {
  const sent = await shown("/quan-tri/quy-dinh", [list()]);

  act(() => [...root.querySelectorAll("button")].find((one) => one.getAttribute("aria-label") === name)!.click());
  act(() => root.querySelector("form")!.requestSubmit());

  await vi.waitFor(() => expect(sent).toMatchObject([{ method, path, body: { title: "Giấy khen" } }]));
});

const item = {
  code: "TU_HOC",
  title: "Đọc sách",
  mark: "GK-low",
  detail: "Học tập · Cuốn sách đã đọc: 4 cuốn",
  allowed_actions: [act_("change_training_item", "Sửa"), act_("end_training_item", "Kết thúc")],
};
const catalogue = rule("training_items", "Nội dung rèn luyện để chọn", {
  text: "1 mục",
  rows: [item],
  allowed_actions: [act_("add_training_item", "Thêm nội dung")],
});

test.each([
  ["Thêm nội dung: Nội dung rèn luyện để chọn", "POST", "/rules/training-items"],
  ["Sửa: Đọc sách", "PUT", "/rules/training-items/TU_HOC"],
  ["Kết thúc: Đọc sách", "POST", "/rules/training-items/TU_HOC/ending"],
])("the training catalogue is edited where the rules are: %s", async (name, method, path) => {
  const sent = await shown("/quan-tri/quy-dinh", [catalogue]);

  act(() => [...root.querySelectorAll("button")].find((one) => one.getAttribute("aria-label") === name)!.click());
  act(() => root.querySelector("form")!.requestSubmit());

  await vi.waitFor(() => expect(sent).toMatchObject([{ method, path }]));
});

test("an entry of a list is found by its name and says who owns it and how sure we are", async () => {
  await shown("/quan-tri/quy-dinh?q=giay%20khen", [list(), rule("quorum", "Tỉ lệ có mặt")]);

  expect(root.textContent).toContain("Cấp quyết định: cơ sở · Cá nhân · căn cứ GK-high");
  expect(root.textContent).not.toContain("Tỉ lệ có mặt");
});

const planned = {
  code: "2027_01_04",
  title: "Nghỉ thêm thứ Hai, 04/01/2027",
  mark: null,
  detail: "Hoán đổi với thứ Bảy 09/01",
  allowed_actions: [act_("change_calendar_day", "Sửa ghi chú"), act_("end_calendar_day", "Bỏ ngày")],
};
const plan = (more: object = {}) =>
  rule("calendar_days", "Ngày nghỉ thêm và ngày làm bù trong năm", {
    text: "1 mục",
    default_text: "không có mục nào",
    rows: [planned],
    allowed_actions: [act_("add_calendar_day", "Thêm ngày")],
    ...more,
  });

test.each([
  ["Thêm ngày: Ngày nghỉ thêm và ngày làm bù trong năm", "POST", "/rules/calendar-days"],
  ["Sửa ghi chú: Nghỉ thêm thứ Hai, 04/01/2027", "PUT", "/rules/calendar-days/2027_01_04"],
  ["Bỏ ngày: Nghỉ thêm thứ Hai, 04/01/2027", "POST", "/rules/calendar-days/2027_01_04/ending"],
])("the plan of a year is edited where the rules are: %s", async (name, method, path) => {
  const sent = await shown("/quan-tri/quy-dinh", [plan()]);

  act(() => [...root.querySelectorAll("button")].find((one) => one.getAttribute("aria-label") === name)!.click());
  act(() => root.querySelector("form")!.requestSubmit());

  await vi.waitFor(() => expect(sent).toMatchObject([{ method, path }]));
});

const yearDay = (on: string, title: string, more: object = {}) => ({
  on,
  weekday: "thứ Sáu",
  kind: "holiday",
  kind_title: "Nghỉ lễ, Tết",
  title,
  unsure: false,
  ...more,
});
const years: Record<string, object> = {
  "2026": {
    year: 2026,
    years: [2026, 2027],
    warnings: [],
    days: [yearDay("2026-01-02", "Hoán đổi", { kind: "OFF", kind_title: "Nghỉ thêm" })],
  },
  "2027": {
    year: 2027,
    years: [2026, 2027],
    warnings: [{ code: "calendar-incomplete", text: "Chưa có ngày Tết.", mend: "Thêm từng ngày." }],
    days: [yearDay("2027-01-01", "Tết Dương lịch"), yearDay("2027-09-03", "Ngày liền kề Quốc khánh", { unsure: true })],
  },
};

test("the whole calendar of a year is read when it is opened, and another year when it is chosen", async () => {
  const asked: string[] = [];
  vi.stubGlobal(
    "fetch",
    vi.fn(async (url: string) => {
      asked.push(url);
      return json(
        url.includes("/rules/calendar")
          ? years[new URL(url, "http://x").searchParams.get("year") ?? "2026"]
          : answer("xii", [plan()]),
      );
    }),
  );
  show(<Rules />, "/quan-tri/quy-dinh");
  await vi.waitFor(() => expect(root.querySelector("li")).not.toBeNull());
  expect(asked.some((url) => url.includes("/rules/calendar"))).toBe(false);

  const fold = [...root.querySelectorAll("details")].find((each) =>
    each.textContent!.includes("Xem lịch nghỉ cả năm"),
  )!;
  act(() => {
    fold.open = true;
    fold.dispatchEvent(new Event("toggle"));
  });
  await vi.waitFor(() => expect(fold.textContent).toContain("02/01/2026: Hoán đổi"));
  expect(fold.textContent).toContain("Thứ Sáu · Nghỉ thêm");
  const choice = fold.querySelector("select")!;
  act(() => {
    choice.value = "2027";
    choice.dispatchEvent(new Event("change", { bubbles: true }));
  });

  await vi.waitFor(() => expect(fold.textContent).toContain("01/01/2027: Tết Dương lịch"));
  expect(fold.querySelector(".box-gold")!.textContent).toContain("Chưa có ngày Tết.Thêm từng ngày.");
  expect(fold.querySelector(".chip-gold")!.textContent).toBe("Dự kiến");
  expect(asked.every((url) => !url.includes("/rules/calendar") || url.includes("on=2022-12-16"))).toBe(true);
});

test("a list without entries has nothing to open but its calendar", async () => {
  await shown("/quan-tri/quy-dinh", [plan({ rows: [], text: "không có mục nào" })]);

  expect([...root.querySelectorAll("summary")].map((one) => one.textContent)).toEqual(["Xem lịch nghỉ cả năm"]);
});

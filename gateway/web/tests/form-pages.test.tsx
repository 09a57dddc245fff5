import { act } from "preact/test-utils";
import { beforeEach, expect, test, vi } from "vitest";
import { misreadDays } from "../src/forms/misread-days";
import { isShown, pagesOf } from "../src/forms/schema";
import type { ProcessDefinition, Schema } from "../src/http/types";
import { me } from "../src/resources/session";
import { OpenForm } from "../src/screens/cases/case-form";
import { answering, aPage, button, json, press, reader, root, show, type Asked } from "./page";

const field = (title: string, group: string, more: object = {}): Schema => ({
  type: "string",
  title,
  "x-group": group,
  ...more,
});
const SCHEMA: Schema = {
  type: "object",
  properties: {
    full_name: field("Họ và tên", "Ai"),
    born_on: field("Ngày sinh", "Ai", { format: "date", "x-widget": "date" }),
    guardian: field("Cha, mẹ", "Ai", { "x-when-after": { born_on: "2010-12-02" } }),
    place: field("Quê quán", "Lý lịch"),
    file: field("Số giấy", "Giấy tờ"),
    more: field("Ghi thêm", "Khác"),
  },
  "x-pages": [
    { title: "Người xin", groups: ["Ai"] },
    { title: "Lý lịch", groups: ["Lý lịch", "Giấy tờ"] },
  ],
  "x-folded": ["Giấy tờ"],
};
const definition = {
  code: "p",
  title: "Kết nạp",
  subject: "optional",
  subject_asked: { title: "Đã từng là đoàn viên", hint: "Gõ tên.", is_rare: true },
  form_schema: SCHEMA,
  states: [],
  moves: [],
  diagram: "",
} as unknown as ProcessDefinition;

let sent: Asked[];
let refused: object | null;

aPage();
beforeEach(() => {
  refused = null;
  sent = answering(({ method }) =>
    method === "POST"
      ? refused
        ? json(refused, 422)
        : { id: "c1", title: "T", state_title: "Mới" }
      : { id: "u1", name: "Chi đoàn A" },
  );
  me.value = reader({ id: "self", code: null, full_name: "Lan", unit: { id: "u1", name: "" } });
});

const labels = () => [...root.querySelectorAll("label")].map((label) => label.textContent!.trim());
const submit = () =>
  act(() => void root.querySelector("form")!.dispatchEvent(new Event("submit", { cancelable: true, bubbles: true })));

async function opened(): Promise<void> {
  show(<OpenForm definition={definition} />, "/ho-so/moi/p");
  await vi.waitFor(() => expect(root.querySelector<HTMLInputElement>("#f-unit_id")!.value).toBe("Chi đoàn A"));
}

test("a group that no page names stands on the last", () => {
  expect(pagesOf(SCHEMA).map(({ groups }) => groups)).toEqual([["Ai"], ["Lý lịch", "Giấy tờ", "Khác"]]);
  expect(pagesOf({ properties: { a: field("A", "G") } })).toEqual([{ title: "", groups: ["G"] }]);
});

test.each([
  ["03/12/2010", true],
  ["2010-12-03", true],
  ["02/12/2010", false],
  ["03/12/20", false],
  ["", false],
  [undefined, false],
])("what is asked only of the young is shown for the birth day %s: %s", (born_on, expected) => {
  expect(isShown(SCHEMA.properties!["guardian"]!, { born_on })).toBe(expected);
});

test("the form is asked page by page, and the way back leads to the page before", async () => {
  await opened();
  expect(labels()).toContain("Họ và tên");
  expect(labels()).not.toContain("Quê quán");

  submit();

  expect(location.search).toBe("?trang=2");
  expect(root.textContent).toContain("Trang 2/2: Lý lịch");
  expect(labels()).toContain("Quê quán");
  press("Quay lại “Người xin”");
  expect(labels()).toContain("Họ và tên");
  submit();
  submit();
  expect(button("Mở hồ sơ")).toBeDefined();
});

test("a field that is refused brings its page, and opens its folded group", async () => {
  refused = { status: 422, code: "invalid", title: "x", detail: "x", errors: { file: ["Số giấy dài quá."] } };
  await opened();
  submit();
  expect(root.querySelector<HTMLDetailsElement>("details.group-folded")!.open).toBe(false);
  submit();
  press("Mở hồ sơ");
  await vi.waitFor(() => expect(sent.length).toBe(1));

  await vi.waitFor(() => expect(root.querySelector<HTMLDetailsElement>("details.group-folded")!.open).toBe(true));
  expect(location.search).toBe("?trang=2");
});

test("who had been a member before is asked only of those who open it", async () => {
  await opened();

  expect(root.querySelector<HTMLDetailsElement>("details.field-folded")!.open).toBe(false);
  expect(root.querySelector("details.field-folded summary")!.textContent).toBe("Đã từng là đoàn viên");
});

test("what names its field already is not named twice above the form", async () => {
  refused = {
    status: 422,
    code: "invalid",
    title: "x",
    detail: "x",
    errors: { full_name: ["Họ và tên: nhiều nhất 100 ký tự, hiện có 140."], born_on: ["Bắt buộc nhập."] },
  };
  await opened();
  submit();
  submit();
  press("Mở hồ sơ");

  await vi.waitFor(() => expect(root.querySelector("[role=alert]")).not.toBeNull());
  expect([...root.querySelectorAll("[role=alert] li")].map((item) => item.textContent)).toEqual([
    "Họ và tên: nhiều nhất 100 ký tự, hiện có 140.",
    "Ngày sinh: Bắt buộc nhập.",
  ]);
});

const type = (id: string, value: string) =>
  act(() => {
    const input = root.querySelector<HTMLInputElement>(`#${id}`)!;
    input.value = value;
    input.dispatchEvent(new Event("input", { bubbles: true }));
  });

test("a day that no calendar has is named under its field when its page is left, and stays typed", async () => {
  await opened();
  type("f-full_name", "Nguyễn Thị Hoa");
  type("f-born_on", "31/02/2010");

  submit();

  expect(location.search).toBe("");
  expect(root.querySelector("#f-born_on-error")!.textContent).toBe(
    "“31/02/2010” không phải là ngày có trong lịch. Nhập theo dạng dd/mm/yyyy.",
  );
  expect(root.querySelector("[role=alert] li")!.textContent).toBe(
    "Ngày sinh: “31/02/2010” không phải là ngày có trong lịch. Nhập theo dạng dd/mm/yyyy.",
  );
  expect(document.activeElement).toBe(root.querySelector("[role=alert]"));
  expect([
    root.querySelector<HTMLInputElement>("#f-full_name")!.value,
    root.querySelector<HTMLInputElement>("#f-born_on")!.value,
  ]).toEqual(["Nguyễn Thị Hoa", "31/02/2010"]);

  type("f-born_on", "28/02/2010");
  submit();
  expect(root.querySelector("[role=alert]")).toBeNull();
  expect(location.search).toBe("?trang=2");
});

test("a day that no calendar has is named when its field is left, and no longer while it is mended", async () => {
  await opened();
  const leave = () =>
    act(() => {
      root.querySelector("#f-born_on")!.dispatchEvent(new FocusEvent("focusout", { bubbles: true }));
    });
  type("f-born_on", "31/02/2026");
  expect(root.querySelector("#f-born_on-error")).toBeNull();

  leave();
  expect(root.querySelector("#f-born_on-error")!.textContent).toBe(
    "“31/02/2026” không phải là ngày có trong lịch. Nhập theo dạng dd/mm/yyyy.",
  );
  expect(root.querySelector("#f-born_on")!.getAttribute("aria-invalid")).toBe("true");

  type("f-born_on", "28/02/2026");
  expect(root.querySelector("#f-born_on-error")).toBeNull();
  leave();
  expect(root.querySelector("#f-born_on-error")).toBeNull();
});

test("a day of an earlier page that no calendar has brings its page before anything is looked over", async () => {
  show(<OpenForm definition={definition} />, "/ho-so/moi/p?trang=2");
  await vi.waitFor(() => expect(labels()).toContain("Quê quán"));
  press("Quay lại “Người xin”");
  type("f-born_on", "31022010");
  act(() => history.back());
  await vi.waitFor(() => expect(labels()).toContain("Quê quán"));

  submit();

  expect(button("Mở hồ sơ")).toBeUndefined();
  await vi.waitFor(() => expect(root.querySelector("#f-born_on-error")).not.toBeNull());
  expect(sent).toEqual([]);
});

test.each([
  ["29/02/2028", true],
  ["29/02/2027", false],
  ["31042026", false],
  ["2026-02-28", true],
  ["hôm qua", false],
  ["", true],
])("a calendar has the day %s: %s", (on, isRead) => {
  const schema: Schema = {
    properties: {
      rows: {
        type: "array",
        "x-widget": "rows",
        title: "Dòng",
        items: { type: "object", properties: { on: { type: "string", format: "date" } } },
      },
    },
  };

  expect(Object.keys(misreadDays(schema, { rows: [{ on }] }))).toEqual(isRead ? [] : ["rows.0.on"]);
});

test("a month that is none is named too", () => {
  const schema: Schema = { properties: { from: { type: "string", "x-widget": "month" } } };

  expect(misreadDays(schema, { from: "13/2026" })).toEqual({
    from: ["“13/2026” không phải là tháng có trong lịch. Nhập theo dạng mm/yyyy."],
  });
  expect(misreadDays(schema, { from: "11/2026" })).toEqual({});
});

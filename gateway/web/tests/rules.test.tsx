import { act } from "preact/test-utils";
import { expect, test, vi } from "vitest";
import Rules from "../src/screens/rules";
import { answering, aPage, root, show } from "./page";

const rule = (key: string, title: string, more: object = {}) => ({ key, title, text: "2/3", default_text: "2/3", value: "2/3", mark: "S17", source: "Điều lệ Đoàn", unsure: false, set_at: null, allowed_actions: [], ...more });
const change = { action: "change_rule", label: "Đổi giá trị", consequences: ["Hồ sơ mở trước ngày đó vẫn theo giá trị cũ: 15."], form_schema: { type: "object", required: ["value"], properties: { value: { type: "integer", title: "Hạn xét", default: 15, "x-widget": "number" } } } };
const answer = (code: string, parameters: object[]) => ({ code, charter_term: "XII", valid_from: "2022-12-16", valid_to: null, sets: [{ code, valid_from: "2022-12-16", valid_to: null }], parameters });

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

const act_ = (action: string, label: string) => ({ action, label, consequences: [], form_schema: { type: "object", required: [], properties: { title: { type: "string", title: "Tên hình thức", default: "Giấy khen", "x-widget": "text" } } } });
const entry = { code: "CS_GIAY_KHEN", title: "Giấy khen", mark: "GK-high", detail: "Cấp quyết định: cơ sở · Cá nhân", allowed_actions: [act_("rename_award_form", "Đổi tên"), act_("end_award_form", "Kết thúc")] };
const list = (more: object = {}) => rule("award_forms", "Hình thức khen thưởng", { text: "1 mục", default_text: "19 mục", rows: [entry], allowed_actions: [act_("add_award_form", "Thêm hình thức")], ...more });

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

const item = { code: "TU_HOC", title: "Đọc sách", mark: "GK-low", detail: "Học tập · Cuốn sách đã đọc: 4 cuốn", allowed_actions: [act_("change_training_item", "Sửa"), act_("end_training_item", "Kết thúc")] };
const catalogue = rule("training_items", "Nội dung rèn luyện để chọn", { text: "1 mục", rows: [item], allowed_actions: [act_("add_training_item", "Thêm nội dung")] });

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

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

import { act } from "preact/test-utils";
import { expect, test, vi } from "vitest";
import type { Action, Unit, UnitTrainingItem } from "../src/http/types";
import UnitTraining from "../src/screens/units/unit-training";
import { answering, aPage, press, root, show, texts } from "./page";

aPage();

const offer = (action: string, label: string): Action => ({
  action,
  label,
  form_schema: { type: "object", properties: { text: { type: "string", title: "Nội dung", default: "Dạy bơi" } } },
});
const district = { id: "d1", name: "Huyện đoàn Lục Nam" };
const item = (more: Partial<UnitTrainingItem>): UnitTrainingItem => ({
  code: "TU_HOC",
  title: "Đọc sách",
  detail: "Học tập",
  owner: null,
  from_on: null,
  ended_on: null,
  source: null,
  state: "current",
  state_title: "Đang áp dụng",
  allowed_actions: [],
  ...more,
});
const own = item({
  code: "DAY_BOI",
  title: "Dạy bơi",
  owner: district,
  from_on: "2026-12-01",
  source: "05-HD/HĐTN",
  state: "coming",
  state_title: "Sắp áp dụng",
  allowed_actions: [offer("change_training_item", "Sửa"), offer("end_training_item", "Kết thúc")],
});

async function open(more: Record<string, unknown> = {}) {
  const sent = answering(() => ({
    items: [item({}), own],
    allowed_actions: [offer("add_training_item", "Thêm nội dung")],
    refused_actions: [],
    ...more,
  }));
  show(<UnitTraining unit={{ id: "d1", name: district.name } as unknown as Unit} />);
  await vi.waitFor(() => expect(root.querySelector(".rows")).not.toBeNull());
  return sent;
}

const submit = () =>
  act(
    () =>
      void root.querySelector("dialog form")!.dispatchEvent(new Event("submit", { bubbles: true, cancelable: true })),
  );

test("what is one's own stands before the province's items, with their days and papers", async () => {
  await open();

  expect(texts("h2")).toEqual(["Nội dung riêng của Huyện đoàn Lục Nam", "Danh mục của tỉnh"]);
  expect(texts(".caption")).toEqual(["Học tập · từ 01/12/2026 · căn cứ 05-HD/HĐTN", "Học tập"]);
  expect(texts(".rows .chip")).toEqual(["Sắp áp dụng"]);
});

test.each([
  ["Thêm nội dung: Huyện đoàn Lục Nam", "POST", "/units/d1/training-items"],
  ["Sửa: Dạy bơi", "PUT", "/units/d1/training-items/DAY_BOI"],
  ["Kết thúc: Dạy bơi", "POST", "/units/d1/training-items/DAY_BOI/ending"],
])("%s is sent where it belongs", async (label, method, path) => {
  const sent = await open();
  press(label);
  submit();

  await vi.waitFor(() =>
    expect(sent.find((one) => one.method !== "GET")).toEqual({ method, path, body: { text: "Dạy bơi" } }),
  );
});

test("a unit whose level adds none is told the rule and what mends it", async () => {
  await open({
    allowed_actions: [],
    refused_actions: [
      {
        action: "add_training_item",
        label: "Thêm nội dung",
        refusals: [{ code: "x", text: "Quy định đang là: Cấp huyện.", mend: "Đề nghị Tỉnh đoàn đổi." }],
      },
    ],
  });

  expect(root.textContent).toContain("Chưa làm được: Thêm nội dung");
  expect(root.textContent).toContain("Quy định đang là: Cấp huyện.");
  expect(root.textContent).toContain("Đề nghị Tỉnh đoàn đổi.");
});

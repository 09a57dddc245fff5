import { act } from "preact/test-utils";
import { expect, test, vi } from "vitest";
import type { Action, Unit, UnitSymbols } from "../src/http/types";
import { Symbols } from "../src/screens/units/unit-symbols";
import { answering, aPage, json, press, root, show, texts } from "./page";

aPage();

const box = (title: string, now: string | null) => ({
  type: ["string", "null"],
  title,
  "x-widget": "text",
  default: now,
});
const change: Action = {
  action: "change_symbols",
  label: "Đổi ký hiệu",
  form_schema: {
    type: "object",
    properties: {
      body: box("Tên viết tắt của đơn vị", null),
      types: {
        type: "object",
        title: "Loại văn bản",
        default: { QĐKT: "QĐ" },
        properties: { NQ: box("Nghị quyết", null), QĐKT: box("Quyết định khen thưởng", "QĐ") },
      },
    },
  } as Action["form_schema"],
};
const symbols: UnitSymbols = {
  unit_id: "u1",
  body: "ĐTN",
  usual_body: "ĐTN",
  types: [
    { kind: "NQ", title: "Nghị quyết", written: "NQ", example: "01-NQ/ĐTN" },
    { kind: "QĐKT", title: "Quyết định khen thưởng", written: "QĐ", example: "01-QĐ/ĐTN" },
  ],
  allowed_actions: [change],
};

function open(answer: unknown = symbols) {
  const sent = answering(() => answer);
  show(<Symbols unit={{ id: "u1", name: "Đoàn xã Tân Mỹ" } as unknown as Unit} />);
  return sent;
}

const shown = () => vi.waitFor(() => expect(root.querySelector("h2")?.textContent).toBe("Ký hiệu văn bản"));

test("each type says what is written for it, and what is usual where that is something else", async () => {
  open();
  await shown();

  expect(texts(".rows .row-main > span")).toEqual([
    "Nghị quyết: NQ",
    "ví dụ 01-NQ/ĐTN",
    "Quyết định khen thưởng: QĐ",
    "ví dụ 01-QĐ/ĐTN · thường dùng QĐKT",
  ]);
});

test("what is written already stands in the form, and goes out whole", async () => {
  const sent = open();
  await shown();
  press("Đổi ký hiệu");
  act(
    () =>
      void root.querySelector("dialog form")!.dispatchEvent(new Event("submit", { bubbles: true, cancelable: true })),
  );

  await vi.waitFor(() =>
    expect(sent).toEqual([
      { method: "PUT", path: "/units/u1/document-symbols", body: { body: null, types: { QĐKT: "QĐ" } } },
    ]),
  );
});

test("whoever may not see them sees nothing of them", async () => {
  open(json({ status: 403, code: "denied" }, 403));
  await vi.waitFor(() => expect(fetch).toHaveBeenCalled());
  await act(async () => await new Promise((then) => setTimeout(then)));

  expect(root.textContent).toBe("");
});

import { useState } from "preact/hooks";
import { act } from "preact/test-utils";
import { expect, test } from "vitest";
import { outgoing } from "../src/forms/schema";
import { SchemaForm } from "../src/forms/schema-form";
import type { Schema } from "../src/http/types";
import { aPage, press, root, show } from "./page";

const schema: Schema = {
  type: "object",
  properties: {
    items: {
      type: "array",
      title: "Nội dung",
      "x-widget": "rows",
      maxItems: 2,
      items: { type: "object", properties: { text: { type: "string", title: "Việc" }, times: { type: "integer", title: "Số lần", "x-widget": "stepper" } }, required: ["text"] },
    },
  },
};

let form: Record<string, unknown>;

function Form({ errors }: { errors: Record<string, string[]> }) {
  const [now, set] = useState<Record<string, unknown>>({});
  form = now;
  return <SchemaForm schema={schema} form={now} errors={errors} onChange={set} />;
}

const draw = (errors: Record<string, string[]> = {}) => show(<Form errors={errors} />);
const type = (place: number, value: string) =>
  act(() => {
    const input = root.querySelectorAll<HTMLInputElement>('input[type="text"]')[place]!;
    input.value = value;
    input.dispatchEvent(new Event("input", { bubbles: true }));
  });

aPage();

test("rows are added, filled in and taken out, and go out as the server reads them", () => {
  draw();
  press("Thêm dòng");
  press("Thêm dòng");
  type(0, "Đọc sách");
  type(1, "Chạy bộ");
  press("Bỏ dòng 1");

  expect(outgoing(schema, form)).toEqual({ items: [{ text: "Chạy bộ" }] });
});

test("no more rows than the server takes", () => {
  draw();
  press("Thêm dòng");
  press("Thêm dòng");

  expect(root.textContent).toContain("Đã đủ 2 dòng.");
  expect(root.querySelector(".rows-add")).toBeNull();
});

test("numbers in a row go out as numbers", () => {
  draw();
  press("Thêm dòng");
  type(0, "Chạy bộ");
  press("Thêm một số lần");

  expect(outgoing(schema, form)).toEqual({ items: [{ text: "Chạy bộ", times: 1 }] });
});

test("what is wrong in a row stands at its field", () => {
  draw();
  press("Thêm dòng");
  draw({ "items.0.text": ["Chưa ghi việc gì."] });

  expect(root.querySelector(".list-row .field-error")?.textContent).toBe("Chưa ghi việc gì.");
});

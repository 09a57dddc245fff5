import { useState } from "preact/hooks";
import { act } from "preact/test-utils";
import { describe, expect, test, vi } from "vitest";
import { outgoing } from "../src/forms/schema";
import { SchemaForm } from "../src/forms/schema-form";
import type { Schema } from "../src/http/types";
import { answering, aPage, json, press, root, show, texts } from "./page";

const schema: Schema = {
  type: "object",
  properties: {
    items: {
      type: "array",
      title: "Nội dung",
      "x-widget": "rows",
      maxItems: 2,
      items: {
        type: "object",
        properties: {
          text: { type: "string", title: "Việc" },
          times: { type: "integer", title: "Số lần", "x-widget": "stepper" },
        },
        required: ["text"],
      },
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

describe("rows that the server proposes", () => {
  const catalogue = {
    items: [
      {
        code: "STUDY",
        title: "Học tập",
        proposals: [
          { text: "Đọc sách", target: "4 cuốn" },
          { text: "Tự học", target: "1 khoá" },
        ],
      },
      { code: "HEALTH", title: "Thể chất", proposals: [{ text: "Chạy bộ", target: "3 buổi" }] },
    ],
  };
  const proposedSchema: Schema = {
    type: "object",
    properties: {
      items: {
        type: "array",
        title: "Nội dung",
        "x-widget": "rows",
        "x-proposed": { at: "/catalogue", by: "group" },
        minItems: 1,
        maxItems: 3,
        items: {
          type: "object",
          properties: {
            group: {
              type: "string",
              title: "Nhóm",
              enum: ["STUDY", "HEALTH"],
              "x-labels": ["Học tập", "Thể chất"],
              "x-widget": "select",
            },
            text: { type: "string", title: "Việc" },
            target: { type: "string", title: "Mục tiêu" },
          },
        },
      },
    },
  };
  const STUDIED = { group: "STUDY", text: "Đọc sách", target: "4 cuốn" };
  const OWN = { group: "HEALTH", text: "Bơi", target: "" };
  let kept: unknown;

  function Proposed({ items }: { items: object[] }) {
    const [now, set] = useState<Record<string, unknown>>({ items });
    kept = now["items"];
    return <SchemaForm schema={proposedSchema} form={now} errors={{}} onChange={set} />;
  }

  async function open(items: object[], answer: () => unknown = () => catalogue) {
    answering(answer);
    show(<Proposed items={items} />);
    await vi.waitFor(() => expect(root.querySelector('[aria-busy="true"]')).toBeNull());
  }

  const boxes = () => [...root.querySelectorAll<HTMLInputElement>('.proposals input[type="checkbox"]')];

  test("are ticked by group, and have no row of their own", async () => {
    await open([STUDIED, OWN]);

    expect(texts(".proposals legend")).toEqual(["Học tập", "Thể chất"]);
    expect(boxes().map((box) => box.checked)).toEqual([true, false, false]);
    expect(texts(".proposals label")[0]).toBe("Đọc sách4 cuốn");
    expect([...root.querySelectorAll<HTMLInputElement>(".list-row input")].map((input) => input.value)).toEqual([
      "Bơi",
      "",
    ]);
  });

  test("come and go with their tick, up to as many as there may be", async () => {
    await open([STUDIED, OWN]);
    act(() => boxes()[2]!.click());

    expect(kept).toEqual([STUDIED, OWN, { group: "HEALTH", text: "Chạy bộ", target: "3 buổi" }]);
    expect(boxes().map((box) => box.disabled)).toEqual([false, true, false]);
    act(() => boxes()[0]!.click());
    expect(kept).toEqual([OWN, { group: "HEALTH", text: "Chạy bộ", target: "3 buổi" }]);
  });

  test("one that was changed in words is a row of one's own", async () => {
    await open([{ ...STUDIED, target: "5 cuốn" }]);

    expect(boxes().some((box) => box.checked)).toBe(false);
    expect(root.querySelectorAll(".list-row")).toHaveLength(1);
  });

  test("that do not come leave every row to be typed", async () => {
    await open([STUDIED], () => json({ title: "Không đọc được", detail: "Máy chủ không trả lời." }, 503));

    expect(texts('[role="alert"] strong')).toEqual(["Không đọc được"]);
    expect(root.querySelectorAll(".list-row")).toHaveLength(1);
  });
});

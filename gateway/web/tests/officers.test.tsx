import { act } from "preact/test-utils";
import { expect, test, vi } from "vitest";
import type { Action, Officer, Unit } from "../src/http/types";
import Officers from "../src/screens/units/unit-officers";
import { answering, aPage, press, root, show, texts } from "./page";

aPage();

const change: Action = {
  action: "change_position",
  label: "Sửa chế độ làm việc",
  form_schema: {
    type: "object",
    properties: {
      engagement: {
        type: "string",
        title: "Chế độ làm việc",
        enum: ["FULL_TIME", "PART_TIME"],
        "x-labels": ["Chuyên trách", "Không chuyên trách"],
      },
    },
  },
};
const officer = (more: Partial<Officer>): Officer => ({
  id: "p1",
  role: "CHAPTER_OFFICER",
  code: "BT",
  title: "Bí thư",
  unit: { id: "u1", name: "" },
  person: { id: "m1", full_name: "Lê Thu" },
  from_on: "2025-01-01",
  allowed_actions: [],
  ...more,
});

function open(...officers: Officer[]) {
  const sent = answering(() => ({ items: [], allowed_actions: [] }));
  show(
    <Officers
      unit={{ id: "u1", name: "Đoàn xã", officers } as unknown as Unit}
      onChange={() => undefined}
      onReload={() => undefined}
    />,
  );
  return sent;
}

const submit = () =>
  act(
    () =>
      void root.querySelector("dialog form")!.dispatchEvent(new Event("submit", { bubbles: true, cancelable: true })),
  );

test("an office says how its holder works, in the server's words", () => {
  open(officer({ engagement_title: "Không chuyên trách" }));

  expect(texts(".officer .caption")).toEqual(["Bí thư · từ 01/01/2025 · Không chuyên trách"]);
});

test("who may not change it is offered nothing", () => {
  open(officer({ allowed_actions: [] }));

  expect(root.querySelectorAll(".officer button")).toHaveLength(0);
});

test("what is chosen is sent; blank says that nobody knows", async () => {
  const sent = open(officer({ allowed_actions: [change] }));
  press("Sửa chế độ làm việc: Bí thư Lê Thu");
  submit();

  await vi.waitFor(() =>
    expect(sent).toEqual([{ method: "PATCH", path: "/positions/p1", body: { engagement: null } }]),
  );
});

test("the known one stands in the form", async () => {
  const known = {
    ...change,
    form_schema: {
      ...change.form_schema!,
      properties: { engagement: { ...change.form_schema!.properties!["engagement"]!, default: "PART_TIME" } },
    },
  };
  const sent = open(officer({ allowed_actions: [known] }));
  press("Sửa chế độ làm việc: Bí thư Lê Thu");
  submit();

  await vi.waitFor(() => expect(sent[0]?.body).toEqual({ engagement: "PART_TIME" }));
});

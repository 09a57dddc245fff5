import { render } from "preact";
import { act } from "preact/test-utils";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { groupsOf } from "../src/forms/schema";
import { SchemaForm } from "../src/forms/schema-form";
import { Spoken } from "../src/forms/spoken";
import type { Case, ProcessDefinition, Schema } from "../src/http/types";
import { keptForms } from "../src/screens/cases/case-said";
import { answering, aPage, root, show, texts } from "./page";

const visit = {
  type: "object",
  properties: { visited_on: { type: "string", title: "Ngày thăm", "x-order": 1, "x-widget": "text" } },
  required: [],
} as unknown as Schema;
const found = {
  form: { visits: [{ visited_on: "1/1" }, { visited_on: "2/1" }], vote: { visited_on: "3/1" } },
} as unknown as Case;
const definition = {
  moves: [
    { action: "visit", keep: "visits", form_schema: visit },
    { action: "vote", keep: "vote", form_schema: visit },
  ],
} as unknown as ProcessDefinition;

test("each entry of a list that grows is told by itself, the newest first", () => {
  expect(keptForms(found, definition).map((said) => said.form["visited_on"])).toEqual(["3/1", "2/1", "1/1"]);
});

describe("a unit, of which several have the name", () => {
  const schema = {
    type: "object",
    properties: { to: { type: "string", title: "Nơi đến", "x-widget": "unit" } },
  } as unknown as Schema;
  const there = { id: "u2", name: "Chi đoàn tổ dân phố số 2", parent_name: "Đoàn phường Ngô Quyền" };
  const WHOLE = "Chi đoàn tổ dân phố số 2, Đoàn phường Ngô Quyền";
  aPage();
  beforeEach(() => void answering(() => ({ items: [there], next: null, total: 1 })));

  test("is told with the one above it", async () => {
    const [field] = groupsOf(schema).flatMap((group) => group.fields);
    show(<Spoken field={field!} value="u2" />);

    await vi.waitFor(() => expect(texts("a")).toEqual([WHOLE]));
  });

  test("is chosen with the one above it", async () => {
    const chosen = vi.fn();
    show(<SchemaForm schema={schema} form={{}} onChange={chosen} />);
    const input = root.querySelector<HTMLInputElement>("#f-to")!;
    act(() => {
      input.value = "to dan pho";
      input.dispatchEvent(new Event("input", { bubbles: true }));
    });
    await vi.waitFor(() => expect(texts("[role=option]")).toHaveLength(1));
    act(() => root.querySelector<HTMLElement>("[role=option]")!.click());

    expect(chosen).toHaveBeenCalledWith({ to: { id: "u2", label: WHOLE } });
  });
});

test("rows of a form are told as a list of their filled fields", () => {
  const schema = {
    type: "object",
    properties: { rows: { type: "array", title: "Lần thăm", "x-order": 1, "x-widget": "rows", items: visit } },
    required: [],
  } as unknown as Schema;
  const [field] = groupsOf(schema).flatMap((group) => group.fields);
  const page = document.createElement("div");
  render(<Spoken field={field!} value={[{ visited_on: "1/1" }, { visited_on: null }]} />, page);
  expect([...page.querySelectorAll("li")].map((row) => row.textContent)).toEqual(["1/1", ""]);
});

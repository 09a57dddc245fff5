import { render } from "preact";
import { expect, test } from "vitest";
import { groupsOf } from "../src/forms/schema";
import { Spoken } from "../src/forms/spoken";
import type { Case, ProcessDefinition, Schema } from "../src/http/types";
import { keptForms } from "../src/screens/case-said";

const visit = { type: "object", properties: { visited_on: { type: "string", title: "Ngày thăm", "x-order": 1, "x-widget": "text" } }, required: [] } as unknown as Schema;
const found = { form: { visits: [{ visited_on: "1/1" }, { visited_on: "2/1" }], vote: { visited_on: "3/1" } } } as unknown as Case;
const definition = { moves: [{ action: "visit", keep: "visits", form_schema: visit }, { action: "vote", keep: "vote", form_schema: visit }] } as unknown as ProcessDefinition;

test("each entry of a list that grows is told by itself, the newest first", () => {
  expect(keptForms(found, definition).map((said) => said.form["visited_on"])).toEqual(["3/1", "2/1", "1/1"]);
});

test("rows of a form are told as a list of their filled fields", () => {
  const schema = { type: "object", properties: { rows: { type: "array", title: "Lần thăm", "x-order": 1, "x-widget": "rows", items: visit } }, required: [] } as unknown as Schema;
  const [field] = groupsOf(schema).flatMap((group) => group.fields);
  const page = document.createElement("div");
  render(<Spoken field={field!} value={[{ visited_on: "1/1" }, { visited_on: null }]} />, page);
  expect([...page.querySelectorAll("li")].map((row) => row.textContent)).toEqual(["1/1", ""]);
});

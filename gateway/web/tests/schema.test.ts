import { expect, test } from "vitest";
import { errorsFor, groupsOf, isShown, outgoing, spoken, widgetOf } from "../src/forms/schema";
import type { Schema } from "../src/http/types";

const schema: Schema = {
  type: "object",
  required: ["full_name"],
  properties: {
    theme: { type: ["string", "null"], title: "Đợt", "x-order": 4, "x-group": "Khác", default: "26/3" },
    full_name: { type: "string", title: "Họ và tên", "x-order": 1, "x-group": "Lý lịch", "x-widget": "text" },
    born_on: {
      type: "string",
      format: "date",
      title: "Ngày sinh",
      "x-order": 2,
      "x-group": "Lý lịch",
      "x-widget": "date",
    },
    sex: {
      type: "string",
      title: "Giới tính",
      "x-order": 3,
      "x-group": "Lý lịch",
      "x-widget": "radio",
      enum: ["male", "female"],
      "x-labels": ["Nam", "Nữ"],
    },
    present: { type: "integer", title: "Có mặt", "x-order": 5, "x-group": "Khác", "x-widget": "stepper" },
    helper_id: {
      type: "string",
      format: "uuid",
      title: "Giúp đỡ",
      "x-order": 6,
      "x-group": "Khác",
      "x-widget": "person",
      "x-when": { sex: ["female"] },
    },
  },
};

const field = (name: string) =>
  groupsOf(schema)
    .flatMap((group) => group.fields)
    .find((found) => found.name === name)!;

test("fields stand in the server's order and groups", () => {
  expect(groupsOf(schema).map((group) => [group.title, group.fields.map((one) => one.name)])).toEqual([
    ["Lý lịch", ["full_name", "born_on", "sex"]],
    ["Khác", ["theme", "present", "helper_id"]],
  ]);
});

test("the server's words for controls are understood", () => {
  expect(["born_on", "sex", "present", "helper_id", "theme"].map((name) => field(name).widget)).toEqual([
    "day",
    "radio",
    "number",
    "person",
    "text",
  ]);
});

test("a schema without a named control gets the plain one of its type", () => {
  expect([
    widgetOf({ type: "boolean" }),
    widgetOf({ enum: ["a"] }),
    widgetOf({ type: "string", format: "date" }),
  ]).toEqual(["bool", "choice", "day"]);
});

test("days, numbers and picked people go out as the server reads them", () => {
  const form = {
    full_name: "Hà",
    born_on: "3/2/2010",
    present: "14",
    helper_id: { id: "p1", label: "Lan" },
    theme: "",
  };

  expect(outgoing(schema, form)).toEqual({
    full_name: "Hà",
    born_on: "2010-02-03",
    present: 14,
    helper_id: "p1",
    theme: null,
  });
});

test("what was never filled in is not sent", () => {
  expect(outgoing(schema, { full_name: "Hà", born_on: "" })).toEqual({ full_name: "Hà" });
});

test("a field hangs on another as the server says", () => {
  expect([isShown(field("helper_id").schema, { sex: "female" }), isShown(field("helper_id").schema, {})]).toEqual([
    true,
    false,
  ]);
});

test("choices and days are spoken in words", () => {
  expect([
    spoken(field("sex"), "female"),
    spoken(field("born_on"), "2010-02-03"),
    spoken(field("theme"), null),
  ]).toEqual(["Nữ", "03/02/2010", "Chưa ghi"]);
});

test("a month is written without a day, and sent by its first", () => {
  const paid: Schema = {
    type: "object",
    properties: { paid: { type: "string", format: "date", "x-widget": "month" } },
  };
  const [month] = groupsOf(paid)[0]!.fields;

  expect(
    ["11/2026", "112026", "2026-11-26", "mười một"].map((typed) => outgoing(paid, { paid: typed })["paid"]),
  ).toEqual(["2026-11-01", "2026-11-01", "2026-11-26", "mười một"]);
  expect(["2026-11-26", "11/2026"].map((value) => spoken(month!, value))).toEqual(["11/2026", "11/2026"]);
});

test("a count is grouped, a year is not", () => {
  const year = {
    name: "year",
    schema: { type: "integer", minimum: 2000, maximum: 2100 },
    widget: "number" as const,
    required: true,
  };

  expect([spoken(field("present"), 2400), spoken(year, 2026)]).toEqual(["2.400", "2026"]);
});

test("an error finds its field under any name of the form", () => {
  const errors = { "form.born_on": ["Sai ngày."], full_name: ["Còn trống."] };

  expect([errorsFor(errors, "born_on"), errorsFor(errors, "full_name"), errorsFor(errors, "sex")]).toEqual([
    ["Sai ngày."],
    ["Còn trống."],
    undefined,
  ]);
});

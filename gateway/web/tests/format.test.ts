import { describe, expect, test } from "vitest";
import { ago, birth, day, dayToIso, deadline, initial } from "../src/format";

const NOW = Date.parse("2026-11-24T05:00:00Z");

test.each([
  ["24/11/2026", "2026-11-24"],
  ["3/2/2010", "2010-02-03"],
  ["03.02.2010", "2010-02-03"],
  ["03022010", "2010-02-03"],
  ["mồng ba", "mồng ba"],
])("a day typed as %s goes out as %s", (typed, sent) => {
  expect(dayToIso(typed)).toBe(sent);
});

test("an instant reads as the day in Vietnam", () => {
  expect(day("2026-11-23T18:30:00Z")).toBe("24/11/2026");
});

test("a birth date is as precise as it is known", () => {
  expect([birth("2008-03-24"), birth("2008-03-01", "month"), birth("2008-01-01", "year")]).toEqual([
    "24/03/2008",
    "03/2008",
    "2008",
  ]);
});

describe("a deadline", () => {
  test.each([
    ["2026-11-20T05:00:00Z", "Trễ 4 ngày", "late"],
    ["2026-11-24T10:00:00Z", "Hạn hôm nay", "soon"],
    ["2026-11-26T10:00:00Z", "Còn 2 ngày", "soon"],
    ["2026-12-30T10:00:00Z", "Hạn 30/12/2026", "calm"],
  ])("of %s reads %s", (due, text, tone) => {
    expect(deadline(due, NOW)).toMatchObject({ text, tone });
  });
});

test("after seven days the date stands in place of the time gone by", () => {
  expect([ago("2026-11-24T02:00:00Z", NOW), ago("2026-11-01T02:00:00Z", NOW)]).toEqual(["3 giờ trước", "01/11/2026"]);
});

test("an avatar shows the given name, not the family name", () => {
  expect(initial("Nguyễn Văn Ân")).toBe("Â");
});

import { act } from "preact/test-utils";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { CaseItem, Lane } from "../src/http/types";
import { laneQuery } from "../src/resources/boards";
import { dropPicks, picked, togglePick, togglePicks } from "../src/resources/picked";
import { me } from "../src/resources/session";
import CaseMany from "../src/screens/cases/case-many";
import { chaptersOf } from "../src/screens/boards/maturation";
import { packageIn } from "../src/screens/boards/package-dialog";
import { answering, aPage, reader, root, show, type Asked } from "./page";

const lane = (side: Lane["side"]): Lane => ({ code: "l", title: "Một bước", states: ["a", "b"], side });
const aCase = (id: string, unit: string): CaseItem => ({
  id,
  number: id,
  process: "p",
  title: id,
  state: "a",
  state_title: "A",
  version: 1,
  subject: { id: null, full_name: "" },
  unit: { id: unit, name: unit },
  since: "2026-11-20T00:00:00Z",
  due_at: null,
});

test.each([
  ["from", "", { unit_id: "own" }],
  ["from", "u1", { unit_id: "u1" }],
  ["to", "", { towards_id: "own" }],
  ["any", "", { unit_id: undefined }],
  ["any", "u1", { unit_id: "u1" }],
] as const)("a lane that looks %s asks for its unit", (side, unit, asked) => {
  expect(laneQuery("p", lane(side), unit, "own", "")).toEqual({
    process: "p",
    state: "a,b",
    q: "",
    sort: "since",
    ...asked,
  });
});

test("cases stand chapter by chapter, by name", () => {
  expect(
    chaptersOf([aCase("1", "Chi đoàn B"), aCase("2", "Chi đoàn A"), aCase("3", "Chi đoàn B")]).map((rows) =>
      rows.map((row) => row.id),
    ),
  ).toEqual([["2"], ["1", "3"]]);
});

test.each(["", "không phải JSON", "[]", "null", '{"content": {}}'])("%s is no package", (written) => {
  expect(packageIn(written)).toBeNull();
});

test("a package is known by its three parts", () => {
  expect(
    packageIn('{"content": {"person": {"full_name": "Lê Thị Mơ"}}, "key": "ab", "signature": "cd"}')?.content.person
      ?.full_name,
  ).toBe("Lê Thị Mơ");
});

describe("ticks", () => {
  const people = [
    { id: "p1", name: "Trần Thị Mơ" },
    { id: "p2", name: "Lê Văn Nam" },
  ];

  afterEach(dropPicks);

  test("all are ticked, and none once all were", () => {
    togglePick(people[0]!);
    togglePicks(people);
    expect([...picked.value.keys()]).toEqual(["p1", "p2"]);

    togglePicks(people);
    expect(picked.value.size).toBe(0);
  });
});

let sent: Asked[];
const answers: Record<string, unknown> = {
  "/processes": {
    items: [
      { code: "p", title: "Một quy trình", for_many: true },
      { code: "q", title: "Từng người một", for_many: false },
      { code: "r", title: "Không được mở", for_many: true, may_open: false },
    ],
  },
  "/processes/p": { code: "p", title: "Một quy trình", form_schema: null, states: [], moves: [], diagram: "" },
  "/jobs/j1": {
    id: "j1",
    kind: "open_cases",
    state: "done",
    done: 2,
    total: 2,
    results: [
      { id: "p1", ok: true, code: "a", detail: "MQ-2026-0001" },
      { id: "p2", ok: false, code: "case-refused", detail: "Đang có hồ sơ khác." },
    ],
  },
};

const OPENED = { id: "j1", kind: "open_cases", state: "waiting", done: 0, total: 2, results: [] };

aPage();
beforeEach(() => {
  sent = answering(({ method, path }) => (method === "POST" ? OPENED : answers[path]));
  me.value = reader({ id: "self", code: null, full_name: "Nguyễn Thị Lan", unit: { id: "u1", name: "" } });
});

function open(query: string): void {
  show(<CaseMany />, `/ho-so/hang-loat${query}`);
}

test("nobody ticked leads back to the list", () => {
  open("?don_vi=u1");

  expect(root.querySelector("a")?.getAttribute("href")).toBe("/don-vi/u1/doan-vien");
});

test("one form goes out for all who were ticked, and each is told what came of it", async () => {
  togglePicks([
    { id: "p1", name: "Trần Thị Mơ" },
    { id: "p2", name: "Lê Văn Nam" },
  ]);
  open("?don_vi=u1&quy_trinh=p");
  await vi.waitFor(() => expect([...root.querySelectorAll("option")].map((one) => one.value)).toEqual(["", "p"]));
  await vi.waitFor(() => expect(root.querySelector("form")).not.toBeNull());
  act(() => void root.querySelector("form")!.dispatchEvent(new Event("submit", { cancelable: true, bubbles: true })));

  await vi.waitFor(() => expect(root.textContent).toContain("Đã mở 1 hồ sơ, 1 người chưa mở được."));
  expect(sent).toEqual([
    { method: "POST", path: "/cases/bulk", body: { process: "p", unit_id: "u1", subject_ids: ["p1", "p2"], form: {} } },
  ]);
  expect([...root.querySelectorAll("li")].map((one) => one.textContent)).toEqual([
    "Lê Văn NamĐang có hồ sơ khác.",
    "Trần Thị MơHồ sơ MQ-2026-0001",
  ]);
  expect(picked.value.size).toBe(0);
});

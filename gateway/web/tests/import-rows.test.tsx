import { act } from "preact/test-utils";
import { expect, test, vi } from "vitest";
import type { ImportView } from "../src/http/types";
import { Counts } from "../src/screens/imports/import-counts";
import { answering, aPage, press, root, show, texts } from "./page";

aPage();

const view: ImportView = {
  id: "members.1",
  state: "checked",
  kind: "members",
  unit: { id: "u", name: "Chi đoàn thôn Đông", level: "CHAPTER" },
  mapping: null,
  fields: [],
  rows: 3,
  ok: 2,
  warnings: 0,
  errors: [],
  counts: { create: 1, update: 1, doubtful: 1 },
  done: 3,
  total: 3,
};
const row = {
  row: 4,
  line: 4,
  full_name: "Hồ Thị Vẫn",
  born: "05/03/2005",
  unit: view.unit,
  person: { id: "p", full_name: "Hồ Thị Vân", code: "240126000017" },
  changes: [
    { field: "full_name", title: "Họ và tên khai sinh", old: "Hồ Thị Vân", new: "Hồ Thị Vẫn", needs_decision: true },
  ],
  doubts: ["full_name"],
  decision: null,
  problems: [],
};
const settle = () => act(() => new Promise((done) => setTimeout(done, 20)));

test("rows that wait for a decision are open from the start, with what would change", async () => {
  answering(() => ({ items: [row], next: null, total: 1 }));
  show(<Counts view={view} onChange={() => undefined} />);
  await settle();

  expect(root.querySelector('[aria-expanded="true"]')!.textContent).toBe("Chờ quyết định1");
  expect(texts("del")).toEqual(["Hồ Thị Vân"]);
  expect(texts("ins")).toEqual(["Hồ Thị Vẫn"]);
});

test("a decision is sent for its row, and the figures are those that came back", async () => {
  const sent = answering(({ method }) =>
    method === "GET" ? { items: [row], next: null, total: 1 } : { ...view, ok: 3 },
  );
  const onChange = vi.fn();
  show(<Counts view={view} onChange={onChange} />);
  await settle();
  press("Giữ như hồ sơ của Hồ Thị Vẫn");
  await settle();

  expect(sent).toEqual([
    { method: "PUT", path: "/imports/members.1/decisions", body: { rows: [4], decision: "keep" } },
  ]);
  expect(onChange).toHaveBeenCalledWith({ ...view, ok: 3 });
});

test("a figure opens its list and another tap closes it", async () => {
  answering(() => ({ items: [{ ...row, doubts: [], changes: [] }], next: null, total: 1 }));
  show(<Counts view={{ ...view, counts: { create: 1 } }} onChange={() => undefined} />);
  expect(texts("h2")).toEqual([]);

  press("Thêm1");
  await settle();
  expect(texts("h2")).toEqual(["Thêm"]);
  press("Thêm1");
  expect(texts("h2")).toEqual([]);
});

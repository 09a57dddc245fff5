import { useState } from "preact/hooks";
import { act } from "preact/test-utils";
import { Route, Router } from "preact-iso";
import { beforeEach, expect, test, vi } from "vitest";
import type { Schema } from "../src/http/types";
import { sameRefusal } from "../src/resources/rating";
import { Meeting } from "../src/screens/ratings/rating-meeting";
import RatingScreen from "../src/screens/ratings/rating";
import { aPage, answering, button, press, root, show } from "./page";

const field = (title: string, widget: string, group = "Cuộc họp") => ({
  type: widget === "number" ? "integer" : "string",
  title,
  "x-group": group,
  "x-widget": widget,
});
const PROPERTIES = {
  met_on: field("Ngày họp", "day"),
  place: field("Địa điểm", "text"),
  members_total: field("Tổng số", "number"),
  present: field("Có mặt", "number"),
};
const SCHEMA = { type: "object", properties: PROPERTIES } as unknown as Schema;

aPage();
beforeEach(() => {
  localStorage.clear();
  sameRefusal.value = null;
});

function Held({ known }: { known: Record<string, unknown> }) {
  const [form, setForm] = useState(known);
  return (
    <>
      <Meeting schema={SCHEMA} form={form} onChange={setForm} allAgree onAllAgree={() => undefined} />
      <button type="button">Hàng</button>
    </>
  );
}

const isFolded = () => root.querySelector(".rating-meeting") === null;
const type = (name: string, value: string) =>
  act(() => {
    const input = root.querySelector<HTMLInputElement>(`#f-${name}`)!;
    input.focus();
    input.value = value;
    input.dispatchEvent(new Event("input", { bubbles: true }));
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });

test("a meeting that was recorded is one line", () => {
  show(<Held known={{ met_on: "2026-11-12", members_total: 21, present: 18 }} />);

  expect(isFolded()).toBe(true);
  expect(root.querySelector(".meeting-line")!.textContent).toBe("Họp ngày 12/11/2026 · 18/21 có mặtSửa");
});

test("it stays open while something lacks, wherever the person goes", () => {
  show(<Held known={{ met_on: "2026-11-12", members_total: 21 }} />);
  press("Hàng");

  expect(isFolded()).toBe(false);
});

test("it folds once it is filled in and the person goes on, not while they type", () => {
  show(<Held known={{ met_on: "2026-11-12", members_total: 21 }} />);
  type("present", "18");
  act(() => root.querySelector<HTMLInputElement>("#f-present")!.click());
  expect(isFolded()).toBe(false);

  press("Hàng");

  expect(root.querySelector(".meeting-line")!.textContent).toContain("18/21 có mặt");
});

test("a day that is in no calendar keeps it open", () => {
  show(<Held known={{ met_on: "31/02/2026", members_total: 21, present: 18 }} />);
  press("Hàng");

  expect(isFolded()).toBe(false);
});

test("a person who mends it opens it, and folds it again by key or button", () => {
  show(<Held known={{ met_on: "2026-11-12", present: 18 }} />);
  expect(root.querySelector(".meeting-line")!.textContent).toContain("18 người có mặt");

  press("Sửa cuộc họp xếp loại");
  expect(isFolded()).toBe(false);
  act(() => void button("Hàng").dispatchEvent(new KeyboardEvent("keyup", { key: "Tab", bubbles: true })));
  expect(isFolded()).toBe(true);
  press("Sửa cuộc họp xếp loại");
  press("Xong");

  expect(isFolded()).toBe(true);
});

async function saved(detail: (id: string) => string, ids = ["1", "2"]) {
  const row = (id: string) => ({
    id,
    number: `XL-${id}`,
    title: "Xếp loại",
    state: "s",
    state_title: "Đã tự đánh giá",
    version: 3,
    subject: { id: `m${id}`, full_name: `Người ${id}` },
    unit: { id: "u", name: "Chi đoàn" },
    is_over: false,
    facts: { meeting: { met_on: "2026-11-12", present: 3, members_total: 21 } },
    allowed_actions: [{ action: "rate", label: "Xếp loại", asks: true }],
    refused_actions: [],
  }); // prettier-ignore
  const choices = [{ code: "TOP", title: "Mức một", key: "1" }];
  const fields = { type: "object", properties: { rating: field("Xếp loại", "text", "Kết quả"), ...PROPERTIES } };
  const results = ids.map((id) => ({ id, ok: false, code: "c", detail: detail(id), title: `XL-${id} · Người ${id}` }));
  const job = { id: "j", state: "done", results, done: ids.length, total: ids.length };
  answering(({ path }) =>
    path === "/cases/bulk-actions" || path.startsWith("/jobs")
      ? job
      : {
          unit: { id: "u", name: "Chi đoàn" },
          process: "p",
          action: "rate",
          fields,
          items: ids.map(row),
          summary: { choices },
          next: null,
        },
  );
  vi.stubGlobal("matchMedia", () => ({
    matches: false,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  }));
  show(
    <Router>{[<Route key="xep-loai" path="/xep-loai/:dot/:unit" component={RatingScreen} />]}</Router>,
    "/xep-loai/d/u",
  );
  await vi.waitFor(() => expect(root.querySelector(".rating-card")).not.toBeNull());
  expect(isFolded()).toBe(true);
  act(() => {
    for (const tap of root.querySelectorAll<HTMLInputElement>("fieldset input")) tap.click();
  });
  press(`Lưu ${ids.length} dòng`);
  await vi.waitFor(() => expect(root.textContent).toContain(detail("1")));
}

test("what all rows were refused for opens it, and is told there", async () => {
  await saved(() => "Chưa đủ điều kiện biểu quyết: có mặt 3/21.");

  expect(root.querySelector(".rating-meeting [role=alert]")!.textContent).toBe(
    "Chưa đủ điều kiện biểu quyết: có mặt 3/21.",
  );
  act(() => root.querySelector<HTMLInputElement>(".rating-all input")!.click());

  expect(isFolded()).toBe(false);
});

test.each([[["1"]], [["1", "2"]]])("what rows %s were refused for by themselves leaves it folded", async (ids) => {
  await saved((id) => `Người ${id} chưa tự đánh giá.`, ids);

  expect(isFolded()).toBe(true);
});

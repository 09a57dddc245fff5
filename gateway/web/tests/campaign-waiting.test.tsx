import { act } from "preact/test-utils";
import { Route, Router } from "preact-iso";
import { beforeEach, expect, test, vi } from "vitest";
import { today } from "../src/format";
import { Control, type ControlProps } from "../src/forms/controls";
import type { Grid, GridRow } from "../src/resources/campaigns";
import CampaignScreen from "../src/screens/campaign";
import CampaignWaiting from "../src/screens/campaign-waiting";
import { answering, aPage, button, press, root, show, texts } from "./page";

const unit = { id: "u", name: "Đoàn xã", level: "GRASSROOTS" };
const RATE = { action: "rate_from_above", label: "Đánh giá, công nhận", asks: true, primary: true };
const CONFIRM = { action: "confirm", label: "Công nhận", asks: false, primary: true };

function aRow(id: string, actions: object[]): GridRow {
  return { id, number: `XL-${id}`, title: "Xếp loại", state: "s", state_title: "Chờ", version: 2, subject: { id: `m${id}`, full_name: `Người ${id}` }, unit: { id: "c", name: "Chi đoàn thôn Đông" }, since: "2026-11-24T00:00:00Z", due_at: null, is_over: false, facts: {}, allowed_actions: actions, refused_actions: [] } as unknown as GridRow;
}

const field = (title: string) => ({ type: "string", title, "x-group": "Kết quả" });
const grid = {
  unit,
  process: "p",
  action: "rate_from_above",
  fields: { type: "object", required: ["rating"], properties: { rating: { ...field("Xếp loại"), enum: ["TOP", "LOW"], "x-labels": ["Mức một", "Mức hai"], "x-widget": "select" }, comment: field("Nhận xét") } },
  items: [aRow("1", [RATE]), aRow("2", [RATE]), aRow("3", [CONFIRM])],
  summary: { choices: [{ code: "TOP", title: "Mức một", key: "1" }, { code: "LOW", title: "Mức hai", key: "2" }] },
  next: null,
} as unknown as Grid; // prettier-ignore
const whole = { allowed_actions: [{ ...RATE, consequences: ["Quyết định có số."] }] };
const job = { id: "j", state: "done", results: [], done: 0, total: 0 };

aPage();
beforeEach(() => {
  sessionStorage.clear();
  localStorage.clear();
  vi.stubGlobal("matchMedia", () => ({ matches: true, addEventListener: () => undefined, removeEventListener: () => undefined }));
});

async function opened() {
  const sent = answering(({ path }) => (path === "/cases/bulk-actions" || path.startsWith("/jobs") ? job : path.startsWith("/cases/") ? whole : grid));
  show(<Router>{[<Route key="dot" path="/dot/:id/cho-toi" component={CampaignWaiting} />]}</Router>, "/dot/d/cho-toi?don_vi=u");
  await vi.waitFor(() => expect(root.querySelector("table")).not.toBeNull());
  return sent;
}

const type = (key: string, ctrlKey = false) => act(() => void root.querySelector("td[tabindex='0']")!.dispatchEvent(new KeyboardEvent("keydown", { key, ctrlKey, bubbles: true, cancelable: true })));
const submit = () => act(() => [...root.querySelectorAll("form")].at(-1)!.requestSubmit());

test("who is above rates officers of many units by key, and decides once the consequences are told", async () => {
  const sent = await opened();
  expect(texts("td .row-unit")).toEqual(Array(3).fill("Chi đoàn thôn Đông"));

  type("1");
  type("ArrowDown");
  type("2");
  press("Đánh giá, công nhận (2)");
  await vi.waitFor(() => expect(root.querySelector("dialog")!.textContent).toContain("Quyết định có số."));
  expect(sent).toEqual([]);
  submit();

  await vi.waitFor(() => expect(sent.length).toBe(1));
  expect(sent[0]!.body).toMatchObject({
    action: "rate_from_above",
    items: [
      { case_id: "1", version: 2, form: { rating: "TOP" } },
      { case_id: "2", version: 2, form: { rating: "LOW" } },
    ],
  });
});

test("ticked rows are rated alike, those that only wait to be confirmed are left out", async () => {
  const sent = await opened();

  type("a", true);
  press("Ghi chung cho 2 dòng");
  const select = root.querySelector<HTMLSelectElement>("dialog select")!;
  act(() => {
    select.value = "LOW";
    select.dispatchEvent(new Event("change", { bubbles: true }));
  });
  submit();
  press("Đánh giá, công nhận (2)");
  submit();

  await vi.waitFor(() => expect(sent.length).toBe(1));
  expect(sent[0]!.body!["items"]).toMatchObject([{ case_id: "1", form: { rating: "LOW" } }, { case_id: "2", form: { rating: "LOW" } }]);
});

test("what waits to be confirmed is confirmed together, and only after asking", async () => {
  const sent = await opened();

  press("Công nhận (1)");
  expect(sent).toEqual([]);
  submit();

  await vi.waitFor(() => expect(sent[0]?.body).toMatchObject({ action: "confirm", items: [{ case_id: "3", version: 2 }] }));
});

test("the campaign says how much waits for its reader above the chapters", async () => {
  const campaign = { id: "d", process: "p", title: "Đợt", unit, from_on: "2026-11-01", until: "2026-12-15", closing_on: "2026-12-31", state: "OPEN", state_title: "Đang làm", counts: {}, total: 9, done: 0, states: [], allowed_actions: [], refused_actions: [] };
  const below = { unit: { id: "c", name: "Chi đoàn" }, is_own: false, has_children: false, total: 9, done: 0, states: [] };
  answering(({ path }) => (path.endsWith("/units") ? { parent: unit, items: [below], waiting: 4 } : campaign));
  show(<Router>{[<Route key="dot" path="/dot/:id" component={CampaignScreen} />]}</Router>, "/dot/d");

  await vi.waitFor(() => expect(root.textContent).toContain("4 hồ sơ của đợt đang chờ bạn."));
  expect(root.querySelector(".strip a")!.getAttribute("href")).toBe("/dot/d/cho-toi?don_vi=u");
});

test("today is one press away while a day is empty, but not for a day long past", () => {
  const onChange = vi.fn();
  const given = (schema: object, value = ""): ControlProps => ({ field: { name: "on", widget: "day" as const, required: true, index: 0, schema: { type: "string", title: "Ngày họp", ...schema } } as ControlProps["field"], path: "on", value, errors: undefined, allErrors: {}, onChange });
  show(<Control {...given({})} />);
  act(() => button("Hôm nay, cho ô Ngày họp").click());
  expect(onChange).toHaveBeenCalledWith(today());

  show(<Control {...given({ "x-past": true })} />);
  expect(button("Hôm nay, cho ô Ngày họp")).toBeUndefined();
  show(<Control {...given({}, "2026-11-24")} />);
  expect(button("Hôm nay, cho ô Ngày họp")).toBeUndefined();
});

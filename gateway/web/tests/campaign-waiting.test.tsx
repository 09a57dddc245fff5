import { act } from "preact/test-utils";
import { Route, Router } from "preact-iso";
import { beforeEach, expect, test, vi } from "vitest";
import { today } from "../src/format";
import { Control, type ControlProps } from "../src/forms/controls";
import type { Grid, GridRow } from "../src/resources/campaigns";
import { notices } from "../src/resources/notices";
import { runningJob } from "../src/resources/bulk";
import CampaignScreen from "../src/screens/campaigns/campaign";
import CampaignWaiting from "../src/screens/campaigns/campaign-waiting";
import { answering, aPage, button, json, press, root, show, texts } from "./page";

const unit = { id: "u", name: "Đoàn xã", level: "GRASSROOTS" };
const RATE = { action: "rate_from_above", label: "Đánh giá, công nhận", asks: true, primary: true };
const CONFIRM = { action: "confirm", label: "Công nhận", asks: false, primary: true };

function aRow(id: string, actions: object[]): GridRow {
  return {
    id,
    number: `XL-${id}`,
    title: "Xếp loại",
    state: "s",
    state_title: "Chờ",
    version: 2,
    subject: { id: `m${id}`, full_name: `Người ${id}` },
    unit: { id: "c", name: "Chi đoàn thôn Đông" },
    since: "2026-11-24T00:00:00Z",
    due_at: null,
    is_over: false,
    facts: {},
    allowed_actions: actions,
    refused_actions: [],
  } as unknown as GridRow;
}

const field = (title: string) => ({ type: "string", title, "x-group": "Kết quả" });
const grid = {
  unit,
  process: "p",
  action: "rate_from_above",
  fields: {
    type: "object",
    required: ["rating"],
    properties: {
      rating: { ...field("Xếp loại"), enum: ["TOP", "LOW"], "x-labels": ["Mức một", "Mức hai"], "x-widget": "select" },
      comment: field("Nhận xét"),
    },
  },
  items: [aRow("1", [RATE]), aRow("2", [RATE]), aRow("3", [CONFIRM])],
  summary: {
    choices: [
      { code: "TOP", title: "Mức một", key: "1" },
      { code: "LOW", title: "Mức hai", key: "2" },
    ],
  },
  next: null,
} as unknown as Grid; // prettier-ignore
const whole = { allowed_actions: [{ ...RATE, consequences: ["Quyết định có số."] }] };
const job = { id: "j", state: "done", results: [], done: 0, total: 0 };

aPage();
beforeEach(() => {
  sessionStorage.clear();
  runningJob.value = null;
  localStorage.clear();
  vi.stubGlobal("matchMedia", () => ({
    matches: true,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  }));
});

async function opened() {
  const sent = answering(({ path }) =>
    path === "/jobs"
      ? { items: [], next: null }
      : path === "/cases/bulk-actions" || path.startsWith("/jobs")
        ? job
        : path.startsWith("/cases/")
          ? whole
          : grid,
  );
  show(
    <Router>{[<Route key="dot" path="/dot/:id/cho-toi" component={CampaignWaiting} />]}</Router>,
    "/dot/d/cho-toi?don_vi=u",
  );
  await vi.waitFor(() => expect(root.querySelector("table")).not.toBeNull());
  return sent;
}

const type = (key: string, ctrlKey = false) =>
  act(
    () =>
      void root
        .querySelector("td[tabindex='0']")!
        .dispatchEvent(new KeyboardEvent("keydown", { key, ctrlKey, bubbles: true, cancelable: true })),
  );
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
  expect(sent[0]!.body!["items"]).toMatchObject([
    { case_id: "1", form: { rating: "LOW" } },
    { case_id: "2", form: { rating: "LOW" } },
  ]);
});

test("what waits to be confirmed is confirmed together, and only after asking", async () => {
  const sent = await opened();

  press("Công nhận (1)");
  expect(sent).toEqual([]);
  submit();

  await vi.waitFor(() =>
    expect(sent[0]?.body).toMatchObject({ action: "confirm", items: [{ case_id: "3", version: 2 }] }),
  );
});

async function openedOf(total: number, shown: number, state = "held") {
  const rows = Array.from({ length: shown }, (_, n) => aRow(String(n), [CONFIRM]));
  const whole = { ...grid, items: rows, total, next: "c1", for_all: [{ ...CONFIRM, count: total }] };
  const held = { ...job, id: "workflows.j", state, total };
  const sent: { path: string; body: Record<string, unknown> }[] = [];
  vi.stubGlobal("fetch", async (url: string, { method, body }: { method: string; body?: string }) => {
    const path = url.replace("/api/v1", "");
    if (method !== "GET") sent.push({ path, body: body ? (JSON.parse(body) as Record<string, unknown>) : {} });
    if (path.startsWith("/jobs?")) return json({ items: [], next: null });
    if (path.includes("cursor=c1")) return json({ ...grid, items: [aRow("next", [CONFIRM])] });
    if (path === "/cases/0")
      return json({ allowed_actions: [{ ...CONFIRM, consequences: ["Kết quả ghi vào sổ đoàn viên."] }] });
    return json(
      path.endsWith("/cancel")
        ? { ...held, state: "cancelled" }
        : path.includes("bulk") || path.startsWith("/jobs")
          ? held
          : path.includes("/rows")
            ? whole
            : {},
    );
  });
  show(
    <Router>{[<Route key="dot" path="/dot/:id/cho-toi" component={CampaignWaiting} />]}</Router>,
    "/dot/d/cho-toi?don_vi=u",
  );
  await vi.waitFor(() => expect(root.querySelector("table")).not.toBeNull());
  return sent;
}

test("the grid goes on where a page ends, and says how much there is", async () => {
  await openedOf(5000, 3);
  expect(texts(".list-count")).toEqual(["Đang hiện 3 trong 5.000 hồ sơ"]);

  press("Tải thêm");

  await vi.waitFor(() => expect(texts("td .row-unit").length).toBe(4));
  expect(button("Tải thêm")).toBeUndefined();
});

test("everything that waits is confirmed as one job, which can be taken back", async () => {
  const sent = await openedOf(5000, 3);

  press("Công nhận tất cả 5.000 hồ sơ");
  expect(sent).toEqual([]);
  await vi.waitFor(() => expect(root.querySelector("dialog")!.textContent).toContain("Kết quả ghi vào sổ đoàn viên."));
  expect(root.querySelector("dialog button[type=submit]")!.textContent).toBe("Công nhận tất cả 5.000 hồ sơ");
  submit();
  await vi.waitFor(() => expect(sent.length).toBe(1));
  await vi.waitFor(() => expect(button("Công nhận (3)").getAttribute("aria-disabled")).toBe("true"));

  expect(sent[0]!.body).toMatchObject({ action: "confirm", matching: { campaign_id: "d", unit_id: "u" }, hold_s: 10 });
  expect(sent[0]!.body["case_ids"]).toBeUndefined();
  await vi.waitFor(() => expect(root.querySelector(".box a")!.getAttribute("href")).toBe("/tac-vu/workflows.j"));
  act(() => notices.value.at(-1)!.act!.run());
  await vi.waitFor(() => expect(sent.at(-1)!.path).toBe("/jobs/workflows.j/cancel"));
});

test("an act upon all is not offered where all of it stands on the screen", async () => {
  await openedOf(3, 3);

  expect(button("Công nhận tất cả 3 hồ sơ")).toBeUndefined();
  expect(button("Công nhận (3)")).toBeDefined();
});

test("more rows than one batch takes are sent in batches", async () => {
  const sent = await openedOf(700, 700, "done");

  press("Công nhận (700)");
  submit();

  await vi.waitFor(() => expect(sent.map(({ body }) => (body["items"] as unknown[]).length)).toEqual([500, 200]));
});

test("the campaign says how much waits for its reader above the chapters", async () => {
  const campaign = {
    id: "d",
    process: "p",
    title: "Đợt",
    unit,
    from_on: "2026-11-01",
    until: "2026-12-15",
    closing_on: "2026-12-31",
    state: "OPEN",
    state_title: "Đang làm",
    counts: {},
    total: 9,
    done: 0,
    states: [],
    allowed_actions: [],
    refused_actions: [],
  };
  const below = {
    unit: { id: "c", name: "Chi đoàn" },
    is_own: false,
    has_children: false,
    total: 9,
    done: 0,
    states: [],
  };
  answering(({ path }) => (path.endsWith("/units") ? { parent: unit, items: [below], waiting: 4 } : campaign));
  show(<Router>{[<Route key="dot" path="/dot/:id" component={CampaignScreen} />]}</Router>, "/dot/d");

  await vi.waitFor(() => expect(root.textContent).toContain("4 hồ sơ của đợt đang chờ bạn."));
  expect(root.querySelector(".strip a")!.getAttribute("href")).toBe("/dot/d/cho-toi?don_vi=u");
});

test("today is one press away while a day is empty, but not for a day long past", () => {
  const onChange = vi.fn();
  const given = (schema: object, value = ""): ControlProps => ({
    field: {
      name: "on",
      widget: "day" as const,
      required: true,
      index: 0,
      schema: { type: "string", title: "Ngày họp", ...schema },
    } as ControlProps["field"],
    path: "on",
    value,
    errors: undefined,
    allErrors: {},
    onChange,
  });
  show(<Control {...given({})} />);
  act(() => button("Hôm nay, cho ô Ngày họp").click());
  expect(onChange).toHaveBeenCalledWith(today());

  show(<Control {...given({ "x-past": true })} />);
  expect(button("Hôm nay, cho ô Ngày họp")).toBeUndefined();
  show(<Control {...given({}, "2026-11-24")} />);
  expect(button("Hôm nay, cho ô Ngày họp")).toBeUndefined();
});

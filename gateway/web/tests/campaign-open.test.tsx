import { act } from "preact/test-utils";
import { Route, Router } from "preact-iso";
import { expect, test, vi } from "vitest";
import type { CampaignKinds } from "../src/resources/campaigns";
import CampaignScreen from "../src/screens/campaigns/campaign";
import { OpenButton } from "../src/screens/campaigns/campaign-open";
import { answering, aPage, button, json, press, root, show, texts } from "./page";

const DEADLINES = [
  { label: "15 ngày", on: "2026-12-17" },
  { label: "Cuối quý", on: "2026-12-31" },
];
const kinds = {
  items: [{ process: "evaluation", title: "Đánh giá" }],
  form_schema: {
    type: "object",
    required: ["year", "until"],
    properties: {
      year: { type: "integer", title: "Năm", default: 2026, "x-widget": "number" },
      until: {
        type: "string",
        format: "date",
        title: "Hạn của chi đoàn",
        "x-widget": "date",
        "x-suggested": DEADLINES,
      },
    },
  },
} as unknown as CampaignKinds;
const confirming = (count: number) => ({
  title: "Đánh giá năm 2026",
  label: `Mở ${count} hồ sơ`,
  consequences: [`Mở ${count} hồ sơ cho ${count} đoàn viên ở 41 đơn vị.`],
  form_schema: {
    type: "object",
    required: ["confirmed"],
    properties: {
      confirmed: {
        type: "string",
        title: "Gõ số hồ sơ để xác nhận",
        description: `Gõ ${count}.`,
        "x-keyboard": "numeric",
      },
    },
  },
});
const submit = () => act(() => root.querySelector("form")!.requestSubmit());
const type = (id: string, value: string) =>
  act(() => {
    const input = root.querySelector<HTMLInputElement>(`#${id}`)!;
    input.value = value;
    input.dispatchEvent(new Event("input", { bubbles: true }));
  });

aPage();

test("a deadline is one tap, and stays a tap after it was chosen", () => {
  answering(() => ({}));
  show(<OpenButton kinds={kinds} />);
  press("Mở đợt");

  press("15 ngày, 17/12/2026, cho ô Hạn của chi đoàn");
  expect(root.querySelector<HTMLInputElement>("#f-until")!.value).toBe("17/12/2026");

  press("Cuối quý, 31/12/2026, cho ô Hạn của chi đoàn");
  expect(root.querySelector<HTMLInputElement>("#f-until")!.value).toBe("31/12/2026");
  expect(button("Cuối quý, 31/12/2026, cho ô Hạn của chi đoàn").getAttribute("aria-pressed")).toBe("true");
});

test("the count is shown before the campaign is opened, and the way back leads to what was filled in", async () => {
  const sent = answering(() => confirming(1204));
  show(<OpenButton kinds={kinds} />);
  press("Mở đợt");
  type("f-until", "17/12/2026");
  submit();

  await vi.waitFor(() => expect(root.textContent).toContain("1204 đoàn viên ở 41 đơn vị"));
  expect(sent.map(({ path }) => path)).toEqual(["/campaigns/preview"]);
  expect(root.querySelector<HTMLInputElement>("#f-confirmed")!.inputMode).toBe("numeric");
  press("Sửa lại đợt");

  expect(root.querySelector<HTMLInputElement>("#f-until")!.value).toBe("17/12/2026");
});

test("a number that is not the one of now is counted again, and what was typed stays", async () => {
  let count = 1204;
  const refused = {
    status: 422,
    code: "invalid",
    title: "Không hợp lệ",
    errors: { confirmed: ["Bạn xác nhận 1.204 hồ sơ, lúc này đợt mở 1.205 hồ sơ."] },
  };
  const sent = answering(({ path, body }) =>
    path === "/campaigns/preview"
      ? confirming(count)
      : body!["confirmed"] === "1205"
        ? { id: "c" }
        : json(refused, 422),
  );
  show(<OpenButton kinds={kinds} />);
  press("Mở đợt");
  type("f-until", "17/12/2026");
  submit();
  await vi.waitFor(() => expect(root.querySelector("#f-confirmed")).not.toBeNull());
  count = 1205;
  type("f-confirmed", "1204");
  submit();

  await vi.waitFor(() => expect(root.textContent).toContain("lúc này đợt mở 1.205 hồ sơ"));
  await vi.waitFor(() => expect(texts("button")).toContain("Mở 1205 hồ sơ"));
  type("f-confirmed", "1205");
  submit();
  await vi.waitFor(() => expect(sent.at(-1)!.body).toMatchObject({ confirmed: "1205", until: "2026-12-17" }));
  expect(sent.filter(({ path }) => path === "/campaigns/preview")).toHaveLength(2);
});

test("the page tells how far the cases are opened, and what waits and is late in each unit", async () => {
  const unit = { id: "u", name: "Xã đoàn Tân Mỹ", level: "GRASSROOTS" };
  const campaign = {
    id: "c",
    process: "evaluation",
    title: "Đánh giá 2026",
    unit,
    year: 2026,
    period: "",
    from_on: "2026-11-01",
    until: "2026-12-15",
    closing_on: "2026-12-31",
    state: "OPENING",
    state_title: "Đang mở hồ sơ",
    counts: {},
    total: 500,
    done: 100,
    waiting: 400,
    late: 30,
    states: [],
    allowed_actions: [],
    refused_actions: [],
    progress: { state: "running", done: 500, total: 1204 },
  }; // prettier-ignore
  answering(({ path }) =>
    path.endsWith("/units")
      ? {
          parent: unit,
          items: [
            {
              unit: { ...unit, id: "x" },
              is_own: false,
              has_children: false,
              total: 50,
              done: 8,
              waiting: 42,
              late: 7,
              states: [],
            },
          ],
        }
      : campaign,
  );
  show(<Router>{[<Route key="dot" path="/dot/:id" component={CampaignScreen} />]}</Router>, "/dot/c");

  await vi.waitFor(() => expect(root.textContent).toContain("Đang mở hồ sơ: 500/1.204."));
  await vi.waitFor(() => expect(texts("td")).toEqual(["8/50 xong", "42", "7", ""]));
  const bar = root.querySelector("progress")!;
  expect([bar.getAttribute("value"), bar.getAttribute("max")]).toEqual(["500", "1204"]);
  expect(texts("dd")).toEqual(expect.arrayContaining(["400", "30"]));
});

test("opening that stopped half-way says so", async () => {
  const unit = { id: "u", name: "Xã đoàn Tân Mỹ", level: "GRASSROOTS" };
  const campaign = {
    id: "c",
    title: "Đánh giá 2026",
    unit,
    state: "OPENING",
    counts: {},
    total: 0,
    done: 0,
    states: [],
    allowed_actions: [],
    refused_actions: [],
    progress: { state: "failed", done: 500, total: 1204 },
  };
  answering(({ path }) => (path.endsWith("/units") ? { parent: unit, items: [] } : campaign));
  show(<Router>{[<Route key="dot" path="/dot/:id" component={CampaignScreen} />]}</Router>, "/dot/c");

  await vi.waitFor(() => expect(root.textContent).toContain("Việc này dừng giữa chừng"));
});

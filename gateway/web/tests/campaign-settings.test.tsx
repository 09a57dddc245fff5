import { act } from "preact/test-utils";
import { Route, Router } from "preact-iso";
import { expect, test, vi } from "vitest";
import type { Campaign, CampaignKinds } from "../src/resources/campaigns";
import CampaignScreen from "../src/screens/campaigns/campaign";
import { OpenButton } from "../src/screens/campaigns/campaign-open";
import { answering, aPage, press, root, show } from "./page";

const percent = (title: string, process: string) => ({
  type: "integer",
  title,
  "x-widget": "number",
  "x-when": { process: [process] },
});
const kinds = {
  items: [
    { process: "evaluation", title: "Đánh giá", settings: ["htxs_cap_percent"] },
    { process: "training", title: "Rèn luyện", settings: ["training_items_per_group"] },
  ],
  form_schema: {
    type: "object",
    required: ["process", "year"],
    properties: {
      process: {
        type: "string",
        title: "Đợt gì",
        enum: ["evaluation", "training"],
        "x-labels": ["Đánh giá", "Rèn luyện"],
        "x-widget": "select",
      },
      year: { type: "integer", title: "Năm", default: 2026, "x-widget": "number" },
      htxs_cap_percent: { ...percent("Nhiều nhất (%)", "evaluation"), default: 20 },
      training_items_per_group: { ...percent("Mỗi nhóm", "training"), default: 2 },
    },
  },
} as unknown as CampaignKinds;

aPage();

test("what a campaign sets for its own cases goes by itself, and of its own kind alone", async () => {
  const preview = {
    title: "Đánh giá năm 2026",
    label: "Mở 6 hồ sơ",
    consequences: ["Mở 6 hồ sơ cho 6 đoàn viên ở 2 đơn vị."],
    form_schema: null,
  };
  const sent = answering(({ path }) => (path === "/campaigns/preview" ? preview : { id: "c" }));
  show(<OpenButton kinds={kinds} process="evaluation" />);

  press("Mở đợt");
  expect(root.textContent).toContain("Nhiều nhất (%)");
  expect(root.textContent).not.toContain("Mỗi nhóm");
  act(() => root.querySelector("form")!.requestSubmit());

  await vi.waitFor(() => expect(root.textContent).toContain("6 đoàn viên ở 2 đơn vị"));
  act(() => root.querySelector("form")!.requestSubmit());

  await vi.waitFor(() =>
    expect(sent).toMatchObject([{ path: "/campaigns/preview" }, { method: "POST", path: "/campaigns" }]),
  );
  for (const { body } of sent)
    expect(body).toEqual({ process: "evaluation", year: 2026, form: { htxs_cap_percent: 20 } });
});

test("the page of a campaign shows what it sets", async () => {
  const campaign = {
    id: "c",
    process: "evaluation",
    title: "Đánh giá 2026",
    unit: { id: "u", name: "Tỉnh đoàn", level: "PROVINCE" },
    year: 2026,
    period: "",
    from_on: "2026-11-01",
    until: "2026-12-15",
    closing_on: "2026-12-31",
    state: "OPEN",
    state_title: "Đang làm",
    counts: {},
    total: 0,
    done: 0,
    states: [],
    allowed_actions: [],
    refused_actions: [],
    settings: [{ title: "Hoàn thành xuất sắc nhiều nhất (%)", text: "20" }],
  } as unknown as Campaign; // prettier-ignore
  answering(({ path }) => (path.endsWith("/units") ? { parent: campaign.unit, items: [] } : campaign));
  show(<Router>{[<Route key="dot" path="/dot/:id" component={CampaignScreen} />]}</Router>, "/dot/c");

  await vi.waitFor(() => expect(root.textContent).toContain("Hoàn thành xuất sắc nhiều nhất (%)"));
  expect(root.textContent).toContain("20");
});

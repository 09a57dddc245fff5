import { Route, Router } from "preact-iso";
import { expect, test, vi } from "vitest";
import type { Campaign } from "../src/resources/campaigns";
import CampaignScreen from "../src/screens/campaigns/campaign";
import Campaigns from "../src/screens/campaigns/campaigns";
import { answering, aPage, root, show } from "./page";

const unit = (name: string) => ({ id: name, name, level: "GRASSROOTS" });
const campaign = {
  id: "c",
  process: "evaluation",
  title: "Đánh giá 2026",
  unit: unit("Đoàn xã Tư Mại"),
  came_from: [unit("Đoàn xã Tân Mỹ")],
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
} as unknown as Campaign; // prettier-ignore

aPage();

test("a campaign that came with a merger names the unit that it came from", async () => {
  answering(({ path }) => (path.endsWith("/units") ? { parent: campaign.unit, items: [] } : campaign));
  show(<Router>{[<Route key="dot" path="/dot/:id" component={CampaignScreen} />]}</Router>, "/dot/c");

  await vi.waitFor(() => expect(root.textContent).toContain("Đoàn xã Tư Mại · Tiếp nhận từ Đoàn xã Tân Mỹ"));
});

test("in the list too, and one that was opened there names its unit alone", async () => {
  const own = { ...campaign, id: "d", came_from: [] };
  answering(({ path }) =>
    path.startsWith("/campaigns/kinds")
      ? { items: [], form_schema: null }
      : { items: [campaign, own], next: null, total: null, may_open: false },
  );
  show(<Campaigns />);

  await vi.waitFor(() => expect(root.querySelectorAll(".row-link")).toHaveLength(2));
  const captions = [...root.querySelectorAll(".row-link .caption")].map((one) =>
    one.textContent!.slice(one.querySelector(".chip")!.textContent!.length + 1),
  );
  expect(captions).toEqual([
    "Đoàn xã Tư Mại · Tiếp nhận từ Đoàn xã Tân Mỹ · 01/11/2026 đến 31/12/2026",
    "Đoàn xã Tư Mại · 01/11/2026 đến 31/12/2026",
  ]);
});

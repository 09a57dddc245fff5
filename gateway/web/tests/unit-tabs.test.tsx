import { Route, Router } from "preact-iso";
import { expect, test, vi } from "vitest";
import UnitScreen from "../src/screens/units/unit";
import { answering, aPage, json, root, show } from "./page";

const UNIT = {
  id: "u",
  name: "Đoàn xã",
  code: "X",
  path: [],
  officers: [],
  warnings: [],
  allowed_actions: [],
  refused_actions: [],
  child_count: 0,
};

aPage();

test("a tab takes the place of the one before it, though the code of both comes later", async () => {
  answering(({ path }) =>
    path === "/units/u"
      ? UNIT
      : path.endsWith("/document-symbols")
        ? json({}, 404)
        : { items: [], next: null, total: 0, allowed_actions: [] },
  );
  show(<Router>{[<Route key="unit" path="/don-vi/:id/:tab?" component={UnitScreen} />]}</Router>, "/don-vi/u/can-bo");
  await vi.waitFor(() => expect(root.textContent).toContain("Chưa ghi cán bộ nào"), 10_000);

  root.querySelector<HTMLAnchorElement>('a[href="/don-vi/u/van-ban"]')!.click();

  await vi.waitFor(() => expect(root.textContent).toContain("Chưa có văn bản nào"), 10_000);
  expect(root.textContent).not.toContain("Chưa ghi cán bộ nào");
});

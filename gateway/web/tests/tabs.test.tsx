import { Route, Router } from "preact-iso";
import { expect, test, vi } from "vitest";
import MemberScreen from "../src/screens/members/member";
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

const MEMBER = { id: "m", code: "1", full_name: "Lê Thu", path: [], groups: [], positions: [], warnings: [] };

aPage();

test("a tab of a unit takes the place of the one before it, though the code of both comes later", async () => {
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

test("a tab of a member takes the place of the one before it", async () => {
  answering(({ path }) =>
    path === "/members/m"
      ? MEMBER
      : path.endsWith("/fees")
        ? json({ detail: "Không đọc được" }, 404)
        : { items: [], next: null, total: 0 },
  );
  const route = <Route key="member" path="/doan-vien/:ma/:tab?" component={MemberScreen} />;
  show(<Router>{[route]}</Router>, "/doan-vien/m/ho-so");
  await vi.waitFor(() => expect(root.textContent).toContain("Chưa có hồ sơ nào về đoàn viên này"), 10_000);

  root.querySelector<HTMLAnchorElement>('a[href="/doan-vien/m/doan-phi"]')!.click();

  await vi.waitFor(() => expect(root.textContent).toContain("Không đọc được"), 10_000);
  expect(root.textContent).not.toContain("Chưa có hồ sơ nào về đoàn viên này");
});

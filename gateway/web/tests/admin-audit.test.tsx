import { act } from "preact/test-utils";
import { expect, test, vi } from "vitest";
import { me } from "../src/resources/session";
import AdminAudit from "../src/screens/administration/admin-audit";
import { answering, aPage, reader, root, show, type Asked } from "./page";

aPage();

const MAI = { id: "p1", full_name: "Trần Thị Mai", code: null };

function signedIn(role: string): void {
  const held = [
    { id: "o1", role, code: "BT", title: "", unit: { id: "u1", name: "Huyện đoàn Yên Dũng", level: "DISTRICT" } },
  ];
  me.value = reader({ id: "self", code: null, full_name: "Lê Thu", unit: null }, held as never);
}

const done = (service: string, title: string) => ({
  id: `${service}.1`,
  at: "2026-11-24T02:00:00Z",
  action: "case.open",
  title,
  who: MAI,
  is_anonymous: false,
  offices: [],
  subject: null,
  unit: null,
  changed: [],
  reason: null,
});

function answered({ path }: Asked): unknown {
  if (path === "/audit")
    return {
      items: [done("workflows", "Mở hồ sơ"), done("messaging", "Ban hành văn bản")],
      next: null,
      total: 2,
      missing: ["members"],
    };
  if (path === "/accounts") return { items: [{ id: MAI.id, person: MAI, unit: null }], next: null, total: 1 };
  return { items: [{ ...MAI, born_on: null, unit: null }], next: null, total: 1 };
}

const asked = () => vi.mocked(fetch).mock.calls.map(([url]) => String(url).replace("/api/v1", ""));
const field = () => root.querySelector<HTMLInputElement>("#loc-nguoi")!;

test.each([
  ["INSPECTOR", "/members"],
  ["SYSADMIN", "/accounts"],
])("whoever is a %s finds the people whose acts are asked for in %s", async (role, path) => {
  signedIn(role);
  answering(answered);
  show(<AdminAudit />, "/nhat-ky");
  await vi.waitFor(() => expect(root.textContent).toContain("Ban hành văn bản"));
  expect(root.textContent).toContain("Chưa đọc được phần đoàn viên");

  act(() => {
    field().value = "mai";
    field().dispatchEvent(new Event("input", { bubbles: true }));
  });
  await vi.waitFor(() => expect(root.querySelector("#loc-nguoi-0")).not.toBeNull());
  act(() => root.querySelector<HTMLElement>("#loc-nguoi-0")!.click());

  await vi.waitFor(() =>
    expect(asked().some((url) => url.startsWith("/audit?") && url.includes("person_id=p1"))).toBe(true),
  );
  expect(asked()).toContain(`${path}?q=mai&limit=12`);
  expect([location.search, field().value]).toEqual(["?nguoi=p1", "Trần Thị Mai"]);
});

test.each([
  [true, "Người chưa đăng nhập"],
  [false, "Hệ thống"],
])("an act of nobody by name tells whose it was (signed out: %s)", async (is_anonymous, who) => {
  signedIn("INSPECTOR");
  answering(() => ({ items: [{ ...done("workflows", "Gửi đơn"), who: null, is_anonymous }], next: null, total: 1 }));
  show(<AdminAudit />, "/nhat-ky");

  await vi.waitFor(() => expect(root.textContent).toContain(`· ${who}`));
});

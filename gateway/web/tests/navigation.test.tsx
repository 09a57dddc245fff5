import { act } from "preact/test-utils";
import { expect, test } from "vitest";
import { allPlaces, navigation, placeAt } from "../src/places";
import { closedGroups } from "../src/resources/preferences";
import { me } from "../src/resources/session";
import { Rail } from "../src/rail";
import More from "../src/screens/home/more";
import { answering, aPage, reader, root, show, texts } from "./page";

aPage();

function signedIn(role?: string, level = "PROVINCE"): void {
  const held = role
    ? [{ id: "o1", role, code: "BT", title: "Bí thư", unit: { id: "u1", name: "Tỉnh đoàn", level } }]
    : [];
  me.value = reader({ id: "self", code: null, full_name: "Lê Thu", unit: null }, held as never);
}

const hrefs = (selector: string) => [...root.querySelectorAll(selector)].map((link) => link.getAttribute("href"));

test.each([
  ["PROVINCE_OFFICER", ["Tổng quan", "Việc", "Hồ sơ", "Báo cáo"]],
  ["DISTRICT_OFFICER", ["Tổng quan", "Việc", "Hồ sơ", "Báo cáo"]],
  ["GRASSROOTS_OFFICER", ["Việc", "Đơn vị", "Hồ sơ", "Đoàn viên"]],
  ["CHAPTER_OFFICER", ["Việc", "Chi đoàn", "Hồ sơ", "Đoàn viên"]],
  ["INSPECTOR", ["Việc", "Hồ sơ", "Đơn vị", "Nhật ký"]],
  ["SYSADMIN", ["Dịch vụ", "Tài khoản", "Tác vụ nền", "Nhật ký"]],
])("a %s has four places in the bar beside “Thêm”, and each other place once in a group", (role, bar) => {
  signedIn(role);
  const found = navigation();

  expect(found.bar.map(({ label }) => label)).toEqual(bar);
  expect(found.groups.length).toBeGreaterThan(0);
  const all = allPlaces().map(({ href }) => href);
  expect(new Set(all).size).toBe(all.length);
});

test("a member has five places and nothing behind them", () => {
  signedIn();

  expect(navigation().bar).toHaveLength(5);
  expect(navigation().groups).toEqual([]);
});

test("an administrator is led to no case, no member and no fee", () => {
  signedIn("SYSADMIN");

  const all = allPlaces().map(({ href }) => href);
  for (const href of ["/viec", "/ho-so", "/doan-vien", "/doan-phi/u1", "/bao-cao", "/van-ban"])
    expect(all).not.toContain(href);
});

test("an address belongs to the place with the longest beginning of it", () => {
  signedIn("PROVINCE_OFFICER");
  const at = (path: string) => placeAt(path, navigation())?.href;

  expect(at("/")).toBe("/");
  expect(at("/ho-so/c1")).toBe("/ho-so");
  expect(at("/don-vi/u1/can-bo")).toBe("/don-vi/u1/tong-quan");
  expect(at("/quan-tri/khoa-tin-cay")).toBe("/quan-tri/khoa-tin-cay");
  expect(at("/hang-cho")).toBeUndefined();
});

test("every place that a phone's bar has no room for stands under a heading of “Thêm”", () => {
  signedIn("PROVINCE_OFFICER");
  show(<More />);

  expect(texts("h2")).toEqual(["Con người, đơn vị", "Nghiệp vụ", "Văn bản, sổ sách", "Hệ thống"]);
  expect(hrefs("a.row-link")).toEqual(navigation().groups.flatMap(({ places }) => places.map(({ href }) => href)));
});

test("a group that was folded in the rail stays folded", () => {
  closedGroups.value = [];
  answering(() => ({ items: [], total: 0, missing: [] }));
  signedIn("GRASSROOTS_OFFICER", "GRASSROOTS");
  show(<Rail />, "/dot");
  const group = [...root.querySelectorAll("details")].find((one) => one.textContent!.includes("Nghiệp vụ"))!;
  expect(group.querySelector('[aria-current="page"]')!.textContent).toBe("Đợt trong năm");

  act(() => {
    group.open = false;
    group.dispatchEvent(new Event("toggle"));
  });

  expect(closedGroups.value).toEqual(["work"]);
  expect(JSON.parse(localStorage.getItem("doanso.rail-closed")!)).toEqual(["work"]);
});

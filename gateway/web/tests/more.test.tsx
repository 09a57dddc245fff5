import { expect, test } from "vitest";
import { me } from "../src/resources/session";
import More from "../src/screens/more";
import { placesOf } from "../src/shell";
import { aPage, root, show, texts } from "./page";

aPage();

test("every place that a phone's bar has no room for stands under a heading", () => {
  me.value = { person: { id: "self", code: null, full_name: "Lê Thu", unit: null }, positions: [{ id: "o1", role: "PROVINCE_OFFICER", code: "BT", title: "Bí thư", unit: { id: "u1", name: "Tỉnh đoàn" } }] as never, can: [] };
  show(<More />);

  expect(texts("h2")).toEqual(["Nghiệp vụ", "Danh sách, sổ sách", "Hệ thống"]);
  expect([...root.querySelectorAll("a.row-link")].map((link) => link.getAttribute("href")).sort()).toEqual(
    placesOf()
      .filter((place) => !place.inBar)
      .map((place) => place.href)
      .sort(),
  );
});

import { expect, test, vi } from "vitest";
import { act } from "preact/test-utils";
import Duplicates from "../src/screens/duplicates/duplicates";
import { answering, aPage, json, press, root, show, texts } from "./page";

aPage();

const unit = (name: string) => ({ id: name, name, level: "CHAPTER" });
const ITEM = {
  id: "c1",
  row: { full_name: "Nguyễn Văn An", born_on: "2008-02-01" },
  unit: unit("Chi đoàn thôn Hạ"),
  member: {
    id: "m1",
    code: "240116000017",
    full_name: "Trần Thị Mai",
    born_on: "2007-05-04",
    unit: unit("Chi đoàn thôn Thượng"),
  },
  requested_at: "2026-12-01T03:00:00Z",
};

const open = async () => {
  await vi.waitFor(() => expect(texts(".row-title")).toEqual(["Nguyễn Văn An – Trần Thị Mai"]));
  act(() => root.querySelector<HTMLElement>(".row-link")!.click());
};

test("a row of a workbook and whoever bears its number are read together before they are settled", async () => {
  const sent = answering(({ method }) => (method === "POST" ? {} : { items: [ITEM], next: null, total: 1 }));
  show(<Duplicates />, "/trung-lap?xem=so-cccd");
  await open();
  const said = root.querySelector("dialog")!.textContent;
  press("Đã đối chiếu");

  expect(said).toContain("Trong tệp của Chi đoàn thôn Hạ: Nguyễn Văn An");
  expect(said).toContain("Chi đoàn thôn Thượng");
  await vi.waitFor(() => expect(root.querySelector("dialog")).toBeNull());
  expect(sent).toEqual([{ method: "POST", path: "/comparisons/c1/settlement", body: null }]);
});

test("what could not be settled stays open", async () => {
  const sent = answering(({ method }) =>
    method === "POST"
      ? json({ title: "Chưa ghi được", detail: "Máy chủ đang bận." }, 500)
      : { items: [ITEM], next: null, total: 1 },
  );
  show(<Duplicates />, "/trung-lap?xem=so-cccd");
  await open();
  press("Đã đối chiếu");

  await vi.waitFor(() => expect(sent).toHaveLength(1));
  expect(root.querySelector("dialog")).not.toBeNull();
});

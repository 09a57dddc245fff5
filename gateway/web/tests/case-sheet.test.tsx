import { beforeEach, expect, test, vi } from "vitest";
import type { Job } from "../src/http/types";
import { me } from "../src/resources/session";
import { SheetChecked, SheetOpened } from "../src/screens/cases/case-sheet-outcome";
import { answering, aPage, button, reader, root, show, texts } from "./page";

let job: Partial<Job>;

aPage();
beforeEach(() => {
  me.value = reader({ id: "self", code: null, full_name: "Nguyễn Thị Lan", unit: { id: "u1", name: "" } });
  answering(() => job);
});

const RESULTS = [
  { id: "3", ok: true, code: "ready", detail: "Nguyễn Thu Hà" },
  { id: "4", ok: false, code: "row-unreadable", detail: "Dòng 4, cột “Nơi đến”: “Tân Mĩi” không phải tên đơn vị nào." },
  { id: "5", ok: false, code: "left-blank", detail: "Dòng 5, Lê Thị Bình: để trống, không mở hồ sơ." },
];

test("a checked workbook says who can go, what to mend, and whom it leaves, before anything is open", async () => {
  job = { id: "j", state: "done", done: 3, total: 3, results: RESULTS };
  const open = vi.fn();
  show(<SheetChecked id="j" busy={false} onOpen={open} />);

  await vi.waitFor(() => expect(root.textContent).toContain("1 người mở được hồ sơ; 1 dòng để trống, không mở."));
  expect(texts(".box-gold li")).toEqual(["Dòng 4, cột “Nơi đến”: “Tân Mĩi” không phải tên đơn vị nào."]);
  button("Mở 1 hồ sơ").click();
  expect(open).toHaveBeenCalledOnce();
});

test("where no row can go nothing is opened", async () => {
  job = { id: "j", state: "done", done: 1, total: 1, results: RESULTS.slice(1, 2) };
  const open = vi.fn();
  show(<SheetChecked id="j" busy={false} onOpen={open} />);

  await vi.waitFor(() => expect(button("Mở 0 hồ sơ")).toBeDefined());
  button("Mở 0 hồ sơ").click();
  expect(open).not.toHaveBeenCalled();
});

test("at the end each row has its case, and what was open before is said", async () => {
  job = {
    id: "j",
    state: "done",
    done: 2,
    total: 2,
    results: [
      { id: "3", ok: true, code: "requested", detail: "CSH-2026-0001" },
      { id: "4", ok: true, code: "opened-before", detail: "CSH-2026-0002" },
    ],
  };
  show(<SheetOpened id="j" />);

  await vi.waitFor(() =>
    expect(texts(".row-plain")).toEqual(["Dòng 3: CSH-2026-0001", "Dòng 4: CSH-2026-0002 (đã mở từ trước)"]),
  );
  expect(root.textContent).toContain("2 người đã có hồ sơ.");
});

test("one reason that holds of several rows is said once, with whom it is about", async () => {
  const reason = "Chưa đủ 15 tuổi. Chờ đủ tuổi.";
  const young = ["Lê Văn An", "Lê Thị Bé"].map((name, at) => ({
    id: `${at + 3}`,
    ok: false,
    code: "case-refused",
    detail: `Dòng ${at + 3}, ${name}: ${reason}`,
    title: `Dòng ${at + 3}, ${name}`,
    reason,
  }));
  job = { id: "j", state: "done", done: 3, total: 3, results: [...young, RESULTS[1]!] };
  show(<SheetOpened id="j" />);

  await vi.waitFor(() => expect(texts(".reasons summary")).toEqual([`${reason} 2 người`]));
  expect(texts(".reasons details p")).toEqual(["Dòng 3, Lê Văn An; Dòng 4, Lê Thị Bé"]);
  expect(texts(".reasons > li")[1]).toBe(RESULTS[1]!.detail);
});

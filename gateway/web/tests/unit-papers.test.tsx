import { expect, test, vi } from "vitest";
import UnitPapers from "../src/screens/units/unit-papers";
import type { Unit } from "../src/http/types";
import { answering, aPage, json, press, root, show, texts } from "./page";

const UNIT = { id: "u", name: "Chi đoàn thôn Hạ", officers: [], path: [] } as unknown as Unit;
const PAPER = {
  id: "d1",
  template: "T17",
  kind: "QĐ",
  number: "21-QĐ/ĐTN",
  ordinal: 21,
  term: "2022-2027",
  title: "Quyết định về tổ chức",
  on: "2026-11-24",
  unit: { id: "c", name: "Đoàn xã Tân Mỹ", level: "GRASSROOTS" },
  signer: "Phạm Văn Minh",
  state: "in_force",
  state_title: "Còn hiệu lực",
  cancelled_reason: null,
};
const ACTS = [
  {
    id: "a3",
    kind: "CLOSED",
    title: "Kết thúc hoạt động",
    on: "2026-11-25",
    decision_no: "21-QĐ/ĐTN",
    decision_on: "2026-11-24",
    document_id: "d1",
  },
  {
    id: "a2",
    kind: "MOVED",
    title: "Chuyển từ Đoàn xã A về trực thuộc Đoàn xã B",
    on: "2026-03-26",
    decision_no: "05-QĐ/TĐTN",
    decision_on: "2026-03-20",
    document_id: "d2",
  },
  {
    id: "a1",
    kind: "RENAMED",
    title: "Đổi tên từ Chi đoàn Cũ thành Chi đoàn thôn Hạ",
    on: "2020-03-26",
    decision_no: "07-QĐ/HU",
    decision_on: null,
    document_id: null,
  },
];
const PAGE = { items: [PAPER], next: null, total: 1, years: [2026, 2025] };

/** Every address that was read, with its question. */
const asked = () =>
  (globalThis.fetch as unknown as { mock: { calls: [string][] } }).mock.calls.map(([url]) =>
    decodeURIComponent(url.replace("/api/v1", "")),
  );
const answers = (page: () => unknown, acts: unknown[] = ACTS) =>
  answering(({ path }) =>
    path.endsWith("/acts") ? { items: acts } : path.endsWith("/document-symbols") ? json({}, 404) : page(),
  );

aPage();

test("a unit's acts name their decisions, which lead to the papers that one may read", async () => {
  answers(() => PAGE);
  show(<UnitPapers unit={UNIT} />, "/don-vi/u/van-ban");
  await vi.waitFor(() => expect(texts(".row-plain a")).toEqual(["theo QĐ số 21-QĐ/ĐTN, ngày 24/11/2026"]));

  expect(root.querySelector(".row-plain a")!.getAttribute("href")).toBe("/van-ban/d1");
  expect(texts(".row-plain .caption")).toEqual([
    "25/11/2026 · theo QĐ số 21-QĐ/ĐTN, ngày 24/11/2026",
    "26/03/2026 · theo QĐ số 05-QĐ/TĐTN, ngày 20/03/2026",
    "26/03/2020 · theo QĐ số 07-QĐ/HU",
  ]);
  expect(asked()).toContain("/documents?limit=100&ids=d1&ids=d2");
});

test("the papers are those about the unit, narrowed by what the address says", async () => {
  answers(() => PAGE);
  show(<UnitPapers unit={UNIT} />, "/don-vi/u/van-ban?nam=2026&loai=QĐ&q=21");
  await vi.waitFor(() => expect(root.textContent).toContain("1 văn bản"));

  const [list] = asked().filter((url) => url.includes("count=exact"));
  expect(new URLSearchParams(list!.split("?")[1])).toEqual(
    new URLSearchParams({ about_id: "u", q: "21", kind: "QĐ", year: "2026", count: "exact", limit: "50" }),
  );
  expect([...root.querySelectorAll("#nam option")].map((option) => option.textContent)).toEqual([
    "Tất cả",
    "2026",
    "2025",
  ]);
});

test("where nothing is known of a unit, its page says so", async () => {
  answers(() => ({ items: [], next: null, total: 0, years: [] }), []);
  show(<UnitPapers unit={UNIT} />, "/don-vi/u/van-ban");

  await vi.waitFor(() => expect(texts(".empty h2")).toEqual(["Chưa có văn bản nào về đơn vị này mà bạn xem được."]));
  expect(root.textContent).not.toContain("Lịch sử đơn vị");
});

test("a filter that leaves nothing leads out", async () => {
  answers(() => ({ items: [], next: null, total: 0, years: [2026] }), []);
  show(<UnitPapers unit={UNIT} />, "/don-vi/u/van-ban?nam=2026");
  await vi.waitFor(() => expect(texts(".empty h2")).toEqual(["Không có văn bản nào khớp."]));
  press("Bỏ mọi điều kiện");

  await vi.waitFor(() => expect(location.search).toBe(""));
});

test("papers that cannot be read say why, and are read again", async () => {
  let works = false;
  answers(() => (works ? PAGE : json({ title: "Máy chủ đang bận", detail: "Chờ một phút." }, 503)), []);
  show(<UnitPapers unit={UNIT} />, "/don-vi/u/van-ban");
  await vi.waitFor(() => expect(texts('[role="alert"] strong')).toEqual(["Máy chủ đang bận"]));
  works = true;
  press("Thử lại");

  await vi.waitFor(() => expect(root.textContent).toContain("1 văn bản"));
});

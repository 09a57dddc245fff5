import { act } from "preact/test-utils";
import { expect, test, vi } from "vitest";
import { DraftCard } from "../src/screens/reports/report-draft";
import type { DraftFigure, ReportDraft } from "../src/resources/submissions";
import { answering, aPage, button, root, show, texts } from "./page";

aPage();

const set = {
  action: "override_report_figure",
  label: "Sửa số",
  consequences: ["In kèm báo cáo."],
  form_schema: {
    type: "object",
    properties: { value: { type: "integer", title: "Số báo cáo" }, reason: { type: "string", title: "Lý do sửa" } },
    required: ["value", "reason"],
  },
};
const restore = {
  action: "restore_report_figure",
  label: "Bỏ số đã sửa",
  consequences: ["Nộp lại số tính được."],
  form_schema: null,
};
const figure = (code: string, more: Partial<DraftFigure> = {}): DraftFigure => ({
  code,
  title: code,
  is_share: false,
  registry: 4,
  accepted: 3,
  rest: 1,
  figure: 4,
  override: null,
  may_override: true,
  differs: [],
  more: 0,
  ...more,
});
const byHand = {
  figure: "b",
  title: "b",
  reckoned: 4,
  value: 5,
  reason: "Thiếu hồ sơ",
  by: { id: "m1", full_name: "Nguyễn An" },
  at: "2026-10-05T02:30:00Z",
};
const draft = {
  period: "2026-Q3",
  basis: "CHILDREN",
  basis_title: "Tổng các báo cáo đã duyệt.",
  expected: 2,
  accepted: 2,
  waiting: [],
  figures: [
    figure("a", { differs: [{ unit: { id: "c1", name: "Thôn Một" }, accepted: 1, registry: 2 }], more: 3 }),
    figure("b", { figure: 5, override: byHand }),
    figure("c"),
    figure("d", { is_share: true, registry: 40.5, figure: 40.5, may_override: false }),
  ],
  remarks: [],
  mark: "m",
  allowed_actions: [set, restore],
} as unknown as ReportDraft;

const card = (more: Partial<ReportDraft> = {}) => {
  const sent = answering(() => ({ ok: true }));
  show(<DraftCard draft={{ ...draft, ...more }} unitId="u1" code="BM-03" />);
  return sent;
};
const answer = () =>
  act(
    () =>
      void root.querySelector("dialog form")!.dispatchEvent(new Event("submit", { bubbles: true, cancelable: true })),
  );

test("figures that differ or are set by hand stand first, each with where", () => {
  card();

  expect(texts(".stack > ul.rows > li > .row-main > span:first-child")).toEqual(["a: 4", "b: 5"]);
  expect(root.textContent).toContain("Thôn Một: đã duyệt 1, hồ sơ hiện nay 2");
  expect(root.textContent).toContain("và 3 đơn vị khác");
  expect(root.textContent).toContain("Sửa tay: tính được 4, báo cáo 5. Lý do: Thiếu hồ sơ (Nguyễn An, 05/10/2026)");
  expect(texts("details summary")).toEqual(["Xem 2 số liệu khác"]);
});

test("a share follows from other figures and is not set", () => {
  card();

  expect(texts("details .buttons button")).toEqual(["Sửa số"]);
  expect(root.querySelector("details")!.textContent).toContain("d: 40,5%");
});

test("a figure is set with its number and a reason", async () => {
  const sent = card();
  act(() => button("Sửa số: b").click());
  answer();

  await vi.waitFor(() =>
    expect(sent).toEqual([
      {
        method: "PUT",
        path: "/report-overrides",
        body: { unit_id: "u1", report: "BM-03", period: "2026-Q3", figure: "b", value: 5, reason: "Thiếu hồ sơ" },
      },
    ]),
  );
});

test("what was set is taken back", async () => {
  const sent = card();
  act(() => button("Bỏ số đã sửa: b").click());
  answer();

  await vi.waitFor(() =>
    expect(sent).toEqual([
      {
        method: "POST",
        path: "/report-overrides/removals",
        body: { unit_id: "u1", report: "BM-03", period: "2026-Q3", figure: "b" },
      },
    ]),
  );
});

test("those who are waited for are named with where they stand", () => {
  card({
    accepted: 1,
    waiting: [
      {
        unit: { id: "c2", name: "Thôn Hai" },
        period: "Quý III năm 2026",
        state: "RETURNED",
        state_title: "Bị trả lại",
        submission_id: "s2",
        more: 1,
      },
    ] as unknown as ReportDraft["waiting"],
    remarks: ["Mới duyệt đủ 1/2."],
  });

  expect(texts("details summary")[0]).toBe("1 đơn vị chưa được duyệt đủ");
  expect(texts("details:first-of-type li")).toContain("Thôn HaiQuý III năm 2026 · và 1 kỳ khácBị trả lại");
  expect(texts(".box-gold")).toEqual(["Mới duyệt đủ 1/2."]);
});

test("where nobody below reports there is nothing to compare", () => {
  card({ expected: 0, figures: [] });

  expect(root.textContent).toBe("");
});

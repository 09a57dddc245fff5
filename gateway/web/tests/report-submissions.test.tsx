import { Route, Router } from "preact-iso";
import { act } from "preact/test-utils";
import { expect, test, vi } from "vitest";
import ReportSnapshot from "../src/screens/reports/report-snapshot";
import ReportSubmissions from "../src/screens/reports/report-submissions";
import { SubmitCard } from "../src/screens/reports/report-submit";
import { NotSubmitted } from "../src/screens/units/unit-submitted";
import { answering, aPage, json, press, root, show, texts } from "./page";
import { child, done, list, open, quarter, sent, submit, unit } from "./report-submissions";

aPage();

const of = (more: object = {}) => ({ ...list, ...more });

const card = (nam = "", ky = "", onPeriod = vi.fn()) => {
  show(<SubmitCard code="BM-03" unitId="u1" nam={nam} ky={ky} onPeriod={onPeriod} />);
  return onPeriod;
};
const shown = (selector: string) => vi.waitFor(() => expect(root.querySelector(selector)).not.toBeNull());

test("the due day stands there, and what is locked is said before it is sent", async () => {
  const asked = answering(() => of());
  card("2026", "q3");
  await shown(".chips");
  expect(texts(".chips")).toEqual(["Chưa nộpQuý III năm 2026 · Hạn nộp 10/10/2026"]);

  press("Nộp báo cáo");
  expect(root.querySelector("dialog")!.textContent).toContain("Số liệu được khoá như đang có.");
  act(
    () =>
      void root.querySelector("dialog form")!.dispatchEvent(new Event("submit", { bubbles: true, cancelable: true })),
  );

  await vi.waitFor(() =>
    expect(asked).toEqual([
      { method: "POST", path: "/report-submissions", body: { unit_id: "u1", report: "BM-03", period: "2026-Q3" } },
    ]),
  );
});

test("the period that the page shows is the one that is asked for", async () => {
  answering(() => of());
  card("2026", "q3");
  await shown(".chips");

  expect(vi.mocked(fetch).mock.calls[0]![0]).toContain("period=2026-Q3");
});

test("other figures than those that will be locked are not what one submits unseen", async () => {
  answering(() => of());
  const onPeriod = card();
  await shown(".chips");

  press("Xem số liệu Quý III năm 2026 trước khi nộp");
  expect(onPeriod).toHaveBeenCalledWith({ nam: "2026", ky: "q3" });
});

test("what cannot be submitted says why and when", async () => {
  const refused = [
    {
      action: "submit_report",
      label: "Nộp báo cáo",
      refusals: [{ code: "period-not-over", text: "Kỳ chưa hết.", mend: "Nộp từ ngày 01/01/2027." }],
    },
  ];
  answering(() => of({ own: [{ ...open, allowed_actions: [], refused_actions: refused }] }));
  card();
  await shown(".refusals");

  expect(texts(".refusals li")).toEqual(["Kỳ chưa hết.Nộp từ ngày 01/01/2027."]);
  expect(texts("button")).toEqual([]);
});

test("what was submitted leads to its snapshot, what came back says why", async () => {
  answering(() =>
    of({
      own: [
        {
          ...done,
          state: "RETURNED",
          state_title: "Bị trả lại",
          submission: { ...sent, return_reason: "Thiếu người" },
          allowed_actions: [submit],
        },
      ],
    }),
  );
  card();
  await shown("a[href='/bao-cao-da-nop/s1']");

  expect(root.textContent).toContain("Nguyễn An nộp lúc 09:30 05/10/2026");
  expect(texts(".box")).toEqual(["Cấp trên trả lại: Thiếu người"]);
});

test("a unit that does not submit for the period is told to choose another", async () => {
  answering(() => of({ own: [], own_periods: [], due_on: null }));
  card();
  await vi.waitFor(() => expect(root.textContent).toContain("không nộp báo cáo theo kỳ đang xem"));
});

test("whoever may not see it sees nothing, and what failed can be asked again", async () => {
  answering(() => json({ detail: "" }, 403));
  card();
  await vi.waitFor(() => expect(root.querySelector(".loading")).toBeNull());
  expect(root.textContent).toBe("");

  answering(() => json({ detail: "Máy chủ đang bận." }, 503));
  show(<SubmitCard code="BM-05" unitId="u1" nam="" ky="" onPeriod={() => undefined} />);
  await vi.waitFor(() => expect(root.textContent).toContain("Tải lại phần này"));
});

const listed = (body: object, at = "/bao-cao-da-nop?don-vi=u1") => {
  answering(({ path }) =>
    path === "/reports"
      ? {
          items: [
            { code: "BM-03", title: "Cơ cấu đoàn viên" },
            { code: "BM-10", title: "Đoàn phí" },
          ],
        }
      : body,
  );
  show(<Router>{[<Route key="list" path="/bao-cao-da-nop" component={ReportSubmissions} />]}</Router>, at);
};

test("the list says what the unit has submitted, and whom below it waits for first", async () => {
  listed(
    of({
      own: [
        { ...done, submission: { ...sent, is_late: true } },
        { ...open, code: "BM-04", title: "Cán bộ Đoàn" },
      ],
      children: [child("Thôn Một", "SUBMITTED", "Đã nộp", 10, "c1"), child("Thôn Hai", "LATE", "Quá hạn", 3, "c2")],
      submitted: 1,
      expected: 2,
    }),
  );
  await shown(".rows");

  expect(texts(".rows .row-title")).toEqual(["BM-03. Cơ cấu đoàn viên", "BM-04. Cán bộ Đoàn", "Thôn Hai", "Thôn Một"]);
  const said = [...root.querySelectorAll(".rows .row-link")].map((row) =>
    [...row.querySelectorAll(".chip")].map((chip) => chip.textContent).join(""),
  );
  expect(said).toEqual(["Đã nộpNộp sau hạn", "Chưa nộp", "Quá hạn", "Đã nộp"]);
  expect(root.textContent).toContain("1/2 đơn vị trực thuộc đã nộp");
  expect([...root.querySelectorAll(".rows a")].map((one) => one.getAttribute("href"))).toEqual([
    "/bao-cao-da-nop/s1",
    "/bao-cao/BM-04?don-vi=u1&nam=2026&ky=quy-iii",
    "/bao-cao-da-nop?don-vi=c2&ky=2026-quy-iii",
    "/bao-cao-da-nop?don-vi=c1&ky=2026-quy-iii",
  ]);
});

test("every report can be asked for alone, that of fees too", async () => {
  listed(of());
  await shown("#bao-cao");

  await vi.waitFor(() =>
    expect(texts("#bao-cao option")).toEqual(["Tất cả", "BM-03. Cơ cấu đoàn viên", "BM-10. Đoàn phí"]),
  );
});

test("a period for which nobody submits says so", async () => {
  listed(of({ own: [], children: [] }));
  await shown(".empty");

  expect(texts(".empty h2")).toEqual(["Kỳ này không có báo cáo phải nộp."]);
});

const snapshot = {
  ...sent,
  unit,
  period: quarter,
  state: "SUBMITTED",
  state_title: "Đã nộp",
  due_on: "2026-10-10",
  report: {
    code: "BM-03",
    title: "Cơ cấu đoàn viên",
    about: "",
    by_period: false,
    unit,
    year: 2026,
    since: "2026-07-01",
    on: "2026-09-30",
    columns: [{ code: "members", title: "Tổng số", group: "", is_share: false, is_named: true }],
    rows: [{ unit: null, title: "Trực tiếp tại Chi đoàn Hạ", is_closed: false, figures: { members: 16 } }],
    total: { members: 16 },
  },
  history: [{ ...sent, id: "s0", return_reason: "Thiếu người" }],
  may_export: true,
  allowed_actions: [
    {
      action: "return_report",
      label: "Trả lại để sửa",
      destructive: true,
      form_schema: {
        type: "object",
        properties: { reason: { type: "string", title: "Lý do trả lại", default: "Thiếu hai người" } },
        required: ["reason"],
      },
    },
  ],
};
const snapshotAt = (answer: () => unknown) => {
  const asked = answering(answer);
  show(
    <Router>{[<Route key="one" path="/bao-cao-da-nop/:id" component={ReportSnapshot} />]}</Router>,
    "/bao-cao-da-nop/s1",
  );
  return asked;
};

test("a snapshot says who submitted it when, and its figures lead to nobody of today", async () => {
  snapshotAt(() => snapshot);
  await shown(".report-table");

  expect(texts("dd").slice(0, 3)).toEqual(["Nguyễn An", "09:30 05/10/2026", "10/10/2026"]);
  expect(texts("tbody td")).toEqual(["16"]);
  expect(root.querySelectorAll(".report-table a").length).toBe(0);
  expect(root.textContent).toContain("Cấp trên trả lại: Thiếu người");
});

test("it goes back with a reason and the version that was read", async () => {
  const asked = snapshotAt(() => snapshot);
  await shown(".report-table");
  press("Trả lại để sửa");
  act(
    () =>
      void root.querySelector("dialog form")!.dispatchEvent(new Event("submit", { bubbles: true, cancelable: true })),
  );

  await vi.waitFor(() =>
    expect(asked).toEqual([
      { method: "POST", path: "/report-submissions/s1/return", body: { reason: "Thiếu hai người", version: 1 } },
    ]),
  );
});

test("it is accepted once what follows has been read", async () => {
  const accept = {
    action: "accept_report",
    label: "Duyệt báo cáo",
    form_schema: null,
    consequences: ["Báo cáo đã duyệt không trả lại được nữa."],
  };
  const asked = snapshotAt(() => ({ ...snapshot, allowed_actions: [accept] }));
  await shown(".report-table");
  press("Duyệt báo cáo");
  expect(root.querySelector("dialog")!.textContent).toContain("không trả lại được nữa");
  act(
    () =>
      void root.querySelector("dialog form")!.dispatchEvent(new Event("submit", { bubbles: true, cancelable: true })),
  );

  await vi.waitFor(() =>
    expect(asked).toEqual([{ method: "POST", path: "/report-submissions/s1/accept", body: { version: 1 } }]),
  );
});

test("an accepted one says who accepted it, and what is done instead of sending it back", async () => {
  const refused = {
    action: "return_report",
    label: "Trả lại để sửa",
    refusals: [{ code: "report-accepted", text: "Báo cáo đã duyệt nên không trả lại được.", mend: "Sửa trong hồ sơ." }],
  };
  snapshotAt(() => ({
    ...snapshot,
    state: "ACCEPTED",
    state_title: "Đã duyệt",
    accepted_at: "2026-10-06T02:30:00Z",
    accepted_by: { id: "m2", full_name: "Trần Bình" },
    allowed_actions: [],
    refused_actions: [refused],
  }));
  await shown(".report-table");

  expect(texts("dd")).toContain("Trần Bình");
  expect(root.textContent).toContain("Sửa trong hồ sơ.");
  expect(root.querySelector(".chip-green")!.textContent).toBe("Đã duyệt");
});

test("a snapshot that is not the reader's is not there", async () => {
  snapshotAt(() => json({ detail: "" }, 404));
  await shown(".empty");

  expect(root.querySelector(".report-table")).toBeNull();
});

test("the unit's own page names those below who have not submitted", async () => {
  answering(() =>
    of({
      own: [],
      children: [
        child("Thôn Một", "SUBMITTED", "Đã nộp", 10),
        ...["Hai", "Ba", "Bốn", "Năm", "Sáu", "Bảy"].map((name) => child(name, "LATE", "Quá hạn", 0)),
      ],
      submitted: 1,
      expected: 7,
    }),
  );
  show(<NotSubmitted unitId="u1" />);
  await shown(".box");

  expect(texts(".box")).toEqual([
    "Báo cáo thống kê Quý III năm 2026: 1/7 đơn vị trực thuộc đã nộp đủ. " +
      "Chưa nộp đủ: Hai, Ba, Bốn, Năm, Sáu và 1 đơn vị khác. Hạn 10/10/2026.",
  ]);
});

test("nobody is waited for with a period from before they were here", async () => {
  answering(() =>
    of({
      own: [],
      children: [child("Một", "NOT_DUE", "Không bắt buộc", 0), child("Hai", "SUBMITTED", "Đã nộp", 10)],
      submitted: 1,
      expected: 1,
    }),
  );
  show(<NotSubmitted unitId="u1" />);
  await shown(".box");

  expect(texts(".box")).toEqual(["Báo cáo thống kê Quý III năm 2026: 1/1 đơn vị trực thuộc đã nộp đủ."]);
});

test("a period that is not asked for has no due day in the list", async () => {
  listed(
    of({
      due_on: null,
      own: [{ ...open, state: "NOT_DUE", state_title: "Không bắt buộc" }],
      children: [child("Một", "NOT_DUE", "Không bắt buộc", 0, "c1"), child("Hai", "LATE", "Quá hạn", 0, "c2")],
      submitted: 0,
      expected: 1,
    }),
  );
  await shown(".rows");

  expect(texts(".rows .row-title").slice(1)).toEqual(["Hai", "Một"]);
  expect(
    texts(".rows .caption")
      .slice(-2)
      .map((line) => line!.replace(/^.*?(?=0\/10)/, "")),
  ).toEqual(["0/10 báo cáo · Hạn nộp 10/10/2026", "0/10 báo cáo"]);
});

const notAsked = { due_on: null, own: [{ ...open, state: "NOT_DUE", state_title: "Không bắt buộc" }] };

test("why a period is not asked for is said where it can be submitted", async () => {
  answering(() => of(notAsked));
  card("2026", "q3");
  await shown(".chips");

  expect(root.textContent).toContain("không bắt buộc nộp");
});

test("why nobody below is waited for is said in the list", async () => {
  listed(
    of({ ...notAsked, children: [child("Một", "NOT_DUE", "Không bắt buộc", 0, "c1")], submitted: 0, expected: 0 }),
  );
  await shown(".rows");

  expect(texts(".card .muted")).toContain("Kỳ này hết trước ngày đơn vị được đưa vào hệ thống nên không bắt buộc nộp.");
});

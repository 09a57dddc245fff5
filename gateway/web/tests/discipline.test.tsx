import { Route, Router } from "preact-iso";
import { expect, test, vi } from "vitest";
import type { Case, DisciplineDossier, ProcessDefinition } from "../src/http/types";
import CaseScreen from "../src/screens/cases/case";
import Discipline from "../src/screens/dossiers/discipline";
import { answering, aPage, json, press, root, show, texts } from "./page";

aPage();

const chapter = { id: "u1", name: "Chi đoàn thôn Hạ" };
const commune = { id: "u2", name: "Đoàn xã Tân Mỹ" };
const dossier: DisciplineDossier = {
  authority: [
    {
      form: "KHIEN_TRACH",
      title: "Khiển trách",
      voters_title: "Hội nghị chi đoàn",
      decided_by: chapter,
      at_once: true,
      is_voted: false,
    },
    {
      form: "CANH_CAO",
      title: "Cảnh cáo",
      voters_title: "Hội nghị chi đoàn",
      decided_by: commune,
      at_once: false,
      is_voted: true,
    },
  ],
  ballot: {
    voters_title: "Hội nghị chi đoàn",
    is_secret: true,
    members_total: 16,
    present: 14,
    quorum: 11,
    has_quorum: true,
    needed: 8,
    counts: [
      { title: "Khiển trách", votes: 4, passed: false },
      { title: "Cảnh cáo", votes: 10, passed: true },
    ],
    outcome: "Đạt: cảnh cáo được 10/14 phiếu, cần ít nhất 8.",
    accused_voted: true,
  },
  suspension: null,
  decision: null,
  complaint: { until: null, is_open: false, answered_by: null, items: [] },
  progress: null,
};
const definition = {
  code: "p",
  title: "Kỷ luật",
  form_schema: { type: "object", properties: { violation: { type: "string", title: "Nội dung vi phạm" } } },
  moves: [
    {
      action: "record_meeting",
      label: "Ghi họp",
      from: [],
      to: [],
      by: "x",
      keep: "meeting",
      form_schema: { type: "object", properties: { held_on: { type: "string", format: "date", title: "Ngày họp" } } },
    },
  ],
  states: [],
  diagram: "",
} as unknown as ProcessDefinition;
const ID = "01920000-0000-7000-8000-0000000000e1";
const found = {
  id: ID,
  number: "KL-2026-0031",
  process: "p",
  process_title: "Kỷ luật",
  title: "Xem xét kỷ luật Trần Thị Mai",
  state: "voted",
  state_title: "Đã bỏ phiếu",
  version: 5,
  subject: { id: "m1", full_name: "Trần Thị Mai" },
  unit: chapter,
  since: "2026-11-20T02:00:00Z",
  due_at: null,
  warnings: [],
  holder: { unit: chapter, role: null, people: [], vacant: false },
  form: { violation: "Gian lận trong thi cử", meeting: { held_on: "2026-11-20" } },
  rail: [
    { state: "voted", title: "Đã bỏ phiếu", step: "now", at: "2026-11-20T02:00:00Z", term: null },
    {
      state: "submitted",
      title: "Đã gửi Đoàn cấp trên",
      step: "next",
      at: null,
      term: "Quyết định kỷ luật: trong 30 ngày",
    },
  ],
  allowed_actions: [],
  refused_actions: [],
  history: [],
  documents: [],
  readers: ["Trần Thị Mai", "Chi đoàn thôn Hạ"],
  dossier: { name: "discipline", discipline: dossier },
} as unknown as Case;

const openCase = () =>
  show(
    <Router>
      <Route path="/ho-so/:so" component={CaseScreen} />
      <Route default component={() => null} />
    </Router>,
    `/ho-so/${ID}`,
  );
const draw = (changed: Partial<DisciplineDossier>) =>
  show(
    <Discipline
      found={{ ...found, dossier: { name: "discipline", discipline: { ...dossier, ...changed } } }}
      definition={definition}
      onAct={() => undefined}
    />,
  );

test("the case screen draws the dossier that the server names, and says who may read it", async () => {
  answering(({ path }) => (path.startsWith("/processes/") ? definition : found));
  openCase();
  await vi.waitFor(() => expect(texts("h2")).toContain("Bỏ phiếu kín"));

  expect(root.querySelector("aside.confidential")!.textContent).toContain("Trần Thị Mai; Chi đoàn thôn Hạ");
  expect(texts(".rail-steps .rail-day")).toEqual(["20/11/2026", "Quyết định kỷ luật: trong 30 ngày"]);
});

test("a dossier that this client does not know is drawn as any case", async () => {
  answering(({ path }) =>
    path.startsWith("/processes/") ? definition : { ...found, dossier: { name: "to-come" }, readers: null },
  );
  openCase();
  await vi.waitFor(() => expect(texts("h2")).toContain("Nội dung hồ sơ"));

  expect(root.querySelector("aside.confidential")).toBeNull();
  expect(root.textContent).toContain("Gian lận trong thi cử");
});

test("where the definition does not come the dossier says so, and asks again", async () => {
  let broken = true;
  answering(({ path }) =>
    !path.startsWith("/processes/")
      ? found
      : broken
        ? json({ title: "Không đọc được", detail: "Máy chủ không trả lời." }, 503)
        : definition,
  );
  openCase();
  await vi.waitFor(() => expect(texts('[role="alert"] strong')).toEqual(["Không đọc được"]));

  broken = false;
  press("Tải lại phần này");
  await vi.waitFor(() => expect(texts("h2")).toContain("Bỏ phiếu kín"));
});

test("votes stand by form with what follows from them, and the unit that decides on each", () => {
  draw({});

  expect(texts(".votes tr.votes-passed th, .votes tr.votes-passed td")).toEqual(["Cảnh cáo Quá nửa", "10"]);
  expect(texts(".box-green")).toEqual(["Đạt: cảnh cáo được 10/14 phiếu, cần ít nhất 8."]);
  expect(root.textContent).toContain("Chi đoàn thôn Hạ quyết định, có hiệu lực ngay");
  expect(texts(".row-title .chip")).toEqual(["Được quá nửa"]);
  expect(root.textContent).toContain("Ngày họp20/11/2026");
});

test("before the ballot it says how many must come", () => {
  draw({ ballot: { ...dossier.ballot, present: null, counts: [], outcome: null, has_quorum: null, needed: null } });

  expect(root.textContent).toContain("Cần ít nhất 11 trong 16 người có mặt.");
  expect(root.querySelector(".votes")).toBeNull();
});

test.each([
  [{ has_quorum: false, outcome: "Chưa đủ điều kiện biểu quyết." }, "Thiếu người, cần 11"],
  [{ is_secret: false }, "Không bỏ phiếu kín"],
] as const)("what is wrong with a ballot is marked: %o", (wrong, mark) => {
  draw({ ballot: { ...dossier.ballot, ...wrong } });

  expect(texts(".chip-red")).toEqual([mark]);
});

test("what the server does not tell has no place on the screen", () => {
  draw({});

  expect(texts("h2")).toEqual([
    "Nội dung vi phạm",
    "Xác minh",
    "Họp kiểm điểm",
    "Bỏ phiếu kín",
    "Thẩm quyền với người này",
    "Quyết định và công bố",
  ]);
});

test("days that lie ahead stand in their order", () => {
  draw({
    suspension: {
      title: "Sinh hoạt đoàn",
      reason: "Để xác minh",
      party_opinion: "Đồng ý",
      from_on: "2026-11-10",
      until: "2027-01-10",
      latest_on: "2027-05-10",
      was_extended: false,
      lifted_on: null,
      is_running: true,
    },
    decision: {
      form: "CANH_CAO",
      title: "Cảnh cáo",
      changed_from: null,
      reason: "Vi phạm",
      special_reason: null,
      decided_by: commune,
      number: "12-QĐ/ĐTN",
      on: "2026-11-24",
      document_id: "d1",
      announced_on: "2026-11-25",
      place: null,
      change_announced_on: null,
      standing: "in_force",
      standing_title: "Có hiệu lực từ 25/11/2026",
      in_force_since: "2026-11-25",
      expires_on: "2027-11-25",
    },
    complaint: {
      until: "2026-12-25",
      is_open: true,
      answered_by: { id: "u3", name: "Huyện đoàn Yên Dũng" },
      items: [
        {
          complained_on: "2026-11-26",
          content: "Quá nặng",
          file: null,
          answered_on: null,
          outcome_title: null,
          form_title: null,
          findings: null,
        },
      ],
    },
    progress: {
      earliest_on: "2027-05-25",
      decided_by: commune,
      comment_due_on: "2027-02-25",
      comments: [{ commented_on: "2026-12-30", comment: "Tiến bộ", has_corrected: true }],
      proposal: null,
      recognised_on: null,
      number: null,
      document_id: null,
    },
  });

  expect(texts("section:first-of-type dt")).toEqual([
    "Hạn khiếu nại",
    "Hết hạn đình chỉ",
    "Hạn nhận xét việc sửa chữa",
    "Có thể công nhận tiến bộ từ",
    "Quyết định hết hiệu lực",
  ]);
  expect(root.textContent).toContain("Chưa gia hạn; muộn nhất đến 10/05/2027");
  expect(root.querySelector('a[href="/van-ban/d1"]')!.textContent).toBe("Số 12-QĐ/ĐTN ngày 24/11/2026");
  expect(texts(".chip-green")).toContain("Có hiệu lực từ 25/11/2026");
  expect(root.textContent).toContain("Đang chờ trả lời");
  expect(root.textContent).toContain("Đã sửa chữa tốt");
});

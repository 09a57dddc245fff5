import type { DisciplineDossier, TrainingLog } from "../src/http/types.ts";
import { HOME, id, units } from "./data.ts";
import { members } from "./members.ts";

/** Cases with screens of their own: a discipline dossier before its ballot, and a member's training log of the year. */
const place = (unitId: string) => ({ id: unitId, name: units.get(unitId)!.name, level: units.get(unitId)!.level });
const CHAPTER = place(HOME.chapter);
const ABOVE = place(HOME.grassroots);

const field = (title: string, order: number, more: object = {}) => ({
  type: ["string", "null"],
  title,
  "x-order": order,
  "x-group": "",
  "x-widget": "text",
  ...more,
});
const votes = (title: string, order: number) => ({
  type: "integer",
  title,
  minimum: 0,
  "x-order": order,
  "x-group": "Kết quả bỏ phiếu",
  "x-widget": "stepper",
});
const form = (properties: object, required: string[] = []) => ({ type: "object", properties, required });

const GROUPS: [code: string, title: string, item: string, measure: string, target: string][] = [
  [
    "THOUGHT",
    "Tư tưởng chính trị, đạo đức, lối sống",
    "Học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh",
    "Việc làm theo Bác",
    "2 việc",
  ],
  [
    "STUDY",
    "Học tập, chuyên môn, nghiệp vụ, lao động",
    "Nâng kết quả học tập hoặc công tác",
    "Xếp loại cuối năm",
    "Từ khá trở lên",
  ],
  ["HEALTH", "Thể chất, sức khoẻ", "Luyện tập một môn thể thao", "Buổi mỗi tuần", "3 buổi"],
];

const log: TrainingLog = {
  year: 2026,
  period: null,
  from_on: "2026-01-05",
  until: "2026-12-20",
  needed_groups: 3,
  registered_groups: 3,
  done_groups: 1,
  results: 1,
  logs_by: "log",
  left: [
    {
      text: "Ghi kết quả ở nhóm “Học tập, chuyên môn, nghiệp vụ, lao động”",
      by: "Đoàn viên",
      from_on: null,
      until: "2026-12-20",
    },
    { text: "Tự đánh giá", by: "Đoàn viên", from_on: "2026-11-01", until: "2026-12-31" },
  ],
  groups: GROUPS.map(([code, title, text, measure, target]) => ({
    code,
    title,
    items: [{ text, measure, target }],
    results:
      code === "THOUGHT"
        ? [{ on: "2026-05-19", text: "Viết thu hoạch chuyên đề năm", quantity: "1 bài", file: null }]
        : [],
  })),
  other: [],
  self_assessment: null,
  assessment: null,
  comments: ["Tham gia đều, cần thêm hoạt động tình nguyện."],
};

const dossier: DisciplineDossier = {
  authority: [
    {
      form: "KHIEN_TRACH",
      title: "Khiển trách",
      voters_title: "Hội nghị chi đoàn",
      decided_by: CHAPTER,
      at_once: true,
      is_voted: false,
    },
    {
      form: "CANH_CAO",
      title: "Cảnh cáo",
      voters_title: "Hội nghị chi đoàn",
      decided_by: ABOVE,
      at_once: false,
      is_voted: false,
    },
    {
      form: "KHAI_TRU",
      title: "Khai trừ",
      voters_title: "Hội nghị chi đoàn",
      decided_by: ABOVE,
      at_once: false,
      is_voted: false,
    },
  ],
  ballot: {
    voters_title: "Hội nghị chi đoàn",
    is_secret: true,
    members_total: 16,
    present: null,
    quorum: 11,
    has_quorum: null,
    needed: null,
    counts: [],
    outcome: null,
    accused_voted: null,
  },
  suspension: {
    title: null,
    reason: "Đang xác minh",
    party_opinion: null,
    from_on: "2026-11-10",
    until: "2027-02-10",
    latest_on: "2027-05-10",
    was_extended: false,
    lifted_on: null,
    is_running: true,
  },
  decision: null,
  complaint: { until: null, is_open: false, answered_by: null, items: [] },
  progress: null,
};

const move = (action: string, label: string, form_schema: object | null, more: object = {}) => ({
  action,
  label,
  form_schema,
  primary: false,
  destructive: false,
  needs_note: false,
  consequences: [],
  from: [],
  to: [],
  by: "chapter_officer",
  ...more,
});
const MOVES: Record<string, ReturnType<typeof move>[]> = {
  training: [
    move(
      "log",
      "Ghi kết quả",
      form(
        {
          group: field("Nhóm", 1, {
            enum: GROUPS.map(([code]) => code),
            "x-labels": GROUPS.map(([, title]) => title),
            "x-widget": "select",
          }),
          on: field("Ngày thực hiện", 2, { format: "date", "x-widget": "date" }),
          text: field("Đã làm gì", 3, { "x-widget": "textarea" }),
          quantity: field("Kết quả đạt được", 4),
        },
        ["on"],
      ),
      { primary: true, keep: "log" },
    ),
    move("comment", "Nhận xét", form({ comment: field("Nhận xét", 1, { "x-widget": "textarea" }) })),
  ],
  discipline: [
    move(
      "record_vote",
      "Ghi kết quả bỏ phiếu kín",
      form(
        {
          present: votes("Có mặt", 1),
          for_khien_trach: votes("Khiển trách", 2),
          for_canh_cao: votes("Cảnh cáo", 3),
          for_khai_tru: votes("Khai trừ", 4),
        },
        ["present"],
      ),
      {
        primary: true,
        consequences: ["Khiển trách đoàn viên được quá nửa số phiếu thì chi đoàn quyết định, có hiệu lực ngay."],
      },
    ),
    move("close", "Kết thúc, không kỷ luật", null, {
      destructive: true,
      needs_note: true,
      consequences: ["Hồ sơ kết thúc, không có quyết định kỷ luật."],
    }),
  ],
};
const SCHEMAS: Record<string, object> = {
  training: form({ year: { type: "integer", title: "Năm", minimum: 2000, maximum: 2100, "x-widget": "stepper" } }),
  discipline: form({
    violation: field("Nội dung vi phạm", 1, { "x-widget": "textarea" }),
    violated_on: field("Ngày vi phạm", 2, { format: "date", "x-widget": "date" }),
  }),
};
const RAILS: Record<string, [string, string][]> = {
  training: [
    ["registered", "Đã đăng ký, chờ duyệt"],
    ["in_progress", "Đang thực hiện"],
    ["self_assessed", "Đã tự đánh giá"],
    ["confirmed", "Đã xác nhận"],
  ],
  discipline: [
    ["verifying", "Đang xác minh"],
    ["met", "Đã họp kiểm điểm"],
    ["voted", "Đã bỏ phiếu"],
    ["decided", "Đã quyết định"],
  ],
};

interface Told {
  id: string;
  process: "training" | "discipline";
  number: string;
  process_title: string;
  title: string;
  state: string;
  subject: { id: string; full_name: string };
  form: object;
  dossier: object;
  readers?: string[];
  version: number;
}

const about = (place_: number) => ({ id: members[place_]!.id, full_name: members[place_]!.full_name });
const told: Told[] = [
  {
    id: id(4, 1, 0, 0, 1),
    process: "training",
    number: "RL-2026-0056",
    process_title: "Chương trình rèn luyện",
    title: `Rèn luyện: ${about(0).full_name}`,
    state: "in_progress",
    subject: about(0),
    form: { year: 2026 },
    dossier: { name: "training", training: log },
    version: 4,
  },
  {
    id: id(4, 1, 0, 0, 2),
    process: "discipline",
    number: "KL-2026-0031",
    process_title: "Kỷ luật",
    title: `Xem xét kỷ luật ${about(3).full_name}`,
    state: "met",
    subject: about(3),
    form: { violation: "Gian lận trong thi cử", violated_on: "2026-10-30" },
    dossier: { name: "discipline", discipline: dossier },
    readers: [about(3).full_name, CHAPTER.name, ABOVE.name],
    version: 5,
  },
];

export const dossierOf = (caseId: string) => told.find((one) => one.id === caseId);
export const dossiersAbout = (subjectId: string) =>
  told.filter((one) => one.subject.id === subjectId && one.process === "training").map(item);
export const dossiersAt = (unitId: string) => (unitId === HOME.chapter ? told.map(item) : []);
export const dossierDefinition = (code: string) =>
  MOVES[code]
    ? {
        moves: MOVES[code],
        form_schema: SCHEMAS[code],
        states: RAILS[code]!.map(([state, title]) => ({ code: state, title })),
      }
    : {};

function item(one: Told) {
  const state_title = RAILS[one.process]!.find(([state]) => state === one.state)![1];
  return {
    ...one,
    state_title,
    screen: one.process,
    unit: CHAPTER,
    holder_unit: CHAPTER,
    since: "2026-11-20T02:00:00Z",
    due_at: "2026-12-20T16:59:59Z",
    warnings: [],
  };
}

export function dossierView(one: Told) {
  const now = RAILS[one.process]!.findIndex(([state]) => state === one.state);
  return {
    ...item(one),
    holder: {
      unit: CHAPTER,
      role: "OFFICER",
      role_title: "Bí thư",
      people: [{ id: null, full_name: "Nguyễn Thị Lan" }],
      vacant: false,
      note: null,
    },
    form_schema: SCHEMAS[one.process],
    rail: RAILS[one.process]!.map(([state, title], place_) => ({
      state,
      title,
      step: place_ < now ? "done" : place_ === now ? "now" : "next",
      at: place_ <= now ? "2026-11-20T02:00:00Z" : null,
      term: null,
    })),
    allowed_actions: one.process === "training" || one.state === "met" ? MOVES[one.process] : [],
    refused_actions: [],
    history: [],
    documents: [],
    rule_set: "2022-2027",
  };
}

/** What was done stands in the dossier afterwards. */
export function actOnDossier(one: Told, action: string, given: Record<string, unknown>): void {
  one.version += 1;
  if (action === "log") {
    log.groups
      .find(({ code }) => code === given["group"])
      ?.results.push({
        on: String(given["on"]),
        text: String(given["text"] ?? ""),
        quantity: String(given["quantity"] ?? "") || null,
        file: null,
      });
    log.done_groups = log.groups.filter(({ results }) => results.length > 0).length;
  } else if (action === "comment") log.comments.push(String(given["comment"]));
  else if (action === "record_vote") {
    const counts = dossier.authority.map(({ form: name, title }) => ({
      title,
      votes: Number(given[`for_${name.toLowerCase()}`] ?? 0),
      passed: false,
    }));
    const present = Number(given["present"]);
    const needed = Math.floor(present / 2) + 1;
    Object.assign(dossier.ballot, {
      present,
      needed,
      has_quorum: present >= dossier.ballot.quorum!,
      counts: counts.map((one_) => ({ ...one_, passed: one_.votes >= needed })),
      outcome: "Đã ghi kết quả bỏ phiếu.",
    });
    one.state = "voted";
  } else one.state = "decided";
}

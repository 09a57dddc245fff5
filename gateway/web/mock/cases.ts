import { chance, childrenOf, HOME, id, person, units } from "./data.ts";

const text = (title: string, group: string, order: number, more: object = {}) => ({
  type: ["string", "null"],
  title,
  "x-group": group,
  "x-order": order,
  "x-widget": "text",
  maxLength: 200,
  ...more,
});
const choice = (
  title: string,
  group: string,
  order: number,
  values: string[],
  labels: string[],
  more: object = {},
) => ({
  type: "string",
  title,
  "x-group": group,
  "x-order": order,
  "x-widget": values.length <= 3 ? "radio" : "select",
  enum: values,
  "x-labels": labels,
  ...more,
});
const day = (title: string, group: string, order: number, more: object = {}) => ({
  type: "string",
  format: "date",
  title,
  "x-group": group,
  "x-order": order,
  "x-widget": "date",
  ...more,
});
const flag = (title: string, group: string, order: number) => ({
  type: "boolean",
  title,
  "x-group": group,
  "x-order": order,
  "x-widget": "checkbox",
});
const count = (title: string, group: string, order: number, more: object = {}) => ({
  type: "integer",
  title,
  "x-group": group,
  "x-order": order,
  "x-widget": "stepper",
  minimum: 0,
  ...more,
});

const P = "Lý lịch";
const S = "Học tập, công tác";
const A = "Đơn và giới thiệu";

export const candidateSchema = {
  type: "object",
  required: ["full_name", "sex", "born_on"],
  additionalProperties: false,
  properties: {
    full_name: text("Họ và tên khai sinh", P, 1, { description: "Ghi đủ dấu, như giấy khai sinh." }),
    sex: choice("Giới tính", P, 2, ["male", "female"], ["Nam", "Nữ"]),
    born_on: day("Ngày sinh", P, 3),
    citizen_id: text("Số CCCD", P, 4, { "x-needed": "submit" }),
    phone: text("Số điện thoại", P, 5, { "x-needed": "submit" }),
    ethnicity: choice("Dân tộc", P, 6, ["1", "2", "7", "15"], ["Kinh", "Tày", "Nùng", "Sán Chay"], {
      "x-needed": "submit",
    }),
    permanent_address: text("Nơi thường trú", P, 7, { "x-needed": "submit" }),
    occupation: choice(
      "Nghề nghiệp",
      S,
      8,
      ["hs", "sv", "cn", "nd"],
      ["Học sinh", "Sinh viên", "Công nhân", "Nông dân"],
    ),
    general_education: choice(
      "Trình độ học vấn",
      S,
      9,
      ["9/12", "10/12", "11/12", "12/12"],
      ["9/12", "10/12", "11/12", "12/12"],
    ),
    applied_on: day("Ngày viết đơn", A, 10),
    class_certificate_no: text("Số giấy chứng nhận lớp tìm hiểu về Đoàn", A, 11),
    introducer_kind: choice(
      "Bên giới thiệu",
      A,
      12,
      ["member", "party_member", "team"],
      ["Đoàn viên", "Đảng viên", "Chi đội"],
    ),
    introducer_id: text("Đoàn viên giới thiệu", A, 13, {
      format: "uuid",
      "x-widget": "person",
      "x-when": { introducer_kind: ["member"] },
    }),
    known_since: day("Cùng học tập, công tác từ ngày", A, 14, {
      "x-when": { introducer_kind: ["member", "party_member"] },
    }),
    agrees_to_charter: flag("Lý lịch rõ ràng, tán thành Điều lệ, tự nguyện hoạt động", A, 15),
  },
};

const voteSchema = {
  type: "object",
  required: ["met_on", "present", "agree", "disagree"],
  properties: {
    met_on: day("Ngày họp", "Cuộc họp", 1, { default: "2026-11-24" }),
    place: text("Địa điểm", "Cuộc họp", 2),
    members_total: count("Tổng số đoàn viên", "Cuộc họp", 3, { default: 16 }),
    present: count("Có mặt", "Cuộc họp", 4),
    agree: count("Tán thành", "Kết quả biểu quyết", 5),
    disagree: count("Không tán thành", "Kết quả biểu quyết", 6),
    blank: count("Không có ý kiến", "Kết quả biểu quyết", 7),
    conclusion: text("Kết luận", "Kết quả biểu quyết", 8, { "x-widget": "textarea", maxLength: 1000 }),
  },
};

const STATES = [
  ["candidate", "Đối tượng kết nạp"],
  ["training", "Đang bồi dưỡng"],
  ["applied", "Đã có đơn xin vào Đoàn"],
  ["voted", "Chi đoàn đã biểu quyết"],
  ["submitted", "Đã gửi, đang xét"],
  ["approved", "Đã chuẩn y"],
  ["admitted", "Đã kết nạp"],
] as const;

const ACTIONS: Record<string, object[]> = {
  applied: [
    {
      action: "record_vote",
      label: "Ghi nhận kết quả biểu quyết",
      form_schema: voteSchema,
      keep: "vote",
      primary: true,
      destructive: false,
      needs_note: false,
      consequences: [],
    },
    {
      action: "amend",
      label: "Sửa lý lịch",
      form_schema: candidateSchema,
      primary: false,
      destructive: false,
      needs_note: false,
      consequences: [],
    },
    {
      action: "cancel",
      label: "Rút hồ sơ",
      form_schema: null,
      primary: false,
      destructive: true,
      needs_note: true,
      consequences: ["Hồ sơ kết thúc, không duyệt nữa."],
    },
  ],
  voted: [
    {
      action: "submit",
      label: "Gửi Đoàn cấp trên",
      form_schema: null,
      primary: true,
      destructive: false,
      needs_note: false,
      consequences: ["Nghị quyết của chi đoàn được cấp số.", "Đoàn cấp trên xét trong thời hạn quy định."],
    },
  ],
  submitted: [
    {
      action: "approve",
      label: "Duyệt",
      form_schema: null,
      primary: true,
      destructive: false,
      needs_note: false,
      consequences: ["Quyết định chuẩn y kết nạp được ban hành và có số.", "Đoàn viên mới có mã và thẻ."],
    },
    {
      action: "return",
      label: "Trả lại bổ sung",
      form_schema: null,
      primary: false,
      destructive: false,
      needs_note: true,
      consequences: ["Hồ sơ về chi đoàn, giữ nguyên nội dung."],
    },
    {
      action: "reject",
      label: "Không duyệt",
      form_schema: null,
      primary: false,
      destructive: true,
      needs_note: true,
      consequences: ["Hồ sơ kết thúc; người xin vào Đoàn có thể nộp lại."],
    },
  ],
  approved: [
    {
      action: "record_ceremony",
      label: "Ghi nhận lễ kết nạp",
      form_schema: null,
      primary: true,
      destructive: false,
      needs_note: false,
      consequences: [],
    },
  ],
  admitted: [],
};

export const PROCESSES = [
  ["admission", "Kết nạp"],
  ["transfer", "Chuyển đi, chuyển đến"],
  ["maturation", "Trưởng thành"],
  ["removal", "Xoá tên"],
  ["training", "Chương trình rèn luyện"],
  ["evaluation", "Đánh giá, xếp loại"],
  ["honorary", "Đoàn viên danh dự"],
  ["outstanding", "Đoàn viên ưu tú"],
  ["award", "Khen thưởng"],
  ["discipline", "Kỷ luật"],
  ["away", "Đi làm ăn xa"],
  ["residence", "Sinh hoạt nơi cư trú"],
  ["temporary", "Sinh hoạt tạm thời"],
].map(([code, title]) => ({ code, title, may_open: true, reason: null }));

export const definition = (code: string) => ({
  code,
  title: PROCESSES.find((one) => one.code === code)?.title ?? code,
  version: 1,
  subject: code === "admission" ? "optional" : "member",
  form_schema:
    code === "admission"
      ? candidateSchema
      : {
          type: "object",
          properties: { reason: text("Lý do", "", 1, { "x-widget": "textarea" }), from_on: day("Từ ngày", "", 2) },
          required: ["reason"],
        },
  states: STATES.map(([state, title]) => ({
    code: state,
    title,
    held_by: "chapter_officer",
    is_end: state === "admitted",
  })),
  moves: Object.entries(ACTIONS).flatMap(([from, actions]) =>
    actions.map((action) => ({ ...action, from: [from], to: [from], by: "superior" })),
  ),
  rail: STATES.map(([state]) => state),
  diagram: "stateDiagram-v2",
});

const NOW = Date.now();
const ago = (hours: number) => new Date(NOW - hours * 3_600_000).toISOString();

export interface MockCase {
  id: string;
  number: string;
  state: string;
  version: number;
  name: string;
  unitId: string;
  since: string;
  due_at: string | null;
  form: Record<string, unknown>;
  warnings: { code: string; text: string; mend: string | null }[];
  lines: { label: string; to: string; at: string; who: string; position: string; note: string | null }[];
}

const VOTE = {
  met_on: "2026-11-18",
  place: "Nhà văn hoá thôn",
  members_total: 16,
  present: 14,
  agree: 12,
  disagree: 1,
  blank: 1,
};
export const cases: MockCase[] = [];
const CHAPTERS = childrenOf(HOME.grassroots);

for (let n = 1; n <= 44; n++) {
  const { full_name, sex } = person(n * 31);
  const state = n <= 2 ? "applied" : n === 3 ? "admitted" : "submitted";
  cases.push({
    id: id(4, 0, 0, 0, n),
    number: `KN-2026-${String(400 + n).padStart(4, "0")}`,
    state,
    version: 4,
    name: n === 1 ? "Nguyễn Thu Hà" : full_name,
    unitId: CHAPTERS[n % CHAPTERS.length]!.id,
    since: ago(5 + n * 7),
    due_at: state === "admitted" ? null : new Date(NOW + (n - 8) * 20 * 3_600_000).toISOString(),
    form: {
      full_name: n === 1 ? "Nguyễn Thu Hà" : full_name,
      sex,
      born_on: `20${String(8 + (n % 2)).padStart(2, "0")}-0${1 + (n % 9)}-1${n % 9}`,
      citizen_id: "024308001234",
      phone: "0987654321",
      ethnicity: "1",
      permanent_address: "Thôn Đồng Vàng, xã Tân Mỹ",
      occupation: "hs",
      general_education: "10/12",
      applied_on: "2026-10-12",
      class_certificate_no: "15/GCN",
      introducer_kind: "member",
      introducer_id: id(2, 0, 0, 0, 5),
      known_since: "2025-09-05",
      agrees_to_charter: true,
      ...(state === "applied" ? {} : { vote: VOTE }),
    },
    warnings:
      chance(n * 3) > 0.9
        ? [
            {
              code: "namesake",
              text: "Có người trùng họ tên và ngày sinh trong phạm vi.",
              mend: "So lại trước khi duyệt.",
            },
          ]
        : [],
    lines: [
      { label: "Mở hồ sơ", to: "applied", at: ago(24 * 20 + n), who: "Nguyễn Thị Lan", position: "Bí thư", note: null },
      ...(state === "applied"
        ? []
        : [
            {
              label: "Ghi nhận kết quả biểu quyết",
              to: "voted",
              at: ago(24 * 6 + n),
              who: "Nguyễn Thị Lan",
              position: "Bí thư",
              note: "12/14 phiếu tán thành.",
            },
            {
              label: "Gửi Đoàn cấp trên",
              to: "submitted",
              at: ago(5 + n * 7),
              who: "Nguyễn Thị Lan",
              position: "Bí thư",
              note: null,
            },
          ]),
    ],
  });
}

const titleOf = (state: string) => STATES.find(([code]) => code === state)?.[1] ?? state;
const holderId = (found: MockCase) =>
  found.state === "submitted" ? HOME.grassroots : found.state === "admitted" ? null : found.unitId;
const ref = (unitId: string) => ({ id: unitId, name: units.get(unitId)!.name, level: units.get(unitId)!.level });

export function item(found: MockCase) {
  const holder = holderId(found);
  return {
    id: found.id,
    number: found.number,
    process: "admission",
    process_title: "Kết nạp",
    title: `Kết nạp ${found.name}`,
    state: found.state,
    state_title: titleOf(found.state),
    version: found.version,
    subject: { id: null, full_name: found.name, code: null },
    unit: ref(found.unitId),
    holder_unit: holder && ref(holder),
    since: found.since,
    due_at: found.due_at,
    warnings: found.warnings,
  };
}

export const waitsFor = (found: MockCase, unitId: string) => holderId(found) === unitId;

export function inboxItem(found: MockCase, position: { title: string; role: string; unit: object }) {
  return {
    kind: "case",
    ...item(found),
    position,
    overdue: false,
    allowed_actions: (ACTIONS[found.state] ?? []).map((action) => ({
      ...action,
      form_schema: null,
      asks: "form_schema" in action && (action as { form_schema: unknown }).form_schema !== null,
    })),
  };
}

export function view(found: MockCase, mine: string) {
  const holder = holderId(found);
  const at = STATES.findIndex(([code]) => code === found.state);
  const isMine = holder === mine;
  return {
    ...item(found),
    holder: holder
      ? {
          unit: ref(holder),
          role: "OFFICER",
          role_title: "Bí thư",
          people: [{ id: null, full_name: found.state === "submitted" ? "Phạm Văn Minh" : "Nguyễn Thị Lan" }],
          vacant: false,
          note: null,
        }
      : { unit: null, role: null, role_title: null, people: [], vacant: false, note: null },
    form: found.form,
    form_schema: candidateSchema,
    rail: STATES.map(([state, title], index) => ({
      state,
      title,
      step: index < at ? "done" : index === at ? "now" : "next",
      at: null,
    })),
    allowed_actions: isMine ? ACTIONS[found.state] : [],
    refused_actions:
      isMine && found.state === "applied"
        ? [
            {
              action: "submit",
              label: "Gửi Đoàn cấp trên",
              refusals: [
                {
                  code: "not-voted",
                  text: "Chi đoàn chưa biểu quyết về người này.",
                  mend: "Ghi nhận kết quả biểu quyết trước khi gửi.",
                },
                { code: "incomplete", text: "Hồ sơ còn thiếu: tôn giáo.", mend: "Bấm “Sửa lý lịch” để bổ sung." },
              ],
            },
          ]
        : [],
    history: found.lines.map((line) => ({
      action: line.to === "voted" ? "record_vote" : "",
      label: line.label,
      from_state: null,
      to_state: line.to,
      to_title: titleOf(line.to),
      at: line.at,
      actor: { id: null, full_name: line.who },
      position: line.position,
      unit: ref(found.unitId),
      note: line.note,
      refusals: [],
      form: line.to === "voted" ? VOTE : {},
    })),
    documents:
      found.state === "applied"
        ? []
        : [
            {
              id: id(5, 0, 0, 0, 2),
              template: "T02",
              title: "Nghị quyết đề nghị kết nạp đoàn viên",
              number: "04-NQ/CĐ",
              on: "2026-11-20",
              state: "in_force",
              state_title: "Còn hiệu lực",
            },
            ...(found.state === "submitted"
              ? []
              : [
                  {
                    id: id(5, 0, 0, 0, 1),
                    template: "T03",
                    title: "Quyết định chuẩn y kết nạp đoàn viên",
                    number: "12-QĐ/ĐTN",
                    on: "2026-11-24",
                    state: "in_force",
                    state_title: "Còn hiệu lực",
                  },
                ]),
          ],
    rule_set: "2022-2027",
  };
}

export function act(found: MockCase, action: string, note: string | null): void {
  const next: Record<string, string> = {
    record_vote: "voted",
    submit: "submitted",
    approve: "approved",
    return: "applied",
    reject: "admitted",
    record_ceremony: "admitted",
    cancel: "admitted",
  };
  const label = Object.values(ACTIONS)
    .flat()
    .find((one) => (one as { action: string }).action === action) as { label: string } | undefined;
  found.state = next[action] ?? found.state;
  found.version += 1;
  found.since = new Date().toISOString();
  found.lines.push({
    label: label?.label ?? action,
    to: found.state,
    at: found.since,
    who: "Phạm Văn Minh",
    position: "Phó Bí thư",
    note,
  });
}

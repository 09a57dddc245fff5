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

export const STATES = [
  ["candidate", "Đối tượng kết nạp"],
  ["training", "Đang bồi dưỡng"],
  ["applied", "Đã có đơn xin vào Đoàn"],
  ["voted", "Chi đoàn đã biểu quyết"],
  ["submitted", "Đã gửi, đang xét"],
  ["approved", "Đã chuẩn y"],
  ["admitted", "Đã kết nạp"],
] as const;

export const ACTIONS: Record<string, object[]> = {
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

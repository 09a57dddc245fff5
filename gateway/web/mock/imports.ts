import { HOME, units } from "./data.ts";

const FIELDS = [
  ["full_name", "Họ và tên", true],
  ["birth_date", "Ngày sinh", true],
  ["sex", "Giới tính", true],
  ["citizen_id", "Số CCCD", false],
  ["phone", "Số điện thoại", false],
  ["union_join_date", "Ngày vào Đoàn", false],
  ["permanent_address", "Nơi thường trú", false],
  ["note", "Ghi chú", false],
] as const;

const PROBLEMS = [
  {
    row: 37,
    column: "birth_date",
    code: "no-such-day",
    text: "“31/02/2008” không phải ngày có thật. Sửa thành dd/mm/yyyy.",
    value: "31/02/2008",
    severity: "error",
  },
  {
    row: 41,
    column: "full_name",
    code: "empty",
    text: "Họ và tên còn trống. Ghi họ và tên.",
    value: "",
    severity: "error",
  },
  {
    row: 58,
    column: "sex",
    code: "unknown",
    text: "“Na” không phải giới tính. Ghi Nam hoặc Nữ.",
    value: "Na",
    severity: "error",
  },
  {
    row: 66,
    column: "birth_date",
    code: "no-such-day",
    text: "“1/13/2007” không phải ngày có thật. Sửa thành dd/mm/yyyy.",
    value: "1/13/2007",
    severity: "error",
  },
  {
    row: 52,
    column: "citizen_id",
    code: "padded",
    text: "Chỉ có 11 chữ số nên đã thêm số 0 ở đầu thành 024208001234. Kiểm tra lại.",
    value: "24208001234",
    severity: "warning",
  },
  {
    row: 90,
    column: "phone",
    code: "short",
    text: "Số điện thoại cần 10 chữ số và bắt đầu bằng 0.",
    value: "91234567",
    severity: "warning",
  },
];

interface MockImport {
  id: string;
  state: string;
  since: number;
  problems: typeof PROBLEMS;
  sure: boolean;
}

export const imports = new Map<string, MockImport>();
const ROWS = 300;

export function start(): MockImport {
  const made = {
    id: `members.0192000${imports.size}-aaaa-7000-8000-000000000001`,
    state: "checking",
    since: Date.now(),
    problems: [...PROBLEMS],
    sure: imports.size % 2 === 1,
  };
  imports.set(made.id, made);
  return made;
}

export function view(found: MockImport) {
  const passed = Date.now() - found.since;
  const after: Record<string, string> = { checking: "checked", applying: "applied", undoing: "undone" };
  if (after[found.state] && passed > 2500) found.state = after[found.state]!;
  const errors = found.problems.filter((one) => one.severity === "error");
  const moving = found.state in after;
  const done =
    found.state === "applied" ? ROWS - errors.length : moving ? Math.min(ROWS, Math.floor((passed / 2500) * ROWS)) : 0;
  return {
    id: found.id,
    state: found.state,
    kind: "members",
    unit: { id: HOME.chapter, name: units.get(HOME.chapter)!.name, level: "CHAPTER" },
    file_name: "Danh sách đoàn viên thôn Đồng Vàng 2026.xlsx",
    mapping: {
      columns: [
        { index: 1, header: "Họ và tên", field: "full_name", confidence: 1 },
        { index: 2, header: "Ngày sinh › Nam", field: "birth_date", confidence: 0.95 },
        { index: 3, header: "Ngày sinh › Nữ", field: "birth_date", confidence: 0.95 },
        { index: 4, header: "Nam/Nữ", field: "sex", confidence: 0.9 },
        { index: 5, header: "CMND/CCCD", field: "citizen_id", confidence: 0.92 },
        { index: 6, header: "Ngày vào ĐTN", field: "union_join_date", confidence: found.sure ? 0.9 : 0.45 },
        { index: 7, header: "Chức danh khác", field: null, confidence: 0 },
      ],
    },
    fields: FIELDS.map(([code, title, required]) => ({ code, title, required })),
    rows: ROWS,
    ok: ROWS - errors.length,
    warnings: found.problems.length - errors.length,
    errors,
    error_count: errors.length,
    counts: { create: 212, update: 71, duplicate: 9, error: errors.length },
    done,
    total: moving ? ROWS : null,
    problem: null,
    undo_until: found.state === "applied" ? new Date(found.since + 86_400_000).toISOString() : null,
    created_at: new Date(found.since).toISOString(),
  };
}

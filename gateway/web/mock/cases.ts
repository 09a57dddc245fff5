import { HOME, chance, childrenOf, id, person, units } from "./data.ts";
import { ACTIONS, STATES, candidateSchema } from "./processes.ts";

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

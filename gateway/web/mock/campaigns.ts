import { HOME, id, person, units } from "./data.ts";

/**
 * One year's rating of the district: its officers wait for the superior, the rest of a chapter waits to be confirmed.
 */
const unitOf = (unitId: string) => {
  const { id: key, name, level } = units.get(unitId)!;
  return { id: key, name, level };
};
const STATES = [
  { state: "superior_rating", title: "Chờ cấp trên đánh giá", count: 4, is_end: false },
  { state: "submitted", title: "Đã gửi, chờ công nhận", count: 8, is_end: false },
];
const CHOICES = [
  { code: "HTXS", title: "Hoàn thành xuất sắc nhiệm vụ", key: "1" },
  { code: "HTT", title: "Hoàn thành tốt nhiệm vụ", key: "2" },
  { code: "HT", title: "Hoàn thành nhiệm vụ", key: "3" },
  { code: "KHT", title: "Không hoàn thành nhiệm vụ", key: "4" },
];
const field = (title: string, order: number, widget = "text") => ({
  type: "string",
  title,
  "x-order": order,
  "x-group": "Kết quả",
  "x-widget": widget,
});
const FIELDS = {
  type: "object",
  required: ["rating"],
  properties: {
    rating: {
      ...field("Xếp loại", 1, "select"),
      enum: CHOICES.map(({ code }) => code),
      "x-labels": CHOICES.map(({ title }) => title),
    },
    comment: field("Nhận xét", 2, "textarea"),
  },
};

export const campaign = {
  id: id(7, 1),
  process: "evaluation",
  process_title: "Đánh giá, xếp loại đoàn viên",
  about: "members",
  grid: "xep-loai",
  title: "Đánh giá, xếp loại đoàn viên năm 2026",
  unit: unitOf(HOME.district),
  year: 2026,
  period: "",
  from_on: "2026-11-01",
  until: "2026-12-15",
  closing_on: "2026-12-31",
  state: "OPEN",
  state_title: "Đang làm",
  counts: {},
  settings: [],
  total: 12,
  done: 0,
  waiting: 12,
  late: 3,
  states: STATES,
  allowed_actions: [],
  refused_actions: [],
};

export const campaignPreview = {
  title: campaign.title,
  label: "Mở 12 hồ sơ",
  consequences: ["Mở 12 hồ sơ cho 12 đoàn viên ở 1 đơn vị."],
  form_schema: null,
};

export const campaignUnits = () => ({
  parent: unitOf(HOME.grassroots),
  items: [
    {
      unit: unitOf(HOME.chapter),
      is_own: false,
      has_children: false,
      total: 12,
      done: 0,
      waiting: 12,
      late: 3,
      states: STATES,
    },
  ],
  waiting: 12,
});

function row(at: number) {
  const isOfficer = at < 4;
  const act = isOfficer
    ? { action: "rate_officer", label: "Đánh giá, công nhận", asks: true }
    : { action: "confirm", label: "Công nhận", asks: false };
  return {
    id: id(7, 2, 0, 0, at),
    number: `XL-2026-${1000 + at}`,
    process: "evaluation",
    title: "Xếp loại đoàn viên",
    state: STATES[isOfficer ? 0 : 1]!.state,
    state_title: STATES[isOfficer ? 0 : 1]!.title,
    version: 3,
    subject: { id: id(9, at), full_name: person(at + 20).full_name },
    unit: unitOf(HOME.chapter),
    since: "2026-11-20T02:00:00Z",
    due_at: "2026-12-05T16:59:59Z",
    is_over: false,
    facts: {
      attendance: { came: 10, held: 12, percent: 83 },
      fees_owed: 0,
      training_title: "Đạt",
      self_rating_title: CHOICES[1]!.title,
      rating: isOfficer ? null : "HTT",
      comment: isOfficer ? null : "Tích cực, gương mẫu.",
    },
    allowed_actions: [{ ...act, primary: true, destructive: false, needs_note: false, form_schema: null }],
    refused_actions: [],
  };
}

export const campaignRows = () => ({
  unit: unitOf(HOME.grassroots),
  process: "evaluation",
  action: "rate_officer",
  fields: FIELDS,
  items: Array.from({ length: 12 }, (_, at) => row(at)),
  summary: { choices: CHOICES, given: {}, members_total: 12, cap: null },
  next: null,
});

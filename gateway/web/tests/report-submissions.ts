/** What the server says of a quarter's reports. */

export const unit = { id: "u1", name: "Chi đoàn Hạ", level: "CHAPTER" };
export const quarter = { code: "2026-Q3", title: "Quý III năm 2026", first: "2026-07-01", last: "2026-09-30" };
export const submit = {
  action: "submit_report",
  label: "Nộp báo cáo",
  consequences: ["Số liệu được khoá như đang có."],
  form_schema: { type: "object", properties: { note: { type: "string", title: "Ghi chú gửi kèm" } } },
};
export const sent = {
  id: "s1",
  submitted_at: "2026-10-05T02:30:00Z",
  submitted_by: { id: "m1", full_name: "Nguyễn An" },
  is_late: false,
  note: null,
  accepted_at: null,
  accepted_by: null,
  returned_at: null,
  returned_by: null,
  return_reason: null,
  version: 1,
};
export const open = {
  code: "BM-03",
  title: "Cơ cấu đoàn viên",
  state: "NOT_YET",
  state_title: "Chưa nộp",
  submission: null,
  allowed_actions: [submit],
  refused_actions: [],
};
export const done = { ...open, state: "SUBMITTED", state_title: "Đã nộp", submission: sent, allowed_actions: [] };
export const child = (name: string, state: string, state_title: string, submitted: number, id = name) => ({
  unit: { id, name },
  is_closed: false,
  state,
  state_title,
  submitted,
  accepted: 0,
  expected: 10,
  due_on: "2026-10-10",
  submission_id: null,
  waiting: [],
});
export const list = {
  unit,
  period: quarter,
  periods: [quarter],
  own_periods: [quarter],
  due_on: "2026-10-10",
  own: [open],
  children: [],
  submitted: 0,
  accepted: 0,
  expected: 0,
  remark: null,
  allowed_actions: [],
};

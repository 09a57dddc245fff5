/**
 * An act that is sent again after a fault is the same act, whatever has become of its thing meanwhile: the server then
 * carries it out once.
 */
import type { ComponentChildren } from "preact";
import { Route, Router } from "preact-iso";
import { act } from "preact/test-utils";
import { beforeEach, expect, test, vi } from "vitest";
import type { Action, Case, EditableField, Member, MemberField, MemberGroup } from "../src/http/types";
import { invalidate } from "../src/resources/resource";
import { me } from "../src/resources/session";
import type { SubmissionList } from "../src/resources/submissions";
import { CaseAct } from "../src/screens/cases/case-act";
import { AskDialog } from "../src/screens/edit-requests/edit-request-ask";
import { EditDialog } from "../src/screens/members/member-edit";
import { Children } from "../src/screens/reports/report-children";
import ReportSnapshot from "../src/screens/reports/report-snapshot";
import { aPage, json, press, reader, root, show } from "./page";

aPage();
beforeEach(() => {
  me.value = reader({ id: "self", code: null, full_name: "Nguyễn Thị Lan", unit: { id: "u1", name: "" } });
});

const nothing = () => undefined;
const unit = { id: "u1", name: "Chi đoàn thôn Lực" };
const late = () =>
  json({ title: "Máy chủ đang bận", detail: "Máy chủ chưa trả lời kịp.", code: "deadline-exceeded" }, 503);

const action = (name: string, label: string): Action =>
  ({ action: name, label, primary: true, consequences: [] }) as unknown as Action;
const found = { id: "c1", title: "Kết nạp Nguyễn Thu Hà", unit, holder: { unit }, form: {} } as unknown as Case;
const field: MemberField = {
  code: "phone",
  title: "Số điện thoại",
  kind: "text",
  value: "",
  display: "",
  editable: true,
} as unknown as MemberField;
const group = { code: "contact", title: "Liên hệ", fields: [field] } as unknown as MemberGroup;
const child = (version: number) => ({
  unit: { id: "c1", name: "Thôn Một" },
  is_closed: false,
  state: "SUBMITTED",
  state_title: "Đã nộp",
  submitted: 1,
  accepted: 0,
  expected: 1,
  due_on: "2026-10-10",
  submission_id: null,
  waiting: version > 1 ? [] : [{ id: "s1", report: "BM-03", version }],
});
const list = (version: number) =>
  ({
    unit,
    period: { code: "2026-Q3", title: "Quý III năm 2026" },
    periods: [],
    own_periods: [],
    due_on: null,
    own: [],
    children: [child(version)],
    submitted: 1,
    accepted: 0,
    expected: 1,
    remark: null,
    allowed_actions: [action("accept_reports", "Duyệt")],
  }) as unknown as SubmissionList;
const snapshot = (version: number) => ({
  id: "s1",
  unit,
  version,
  period: { code: "2026-Q3", title: "Quý III năm 2026", first: "2026-07-01", last: "2026-09-30" },
  state: "SUBMITTED",
  state_title: "Đã nộp",
  due_on: "2026-10-10",
  submitted_at: "2026-10-05T02:30:00Z",
  submitted_by: null,
  accepted_at: null,
  accepted_by: null,
  returned_at: null,
  returned_by: null,
  return_reason: null,
  note: `Bản ${version}`,
  history: [],
  may_export: false,
  report: {
    code: "BM-03",
    title: "Cơ cấu đoàn viên",
    about: "",
    by_period: false,
    unit,
    year: 2026,
    since: "2026-07-01",
    on: "2026-09-30",
    columns: [],
    rows: [],
    total: null,
  },
  allowed_actions: [action("accept_report", "Duyệt")],
});

interface Way {
  /** The thing in this version, as the page draws it. */
  draw: (version: number) => ComponentChildren;
  open?: () => void;
  at?: string;
}

const ways: Record<string, Way> = {
  "a move of a case": {
    draw: (version) => (
      <CaseAct
        found={found}
        action={action("send", "Gửi Đoàn cấp trên")}
        etag={`"${version}"`}
        onClose={nothing}
        onReload={nothing}
        onDone={nothing}
      />
    ),
  },
  "a change of a file": {
    draw: (version) => (
      <EditDialog
        member={{ id: "m1", version } as unknown as Member}
        group={group}
        onClose={nothing}
        onSaved={nothing}
      />
    ),
    open: () => type("#f-phone", "0912345678"),
  },
  "a request to change a file": {
    draw: (version) => (
      <AskDialog
        memberId="m1"
        version={version}
        offered={{ code: "phone", title: "Số điện thoại", kind: "text" } as unknown as EditableField}
        field={field}
        onClose={nothing}
        onSent={nothing}
      />
    ),
    open: () => type("#f-phone", "0912345678"),
  },
  "an acceptance of reports": {
    draw: (version) => <Children list={list(version)} report="" state="" />,
    open: () => {
      act(() => root.querySelector<HTMLInputElement>("input[type=checkbox]")!.click());
      act(() => root.querySelector<HTMLButtonElement>(".bulk-bar .button-primary")!.click());
    },
  },
  "an acceptance of one report": {
    draw: () => <Router>{[<Route key="one" path="/bao-cao-da-nop/:id" component={ReportSnapshot} />]}</Router>,
    open: () => press("Duyệt"),
    at: "/bao-cao-da-nop/s1",
  },
};

function type(selector: string, text: string): void {
  const input = root.querySelector<HTMLInputElement>(selector)!;
  act(() => {
    input.value = text;
    input.dispatchEvent(new Event("input", { bubbles: true }));
  });
}

const submit = () =>
  act(
    () =>
      void root.querySelector("dialog form")!.dispatchEvent(new Event("submit", { cancelable: true, bubbles: true })),
  );

test.each(Object.entries(ways))("%s", async (_, { draw, open = nothing, at }) => {
  let version = 1;
  const sent: unknown[] = [];
  vi.stubGlobal(
    "fetch",
    vi.fn(async (_url: string, { method, headers, body }: { method: string; headers: Headers; body?: string }) => {
      if (method === "GET") return json(snapshot(version));
      sent.push({ key: headers.get("Idempotency-Key"), seen: headers.get("If-Match"), body });
      return late();
    }),
  );
  show(draw(version), at);
  await vi.waitFor(() => expect(root.querySelector(at ? "button" : "dialog, .rows")).not.toBeNull());
  open();

  submit();
  await vi.waitFor(() =>
    expect([sent.length, root.querySelector('dialog [role="alert"]')]).toEqual([1, expect.anything()]),
  );
  version = 2;
  show(draw(version), at);
  invalidate("/report-submissions");
  if (at) await vi.waitFor(() => expect(root.textContent).toContain("Bản 2"));
  submit();
  await vi.waitFor(() => expect(sent).toHaveLength(2));

  expect(sent[1]).toEqual(sent[0]);
  expect(sent[0]).toMatchObject({ key: expect.stringMatching(/^[0-9a-f-]{36}$/) });
  expect(JSON.stringify(sent[0])).toMatch(/"version":1|\\"1\\"|version\\":1/);
});

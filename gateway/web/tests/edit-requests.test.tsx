import { act } from "preact/test-utils";
import { expect, test, vi } from "vitest";
import type { EditRequest, Member } from "../src/http/types";
import { notices } from "../src/resources/notices";
import { me } from "../src/resources/session";
import EditRequests from "../src/screens/edit-requests/edit-requests";
import EditRequestNotice from "../src/screens/edit-requests/edit-request-notice";
import { ProfileBook } from "../src/screens/members/profile-book";
import { answering, aPage, button, press, root, show, texts } from "./page";

aPage();

const PHONE: EditRequest = {
  id: "r1",
  person: { id: "p1", full_name: "Nguyễn Thu Hà", code: "240126000017" },
  unit: { id: "u1", name: "Chi đoàn A" },
  field: "phone",
  title: "Số điện thoại",
  kind: "phone",
  old: "0911111111",
  new: "0912345678",
  current: null,
  masked: false,
  reason: "Đổi số.",
  paper_name: null,
  warnings: [],
  state: "WAITING",
  state_title: "Đang chờ duyệt",
  requested_at: "2026-11-20T00:00:00Z",
  decided_at: null,
  decided_by: null,
  decision_reason: null,
  reopened_at: null,
  reopened_by: null,
  acknowledged: false,
  waits_at: null,
  allowed_actions: [
    { action: "approve", label: "Duyệt" },
    { action: "reject", label: "Từ chối" },
  ] as EditRequest["allowed_actions"],
  refused_actions: [],
  version: 1,
};
const STALE: EditRequest = {
  ...PHONE,
  id: "r2",
  field: "email",
  title: "Thư điện tử",
  current: "moi@example.vn",
  allowed_actions: [{ action: "reject", label: "Từ chối" }] as EditRequest["allowed_actions"],
  refused_actions: [
    {
      action: "approve",
      label: "Duyệt",
      refusals: [{ code: "value-changed", text: "Thư điện tử trong hồ sơ đã đổi.", mend: "Từ chối." }],
    },
  ],
};
const MEMBER = {
  id: "p1",
  code: "240126000017",
  full_name: "Nguyễn Thu Hà",
  version: 3,
  allowed_actions: [],
  warnings: [],
  groups: [
    {
      code: "contact",
      title: "Liên hệ",
      masked: false,
      fields: [
        { code: "phone", title: "Số điện thoại", kind: "phone", value: "0911111111", display: "0911111111" },
        { code: "email", title: "Thư điện tử", kind: "email", value: null, display: "" },
        { code: "card_no", title: "Số thẻ đoàn viên", kind: "text", value: null, display: "" },
      ],
    },
  ],
} as unknown as Member;
const OFFERS = [
  { code: "phone", title: "Số điện thoại", kind: "phone", needs_reason: false, paper: null },
  { code: "email", title: "Thư điện tử", kind: "email", needs_reason: true, paper: null },
];

const signIn = (id: string) =>
  (me.value = { person: { id, code: null, full_name: "A", unit: null }, positions: [], can: [] } as never);
const own = { fields: OFFERS, refusals: [], items: [] as EditRequest[], version: 3 };
const book = () => show(<ProfileBook member={MEMBER} onReveal={() => undefined} onChange={() => undefined} />);

test("in the own file each field can be asked for, written or not, but what the Union gives", async () => {
  signIn("p1");
  answering(() => own);
  book();
  await vi.waitFor(() => expect(button("Đề nghị sửa: Số điện thoại")).toBeDefined());

  expect(button("Bổ sung: Thư điện tử")).toBeDefined();
  expect(button("Bổ sung: Số thẻ đoàn viên")).toBeUndefined();
});

test("what is asked for goes to the server with the version that was seen", async () => {
  signIn("p1");
  const sent = answering(({ method }) =>
    method === "GET"
      ? own
      : {
          ...own,
          fields: [OFFERS[1]],
          items: [
            {
              ...PHONE,
              allowed_actions: [{ action: "withdraw", label: "Rút lại" }],
              waits_at: { id: "u1", name: "Chi đoàn A" },
            },
          ],
        },
  );
  book();
  await vi.waitFor(() => expect(button("Đề nghị sửa: Số điện thoại")).toBeDefined());
  press("Đề nghị sửa: Số điện thoại");
  const input = root.querySelector<HTMLInputElement>("dialog input")!;
  act(() => {
    input.value = "0912345678";
    input.dispatchEvent(new Event("input", { bubbles: true }));
  });
  press("Gửi đề nghị");
  await vi.waitFor(() => expect(root.textContent).toContain("Đang chờ Chi đoàn A duyệt"));

  expect(sent[0]).toMatchObject({
    path: "/members/p1/edit-requests",
    body: { fields: { phone: "0912345678" }, reason: null, paper: null },
  });
  expect(button("Rút lại đề nghị sửa: Số điện thoại")).toBeDefined();
  expect(button("Đề nghị sửa: Số điện thoại")).toBeUndefined();
});

test("in another's file nothing can be asked for", async () => {
  signIn("p9");
  answering(() => own);
  book();

  expect(button("Đề nghị sửa: Số điện thoại")).toBeUndefined();
  expect(root.textContent).toContain("Chưa ghi: Thư điện tử, Số thẻ đoàn viên");
});

test("the officer sees the old value beside the new, approves, and can take it back", async () => {
  signIn("p9");
  const sent = answering(({ method, path }) =>
    method === "GET"
      ? { items: [PHONE], next: null, total: 1 }
      : { done: 1, results: [{ id: "r1", ok: true, code: null, detail: null, title: path }] },
  );
  show(<EditRequests />, "/sua-thong-tin");
  await vi.waitFor(() => expect(root.querySelector(".change")).not.toBeNull());
  press("Duyệt: Số điện thoại của Nguyễn Thu Hà");
  await vi.waitFor(() => expect(notices.value.at(-1)?.text).toBe("Đã duyệt 1 mục."));
  act(() => notices.value.at(-1)!.act!.run());
  await vi.waitFor(() => expect(sent).toHaveLength(2));

  expect(texts(".change > div")).toEqual(["Đang ghi0911111111", "Đề nghị0912345678"]);
  expect(sent.map(({ path, body }) => [path, body])).toEqual([
    ["/edit-requests/approvals", { ids: ["r1"] }],
    ["/edit-requests/reopenings", { ids: ["r1"] }],
  ]);
});

test("a value that changed meanwhile is told, and cannot be ticked for approval", async () => {
  signIn("p9");
  answering(() => ({ items: [PHONE, STALE], next: null, total: 2 }));
  show(<EditRequests />, "/sua-thong-tin");
  await vi.waitFor(() => expect(root.querySelectorAll(".change")).toHaveLength(2));

  expect(root.textContent).toContain("Hồ sơ nay ghi: moi@example.vn");
  expect(root.textContent).toContain("Thư điện tử trong hồ sơ đã đổi.");
  expect(root.querySelectorAll('.asker input[type="checkbox"]')).toHaveLength(1);
});

test("what was not approved is told with its reason", async () => {
  signIn("p9");
  answering(({ method }) =>
    method === "GET"
      ? { items: [PHONE], next: null, total: 1 }
      : {
          done: 0,
          results: [
            {
              id: "r1",
              ok: false,
              code: "x",
              detail: "Số CCCD này đã có trong hệ thống.",
              title: "Nguyễn Thu Hà: Số CCCD",
            },
          ],
        },
  );
  show(<EditRequests />, "/sua-thong-tin");
  await vi.waitFor(() => expect(root.querySelector(".change")).not.toBeNull());
  press("Duyệt: Số điện thoại của Nguyễn Thu Hà");

  await vi.waitFor(() =>
    expect(notices.value.at(-1)).toMatchObject({
      tone: "error",
      text: "Nguyễn Thu Hà: Số CCCD: Số CCCD này đã có trong hệ thống.",
    }),
  );
});

test("the member reads what was answered at home until it is acknowledged", async () => {
  signIn("p1");
  const answered = {
    ...PHONE,
    state: "REJECTED",
    state_title: "Không duyệt",
    decided_by: "Trần Văn Bí",
    decided_at: "2026-11-21T00:00:00Z",
    decision_reason: "Số của người khác.",
  };
  let items: unknown[] = [answered, { ...PHONE, id: "r3" }];
  const sent = answering(({ method }) => {
    if (method === "POST") items = [];
    return { items, next: null, total: items.length };
  });
  show(<EditRequestNotice />);
  await vi.waitFor(() => expect(root.textContent).toContain("Số của người khác."));
  press("Đã xem");
  await vi.waitFor(() => expect(root.textContent).toBe(""));

  expect(sent).toMatchObject([{ path: "/me/edit-requests/acknowledgements", body: { ids: ["r1"] } }]);
});

import { expect, test, vi } from "vitest";
import { SchemaForm } from "../src/forms/schema-form";
import type { Case } from "../src/http/types";
import { CaseActions } from "../src/screens/cases/case-actions";
import { Rail } from "../src/screens/cases/case-rail";
import { Statistics } from "../src/screens/units/unit-statistics";
import { answering, aPage, root, show } from "./page";

aPage();

const found = {
  id: "c1",
  number: "KN-2026-0412",
  process: "admission",
  title: "Kết nạp Nguyễn Thu Hà",
  state: "submitted",
  state_title: "Đã gửi, đang xét",
  since: "2026-11-21T00:00:00Z",
  due_at: null,
  unit: { id: "u", name: "Chi đoàn thôn Đồng Vàng" },
  holder: {
    unit: { id: "g", name: "Đoàn xã Tân Mỹ" },
    role: "GRASSROOTS_OFFICER",
    people: [{ id: null, full_name: "Phạm Văn Minh" }],
    vacant: true,
    note: null,
  },
  rail: [
    { state: "applied", title: "Đã có đơn", step: "done" },
    { state: "submitted", title: "Đang xét", step: "now" },
    { state: "approved", title: "Đã chuẩn y", step: "next" },
  ],
  allowed_actions: [{ action: "a_move_of_tomorrow", label: "Một bước mới", primary: true }],
  refused_actions: [
    {
      action: "approve",
      label: "Duyệt",
      refusals: [{ code: "x", text: "Có mặt 9/16 đoàn viên.", mend: "Chọn cuộc họp khác." }],
    },
  ],
  form: {},
  history: [],
  documents: [],
} as unknown as Case;

test("the rail tells where the case is, who holds it and that the seat is empty", () => {
  show(<Rail found={found} />);

  expect(root.querySelector('[aria-current="step"]')!.textContent).toContain("Đang xét");
  expect(root.textContent).toContain("Đang ở: Đoàn xã Tân Mỹ – Phạm Văn Minh");
  expect(root.textContent).toContain("Chưa có người giữ chức vụ này.");
});

test("an action that the client never heard of is offered, a refused one tells why and how to mend it", () => {
  show(<CaseActions found={found} onAct={() => undefined} />);

  expect([...root.querySelectorAll("button")].map((button) => button.textContent)).toEqual(["Một bước mới"]);
  expect(root.textContent).toContain("Có mặt 9/16 đoàn viên.");
  expect(root.textContent).toContain("Chọn cuộc họp khác.");
});

test("a field says what is wrong with it where it stands", () => {
  const schema = { type: "object", properties: { born_on: { type: "string", format: "date", title: "Ngày sinh" } } };
  show(
    <SchemaForm schema={schema} form={{}} errors={{ born_on: ["Ngày sinh còn trống."] }} onChange={() => undefined} />,
  );

  const input = root.querySelector("input")!;
  const told = input
    .getAttribute("aria-describedby")!
    .split(" ")
    .map((id) => root.querySelector(`#${id}`)!.textContent);
  expect(input.getAttribute("aria-invalid")).toBe("true");
  expect(told).toContain("Ngày sinh còn trống.");
});

test("figures come from the server and lead to the people they count", async () => {
  const body = {
    total: 16,
    female: 9,
    age_bands: [{ code: "a", title: "Dưới 18", count: 4 }],
    statuses: [],
    minority: 0,
    party: 0,
    children: [],
  };
  answering(() => body);
  const unit = { id: "u1" } as never;

  show(<Statistics unit={unit} />);
  await vi.waitFor(() => expect(root.querySelector("a.figure-value")).not.toBeNull());

  expect(root.querySelector("a.figure-value")!.getAttribute("href")).toBe("/doan-vien?don_vi=u1");
  expect(root.querySelector("table")!.textContent).toContain("Dưới 18");
});

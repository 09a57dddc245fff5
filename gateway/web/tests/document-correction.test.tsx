import { Route, Router } from "preact-iso";
import { expect, test, vi } from "vitest";
import DocumentScreen from "../src/screens/documents/document";
import { answering, aPage, button, press, root, show } from "./page";

const TEXT = { type: "string", "x-widget": "text", maxLength: 200 };
const ROW = {
  type: "object",
  properties: { written: { ...TEXT, title: "Đã viết" }, read: { ...TEXT, title: "Đọc là" } },
  required: ["written", "read"],
};
const ACTION = {
  action: "correct_document",
  label: "Đính chính",
  form_schema: {
    type: "object",
    properties: {
      corrections: { type: "array", title: "Nội dung đính chính", "x-widget": "rows", minItems: 1, items: ROW },
    },
    required: ["corrections"],
  },
  consequences: ["Quyết định đính chính được ban hành."],
};
const paper = (id: string, number: string, allowed_actions: unknown[]) => ({
  id,
  number,
  template: "T03",
  kind: "QĐ",
  ordinal: 12,
  term: "2022-2027",
  title: "Quyết định chuẩn y",
  on: "2026-11-24",
  unit: { id: "u", name: "Đoàn xã Tân Mỹ", level: "GRASSROOTS" },
  state: "in_force",
  state_title: "Còn hiệu lực",
  content: {},
  case_ids: [],
  text: "QUYẾT ĐỊNH",
  verify_url: "https://x/xt/ABC",
  issued_at: "2026-11-24T01:00:00Z",
  allowed_actions,
});
const page = () => <Router>{[<Route key="it" path="/van-ban/:id" component={DocumentScreen} />]}</Router>;

aPage();

test("whose paper it is corrects it, and is shown the decision that did", async () => {
  const sent = answering(({ method }) =>
    method === "POST" ? paper("d2", "13-QĐ/ĐTN", []) : paper("d1", "12-QĐ/ĐTN", [ACTION]),
  );
  show(page(), "/van-ban/d1");
  await vi.waitFor(() => expect(button("Đính chính")).toBeTruthy());

  press("Đính chính");
  press("Thêm dòng");
  for (const [index, value] of ["Nguyễn Thu Hạ", "Nguyễn Thu Hà"].entries()) {
    const field = root.querySelectorAll<HTMLInputElement>("dialog .list-row input")[index]!;
    field.value = value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    await Promise.resolve();
  }
  root.querySelector<HTMLFormElement>("dialog form")!.requestSubmit();

  await vi.waitFor(() => expect(location.pathname).toBe("/van-ban/d2"));
  expect(sent[0]!.path).toContain("/corrections");
  expect(sent[0]!.body).toEqual({ corrections: [{ written: "Nguyễn Thu Hạ", read: "Nguyễn Thu Hà" }] });
});

test("to everybody else the paper is only read", async () => {
  answering(() => paper("d1", "12-QĐ/ĐTN", []));
  show(page(), "/van-ban/d1");

  await vi.waitFor(() => expect(root.textContent).toContain("12-QĐ/ĐTN"));
  expect(button("Đính chính")).toBeUndefined();
});

test("for whom a paper counts no more is told with the paper that says so", async () => {
  const by = { id: "d9", number: "15-QĐ/ĐTN", on: "2026-12-01", title: "Quyết định thu hồi văn bản" };
  answering(() => ({
    ...paper("d1", "12-QĐ/ĐTN", []),
    struck: [{ full_name: "Nguyễn Thu Hà", at: "2026-12-01T01:00:00Z", reason: "Khai sai", by }],
  }));
  show(page(), "/van-ban/d1");

  await vi.waitFor(() =>
    expect(root.querySelector('a[href="/van-ban/d9"]')?.textContent).toBe("(theo văn bản số 15-QĐ/ĐTN)"),
  );
});

test("a decision for many lists their names, the last of them one press away", async () => {
  const people = Array.from({ length: 12 }, (_, place) => ({ full_name: `Đoàn viên ${place}` }));
  answering(() => ({
    ...paper("d1", "12-QĐ/ĐTN", []),
    content: { people },
    case_ids: people.map((_, place) => `c${place}`),
  }));
  show(page(), "/van-ban/d1");
  await vi.waitFor(() => expect(root.querySelector("a[href='/ho-so/c0']")).not.toBeNull());

  const names = [...root.querySelectorAll("a[href^='/ho-so/']")].map((link) => link.textContent);
  expect(names).toEqual(people.map(({ full_name }) => full_name));
  expect([...root.querySelectorAll("details summary")].map((one) => one.textContent)).toContain("Xem 2 người còn lại");
});

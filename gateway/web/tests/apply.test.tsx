import { act } from "preact/test-utils";
import { Route, Router } from "preact-iso";
import { beforeEach, expect, test, vi } from "vitest";
import type { ApplicationForm, ProcessDefinition } from "../src/http/types";
import { me } from "../src/resources/session";
import Apply from "../src/screens/applications/apply";
import { OpenForm } from "../src/screens/cases/case-form";
import { answering, aPage, json, press, reader, root, show, type Asked } from "./page";

const schema = {
  type: "object",
  properties: {
    full_name: { type: "string", title: "Họ và tên", "x-group": "Người", "x-needed": "apply" },
    phone: { type: "string", title: "Số điện thoại", "x-group": "Lý lịch", "x-needed": "apply" },
  },
  "x-pages": [
    { title: "Người", groups: ["Người"] },
    { title: "Lý lịch", groups: ["Lý lịch"] },
  ],
} as const;
const FORM = {
  unit_name: "Chi đoàn 10A3",
  expires_at: "2026-12-16T00:00:00Z",
  kept_days: 30,
  form_schema: schema,
} as unknown as ApplicationForm;
const SENT = { unit_name: "Chi đoàn 10A3", kept_until: "2027-01-01" };
let sent: Asked[];
let answerToPost: () => unknown;

aPage();
beforeEach(() => {
  answerToPost = () => SENT;
  sent = answering(({ method, path }) =>
    method === "POST"
      ? answerToPost()
      : path === "/application-links/t1"
        ? FORM
        : json({ code: "application-link-over", title: "Liên kết này không nhận đơn nữa", detail: "Đã hết hạn." }, 404),
  );
});

async function open(token = "t1"): Promise<void> {
  show(
    <Router>{[<Route key="apply" path="/don-xin-vao-doan/:token" component={Apply} />]}</Router>,
    `/don-xin-vao-doan/${token}`,
  );
  await vi.waitFor(() => expect(root.textContent).toContain(token === "t1" ? "Gửi Chi đoàn 10A3" : "Liên kết này"));
}

function type(id: string, value: string): void {
  const field = root.querySelector<HTMLInputElement>(`#f-${id}`)!;
  act(() => {
    field.value = value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
}

const submit = () => act(() => root.querySelector("form")!.requestSubmit());
const kept = () => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]);

async function write(): Promise<void> {
  type("full_name", "Nguyễn Thu Hà");
  submit();
  await vi.waitFor(() => expect(root.querySelector("#f-phone")).not.toBeNull());
  type("phone", "0912345678");
}

test("an application goes to the link's unit, and nothing of it stays on the device", async () => {
  await open();
  await write();
  expect(kept()).toContain("Nguyễn Thu Hà");
  submit();

  await vi.waitFor(() => expect(root.textContent).toContain("Đã gửi đơn"));
  expect(sent).toEqual([
    {
      method: "POST",
      path: "/application-links/t1/applications",
      body: { form: { full_name: "Nguyễn Thu Hà", phone: "0912345678" } },
    },
  ]);
  expect(root.textContent).toContain("01/01/2027");
  expect(kept()).not.toContain("Nguyễn Thu Hà");
  press("Viết đơn cho người khác");
  expect(root.querySelector<HTMLInputElement>("#f-full_name")!.value).toBe("");
});

test("without a network what was typed stays, and goes under the same key afterwards", async () => {
  const keys: (string | null)[] = [];
  await open();
  await write();
  const answered = globalThis.fetch;
  vi.stubGlobal("fetch", (url: string, how: RequestInit) => {
    keys.push(new Headers(how.headers).get("Idempotency-Key"));
    return keys.length === 1 ? Promise.reject(new TypeError("offline")) : answered(url, how);
  });
  submit();
  await vi.waitFor(() => expect(root.textContent).toContain("Không có mạng"));
  expect(root.querySelector<HTMLInputElement>("#f-phone")!.value).toBe("0912345678");
  submit();

  await vi.waitFor(() => expect(root.textContent).toContain("Đã gửi đơn"));
  expect(keys[1]).toBe(keys[0]);
});

test("a link that is over says so and asks nothing", async () => {
  await open("t2");

  expect(root.textContent).toContain("Đã hết hạn.");
  expect(root.querySelector("form")).toBeNull();
});

test("what is wrong leads back to its page", async () => {
  answerToPost = () =>
    json(
      { code: "invalid", title: "Có chỗ cần sửa", detail: "", errors: { full_name: ["Họ và tên: bắt buộc nhập."] } },
      422,
    );
  await open();
  await write();
  submit();

  await vi.waitFor(() => expect(root.querySelector("#f-full_name")).not.toBeNull());
  expect(root.textContent).toContain("bắt buộc nhập");
});

test("an application that was picked fills the case and goes along with it", async () => {
  const definition = {
    code: "p",
    title: "Kết nạp",
    form_schema: schema,
    takes_applications: true,
    states: [],
    moves: [],
    diagram: "",
  } as unknown as ProcessDefinition;
  const application = {
    id: "a1",
    full_name: "Nguyễn Thu Hà",
    born_on: "2009-01-28",
    label: null,
    sent_at: "2026-12-02T09:00:00Z",
    kept_until: "2027-01-01T09:00:00Z",
    doubt: null,
    unit: { id: "u1", name: "Chi đoàn 10A3" },
    form: { full_name: "Nguyễn Thu Hà" },
  };
  const given: Record<string, unknown> = {
    "/applications/a1": application,
    "/units/u1": { id: "u1", name: "Chi đoàn 10A3" },
  };
  sent = answering(({ method, path }) =>
    method === "POST" ? { id: "c1", title: "Kết nạp", state_title: "Mới" } : given[path],
  );
  me.value = reader({ id: "self", code: null, full_name: "Lê Thu", unit: null });
  show(<OpenForm definition={definition} />, "/ho-so/moi/ket-nap?don_vi=u1&don=a1");

  await vi.waitFor(() => expect(root.textContent).toContain("Đã điền theo đơn của Nguyễn Thu Hà"));
  expect(root.querySelector("#f-phone")).not.toBeNull();
  type("phone", "0912345678");
  submit();
  press("Mở hồ sơ");
  await vi.waitFor(() => expect(sent.length).toBe(1));
  expect(sent[0]!.body).toMatchObject({
    application_id: "a1",
    unit_id: "u1",
    form: { full_name: "Nguyễn Thu Hà", phone: "0912345678" },
  });
});

import { act } from "preact/test-utils";
import { Route, Router } from "preact-iso";
import { beforeEach, expect, test, vi } from "vitest";
import { notices } from "../src/resources/notices";
import { keepable, keepAnswer, keepFor, keptAnswer, keptAt, type Kept } from "../src/resources/kept";
import { boot, me, signOut } from "../src/resources/session";
import CaseScreen from "../src/screens/cases/case";
import Work from "../src/screens/home/work";
import { aPage, json, press, root, show, texts } from "./page";

const device = vi.hoisted(() => new Map<string, Kept>());
vi.mock("../src/resources/device-store", () => ({
  allKept: async () => [...device.values()],
  oneKept: async (path: string) => device.get(path),
  putKept: async (item: Kept) => void device.set(item.path, item),
  dropKept: async (path: string) => void device.delete(path),
  dropAllKept: async () => device.clear(),
  unstoreAll: async () => undefined,
  stored: async () => [],
}));

aPage();

const idOf = (number: number) => `01920000-0000-7000-8000-${String(number).padStart(12, "0")}`;
const pathOf = (number: number) => `/cases/${idOf(number)}`;
const unit = { id: "u1", name: "Chi đoàn thôn Đông", level: "CHAPTER" };
const aCase = (number: number, more = {}) => ({
  id: idOf(number),
  number: `KN-2026-${number}`,
  process: "p",
  process_title: "Kết nạp",
  title: "Kết nạp: Lê Thị Hoa",
  state: "s",
  state_title: "Đang xét",
  version: 1,
  confidential: false,
  readers: null,
  subject: { id: null, full_name: "Lê Thị Hoa" },
  unit,
  holder: { unit, role: "CHAPTER_OFFICER", people: [], vacant: false },
  since: "2026-11-20T00:00:00Z",
  due_at: null,
  form: {},
  form_schema: { type: "object", properties: {} },
  rail: [],
  allowed_actions: [{ action: "send", label: "Gửi Đoàn xã", form_schema: null, primary: true }],
  refused_actions: [],
  history: [],
  documents: [],
  ...more,
}); // prettier-ignore
const hoa = {
  person: { id: "m1", code: null, full_name: "Lan", unit },
  positions: [{ role: "CHAPTER_OFFICER", code: "BT", title: "Bí thư", unit }],
  can: [],
};
const inbox = {
  items: [
    { ...aCase(1), kind: "case" },
    { ...aCase(2, { confidential: true, title: "Kỷ luật: Lê Thị Hoa" }), kind: "case" },
  ],
  next: null,
  total: 2,
  missing: [],
};

let isOnline: boolean;
let answers: Record<string, unknown>;

beforeEach(async () => {
  device.clear();
  notices.value = [];
  isOnline = true;
  answers = {
    "/me": hoa,
    "/me/inbox": inbox,
    [pathOf(1)]: aCase(1),
    "/processes/p": { code: "p", title: "Kết nạp", states: [], moves: [] },
  };
  document.cookie = "doanso_csrf=x";
  vi.stubGlobal("fetch", async (url: string) => {
    if (!isOnline) throw new TypeError("network");
    const path = url.replace("/api/v1", "").split("?")[0]!;
    return path in answers ? json(answers[path]) : json({ detail: "" }, 404);
  });
  await boot();
  await settled();
});

const settled = () => act(async () => void (await new Promise((done) => setTimeout(done))));

/** The browser was closed, and is opened again without a network. */
async function reopened(): Promise<void> {
  await settled();
  isOnline = false;
  me.value = undefined;
  const { forgetEverything } = await import("../src/resources/resource");
  forgetEverything();
  await boot();
}

const openCase = (number: number | string) =>
  show(
    <Router>{[<Route key="case" path="/ho-so/:so" component={CaseScreen} />]}</Router>,
    `/ho-so/${typeof number === "number" ? idOf(number) : number}`,
  );

async function readOnline(number: number): Promise<void> {
  openCase(number);
  await vi.waitFor(() => expect(root.querySelector(".case")).not.toBeNull());
  await settled();
  show(null);
}

test("a case that was opened is read without a network after the browser was closed, and says since when", async () => {
  await readOnline(1);
  await reopened();

  openCase(1);

  await vi.waitFor(() => expect(root.querySelector(".case")).not.toBeNull());
  expect(root.querySelector(".box-gold")!.textContent).toMatch(
    /^Bản đã lưu trên máy này lúc \d\d:\d\d, .*Không có mạng: chỉ đọc được\./,
  );
  press("Gửi Đoàn xã");
  expect(notices.value.map((notice) => notice.text)).toEqual([
    "Việc này cần có mạng. Kiểm tra mạng rồi bấm “Thử kết nối lại”.",
  ]);
  expect(root.querySelector("dialog")).toBeNull();
});

test("a case that is named by its number is found on the device", async () => {
  await readOnline(1);
  await reopened();

  openCase("KN-2026-1");

  await vi.waitFor(() => expect(root.textContent).toContain("Lê Thị Hoa"));
});

test("what waits is read without a network, and says which cases lie on the device", async () => {
  await readOnline(1);
  show(<Work />);
  await vi.waitFor(() => expect(texts(".work-row .row-title").length).toBe(2));
  await reopened();
  show(null);

  show(<Work />);

  await vi.waitFor(() => expect(texts(".work-row .row-title")).toEqual(["Kết nạp: Lê Thị Hoa"]));
  expect(root.textContent).toContain("đọc được khi không có mạng");
  expect(root.textContent).toContain("Chưa duyệt, chưa mở hồ sơ mới, chưa tìm kiếm được.");
});

test("a case that this device does not have says so, and the network brings it", async () => {
  await reopened();
  openCase(1);
  await vi.waitFor(() => expect(root.textContent).toContain("Hồ sơ này chưa được lưu trên máy"));

  isOnline = true;
  press("Thử lại");

  await vi.waitFor(() => expect(root.querySelector(".case")).not.toBeNull());
  expect(root.querySelector(".box-gold")).toBeNull();
});

test("what was kept gives way to the server's as soon as the network is back", async () => {
  await readOnline(1);
  await reopened();
  openCase(1);
  await vi.waitFor(() => expect(root.textContent).toContain("Đang xét"));

  isOnline = true;
  answers[pathOf(1)] = aCase(1, { state_title: "Đã chuẩn y" });
  act(() => void dispatchEvent(new Event("online")));

  await vi.waitFor(() => expect(root.textContent).toContain("Đã chuẩn y"));
  expect(root.querySelector(".box-gold")).toBeNull();
});

test.each([
  ["a confidential case", aCase(2, { confidential: true })],
  ["a case of which the server does not say", aCase(2, { confidential: undefined })],
])("%s is never kept", (_, found) => {
  expect(keepable(pathOf(2), found)).toBeNull();
});

test("of citizen ids the device keeps the last digits alone", () => {
  const kept = keepable(
    pathOf(1),
    aCase(1, {
      form: { citizen_id: "024123456789" },
      allowed_actions: [{ form_schema: { properties: { citizen_id: { default: "024123456789" } } } }],
    }),
  );

  expect(JSON.stringify(kept)).not.toContain("024123456");
  expect(kept).toMatchObject({ form: { citizen_id: "•••••••••789" } });
});

test.each(["/members?unit_id=u1", "/members/m1", "/cases?open=true", "/documents/1", "/fees/u1"])(
  "%s is never kept",
  (path) => {
    expect(keepable(path, { items: [] })).toBeNull();
  },
);

test("the last thirty cases are kept", async () => {
  for (let number = 100; number < 135; number++) {
    keepAnswer(pathOf(number), aCase(number), null);
    await settled();
    for (const item of device.values()) item.at = new Date(new Date(item.at).getTime() - 1).toISOString();
  }

  const cases = [...device.keys()].filter((path) => path.startsWith("/cases/"));
  expect(cases.length).toBe(30);
  expect(device.has(pathOf(134))).toBe(true);
  expect(device.has(pathOf(100))).toBe(false);
});

test("what is older than a week is neither read nor kept", async () => {
  await readOnline(1);
  device.get(pathOf(1))!.at = new Date(Date.now() - 8 * 24 * 3_600_000).toISOString();

  expect(await keptAnswer(pathOf(1))).toBeNull();
  await keepFor("m1");
  expect(device.has(pathOf(1))).toBe(false);
});

test("a case that the server shows no more is gone from the device", async () => {
  await readOnline(1);
  delete answers[pathOf(1)];
  const { forgetEverything } = await import("../src/resources/resource");
  forgetEverything();

  openCase(1);

  await vi.waitFor(() => expect(device.has(pathOf(1))).toBe(false));
});

test.each<[string, () => Promise<unknown>]>([
  ["sign-out", () => signOut()],
  ["another person's sign-in", () => keepFor("m2")],
  [
    "the end of the session",
    async () => {
      vi.stubGlobal("fetch", async () => json({ detail: "" }, 401));
      await boot();
    },
  ],
])("nothing of it is left after %s", async (_, leave) => {
  await readOnline(1);
  expect(device.has(pathOf(1))).toBe(true);

  await leave();
  await settled();

  expect([...device.keys()].filter((path) => path !== "/me")).toEqual([]);
  expect(keptAt.value.size).toBe(0);
}); // prettier-ignore

test("the card and one's own book stay readable, nobody else's does", async () => {
  await keepFor(idOf(1));
  const book = { member: { id: idOf(1), citizen_id: "024123456789" } };

  expect(keepable("/me/card", { code: "24" })).toEqual({ code: "24" });
  expect(keepable(`/members/${idOf(1)}/book`, book)).toEqual({ member: { id: idOf(1), citizen_id: "•••••••••789" } });
  expect(keepable(`/members/${idOf(2)}/book`, book)).toBeNull();
});

test("an inbox that lacks a service's part does not take the place of the whole one that is kept", async () => {
  keepAnswer("/me/inbox?limit=100&count=exact", inbox, null);
  await settled();

  keepAnswer("/me/inbox?limit=100&count=exact", { items: [], next: null, total: 0, missing: ["workflows"] }, null);
  await settled();

  expect((device.get("/me/inbox?limit=100&count=exact")!.data as typeof inbox).items).toHaveLength(1);
});

import { act } from "preact/test-utils";
import { beforeEach, describe, expect, test, vi } from "vitest";
import type { Action, Case } from "../src/http/types";
import { notices } from "../src/resources/notices";
import { me } from "../src/resources/session";
import { keepSending, waiting, type Waiting } from "../src/resources/waiting";
import { CaseAct } from "../src/screens/cases/case-act";
import { SignOut } from "../src/screens/accounts/sign-out";
import WaitingScreen from "../src/screens/cases/waiting";
import { aPage, button, json, press, reader, root, show, texts } from "./page";

const kept = vi.hoisted(() => new Map<string, Waiting>());
const room = vi.hoisted(() => ({ isFull: false }));
vi.mock("../src/resources/device-store", () => ({
  stored: async () => [...kept.values()],
  store: async (item: Waiting) => {
    if (room.isFull) throw new DOMException("", "QuotaExceededError");
    kept.set(item.key, item);
  },
  unstore: async (key: string) => void kept.delete(key),
  unstoreAll: async () => kept.clear(),
  dropAllKept: async () => undefined,
}));

aPage();

const ID = "01920000-0000-7000-8000-0000000000e2";
const add: Action = {
  action: "log",
  label: "Ghi kết quả",
  form_schema: {
    type: "object",
    properties: {
      text: { type: "string", title: "Đã làm gì" },
      proof: { type: "object", title: "Minh chứng", "x-widget": "file" },
    },
  },
};
const found = {
  id: ID,
  title: "Rèn luyện: Trần Thị Mai",
  holder: { unit: null },
  unit: { id: "u1", name: "" },
  form: {},
  dossier: { name: "training", training: { logs_by: "log" } },
} as unknown as Case;

interface Sent {
  path: string;
  key: string | null;
  match: string | null;
  body: unknown;
}

let isOnline: boolean;
let sent: Sent[];
let answer: (path: string) => Response;

beforeEach(() => {
  kept.clear();
  room.isFull = false;
  waiting.value = [];
  notices.value = [];
  isOnline = false;
  sent = [];
  answer = (path) => json(path === "/files" ? { digest: "d".repeat(64), name: "chay.jpg", size: 4 } : found);
  me.value = reader({ id: "m1", code: null, full_name: "Trần Thị Mai", unit: null });
  vi.stubGlobal("fetch", async (url: string, { headers, body }: { headers: Headers; body: unknown }) => {
    if (!isOnline) throw new TypeError("network");
    const path = url.replace("/api/v1", "").split("?")[0]!;
    sent.push({
      path,
      key: headers.get("Idempotency-Key"),
      match: headers.get("If-Match"),
      body: typeof body === "string" ? JSON.parse(body) : null,
    });
    return answer(path);
  });
});

const submit = () =>
  act(
    () =>
      void root.querySelector("dialog form")!.dispatchEvent(new Event("submit", { cancelable: true, bubbles: true })),
  );
const type = (value: string) =>
  act(() => {
    const input = root.querySelector<HTMLInputElement>("#f-text")!;
    input.value = value;
    input.dispatchEvent(new Event("input", { bubbles: true }));
  });

function open(action = add) {
  const close = vi.fn();
  show(
    <CaseAct
      found={found}
      action={action}
      etag={'"4"'}
      onClose={close}
      onReload={() => undefined}
      onDone={() => undefined}
    />,
  );
  return close;
}

async function keep(text: string) {
  const close = open();
  type(text);
  submit();
  await vi.waitFor(() => expect(close).toHaveBeenCalledOnce());
}

/** The page was closed and is opened again; the network is back. */
function opened(): () => void {
  isOnline = true;
  waiting.value = [];
  return keepSending("m1");
}

test("a result given without a network is kept, and said to be waiting", async () => {
  await keep("Chạy bộ");

  expect([...kept.values()]).toMatchObject([
    { caseId: ID, personId: "m1", action: "log", form: { text: "Chạy bộ" }, said: "Chạy bộ" },
  ]);
  expect(notices.value.map((notice) => notice.text)).toEqual(["Đã lưu trên máy, chưa gửi. Máy tự gửi khi có mạng."]);
  show(<WaitingScreen />);
  expect(texts(".row-title, .chip")).toEqual(["Chạy bộ", "Chờ gửi"]);
});

test("it outlives the page, and is sent once, under its key, whatever the case has become", async () => {
  await keep("Chạy bộ");
  const [key] = kept.keys();
  const end = opened();
  await vi.waitFor(() => expect(kept.size).toBe(0));
  act(() => void dispatchEvent(new Event("online")));
  await act(async () => undefined);
  end();

  expect(sent).toEqual([
    { path: `/cases/${ID}/actions`, key, match: null, body: { action: "log", form: { text: "Chạy bộ" } } },
  ]);
  expect(waiting.value).toEqual([]);
});

test("what is given up can be had back for some seconds", async () => {
  await keep("Chạy bộ");
  show(<WaitingScreen />);
  press("Bỏ mục chờ gửi: Chạy bộ");
  await vi.waitFor(() => expect(notices.value.at(-1)?.act).toBeDefined());
  expect(kept.size).toBe(0);
  notices.value.at(-1)!.act!.run();
  await vi.waitFor(() => expect([...kept.values()]).toMatchObject([{ form: { text: "Chạy bộ" } }]));
});

test("what another person left on the device is not sent in this one's name", async () => {
  await keep("Chạy bộ");
  isOnline = true;
  waiting.value = [];
  const end = keepSending("somebody-else");
  await act(async () => undefined);
  end();

  expect([sent, kept.size]).toEqual([[], 1]);
});

test("a picture waits along, and is stored before the act is sent", async () => {
  const close = open();
  const input = root.querySelector<HTMLInputElement>("#f-proof")!;
  Object.defineProperty(input, "files", { value: [new File(["ảnh"], "chay.jpg", { type: "image/jpeg" })] });
  act(() => void input.dispatchEvent(new Event("change", { bubbles: true })));
  await vi.waitFor(() => expect(root.textContent).toContain("Tệp giữ trên máy"));
  submit();
  await vi.waitFor(() => expect(close).toHaveBeenCalledOnce());
  const end = opened();
  await vi.waitFor(() => expect(kept.size).toBe(0));
  end();

  expect(sent.map(({ path }) => path)).toEqual(["/files", `/cases/${ID}/actions`]);
  expect(sent[1]!.body).toMatchObject({ form: { proof: { digest: "d".repeat(64), name: "chay.jpg" } } });
});

test("what the server refuses stays with its reason until it is read, and is sent anew under another key", async () => {
  await keep("Chạy bộ");
  const [key] = kept.keys();
  answer = () => json({ title: "Không ghi được", detail: "Chương trình đã đóng." }, 409);
  const end = opened();
  await vi.waitFor(() => expect(waiting.value[0]?.refused).toBe("Chương trình đã đóng."));
  show(<WaitingScreen />);
  const told = texts(".chip, .red-text");
  answer = () => json(found);
  press("Gửi lại: Chạy bộ");
  await vi.waitFor(() => expect(sent).toHaveLength(2));
  await vi.waitFor(() => expect(kept.size).toBe(0));
  end();

  expect(told).toEqual(["Chưa gửi được", "Chương trình đã đóng."]);
  expect(sent[1]!.key).not.toBe(key);
});

test("a server that is not ready is asked again later", async () => {
  await keep("Chạy bộ");
  answer = () => json({ title: "Bận" }, 503);
  const end = opened();
  await vi.waitFor(() => expect(sent).toHaveLength(1));
  answer = () => json(found);
  act(() => void dispatchEvent(new Event("online")));
  await vi.waitFor(() => expect(kept.size).toBe(0));
  end();

  expect(sent[0]!.key).toBe(sent[1]!.key);
});

test("where the device has no room, the form stays and says so", async () => {
  room.isFull = true;
  const close = open();
  submit();

  await vi.waitFor(() => expect(root.textContent).toContain("Máy hết chỗ lưu"));
  expect(close).not.toHaveBeenCalled();
});

test("an act that is no addition to a log waits for nobody: its form stays", async () => {
  const close = open({ ...add, action: "assess" });
  submit();

  await vi.waitFor(() => expect(root.querySelector('[role="alert"]')!.textContent).toContain("Không có mạng"));
  expect([close.mock.calls.length, kept.size]).toEqual([0, 0]);
});

describe("sign-out", () => {
  test("asks before it throws away what waits", async () => {
    await keep("Chạy bộ");
    isOnline = true;
    show(<SignOut class="button">Đăng xuất</SignOut>);
    press("Đăng xuất");

    expect(sent).toEqual([]);
    expect(root.textContent).toContain("1 mục chờ gửi sẽ bị xoá khỏi máy này.");
    submit();
    await vi.waitFor(() => expect(me.value).toBeNull());
    expect(kept.size).toBe(0);
  });

  test("asks nothing where nothing waits", async () => {
    isOnline = true;
    show(<SignOut class="button">Đăng xuất</SignOut>);
    button("Đăng xuất").click();

    await vi.waitFor(() => expect(me.value).toBeNull());
  });
});

import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { get, post, type Problem, whenSessionIsOver, withQuery } from "../src/http/client";

type Made = { url: string; method: string; headers: Headers; body: unknown };
let made: Made[];

function answering(...answers: [number, unknown][]): void {
  const left = [...answers];
  vi.stubGlobal(
    "fetch",
    vi.fn(async (url: string, how: RequestInit) => {
      made.push({ url, method: how.method!, headers: how.headers as Headers, body: how.body });
      const [status, body] = left.shift()!;
      return new Response(JSON.stringify(body), {
        status,
        headers: { "Content-Type": "application/json", ETag: '"7"' },
      });
    }),
  );
}

beforeEach(() => {
  made = [];
  document.cookie = "doanso_csrf=thu";
});

afterEach(() => {
  vi.unstubAllGlobals();
  whenSessionIsOver(() => undefined);
});

test("a change carries the CSRF token, a key of its own and the version seen", async () => {
  answering([200, { ok: true }]);

  await post("/cases/1/actions", { body: { action: "approve" }, ifMatch: '"4"' });

  const [sent] = made;
  expect(sent!.headers.get("X-CSRF-Token")).toBe("thu");
  expect(sent!.headers.get("Idempotency-Key")).toMatch(/^[0-9a-f-]{36}$/);
  expect(sent!.headers.get("If-Match")).toBe('"4"');
});

test("an expired token is refreshed once and the request sent again under the same key", async () => {
  answering([401, {}], [200, {}], [201, { id: "1" }]);

  const { data, etag } = await post<{ id: string }>("/cases", { body: {} });

  expect([data.id, etag]).toEqual(["1", '"7"']);
  expect(made.map((one) => one.url)).toEqual(["/api/v1/cases", "/api/v1/session/refresh", "/api/v1/cases"]);
  expect(made[0]!.headers.get("Idempotency-Key")).toBe(made[2]!.headers.get("Idempotency-Key"));
});

test("when the refresh fails too, the session is over", async () => {
  const over = vi.fn();
  whenSessionIsOver(over);
  answering([401, { code: "sign-in-required" }], [401, {}]);

  await expect(get("/me")).rejects.toMatchObject({ status: 401 });

  expect(over).toHaveBeenCalledOnce();
});

test.each([429, 503, 500])("a refresh that the server could not answer (%i) ends no session", async (status) => {
  const over = vi.fn();
  whenSessionIsOver(over);
  answering([401, { code: "token-expired" }], [status, { code: "too-many-requests", detail: "Chờ ít phút." }]);

  await expect(get("/me")).rejects.toMatchObject({ status });

  expect(over).not.toHaveBeenCalled();
});

const busy = (wait?: string) =>
  new Response(JSON.stringify({ code: "service-away" }), {
    status: 503,
    headers: { "Content-Type": "application/json", ...(wait && { "Retry-After": wait }) },
  });

test("what a busy server could not say is read again when it has time", async () => {
  vi.useFakeTimers();
  const fetched = vi
    .fn()
    .mockResolvedValueOnce(busy("2"))
    .mockResolvedValueOnce(busy("2"))
    .mockResolvedValueOnce(new Response('{"id":"1"}', { headers: { "Content-Type": "application/json" } }));
  vi.stubGlobal("fetch", fetched);

  const answer = get<{ id: string }>("/cases/1");
  await vi.advanceTimersByTimeAsync(1_400);
  expect(fetched).toHaveBeenCalledOnce();
  await vi.advanceTimersByTimeAsync(5_000);

  expect((await answer).data.id).toBe("1");
  vi.useRealTimers();
});

test("a server that stays away is asked three times, then the person is told", async () => {
  vi.useFakeTimers();
  const fetched = vi.fn(async () => busy("1"));
  vi.stubGlobal("fetch", fetched);

  const refused = expect(get("/me")).rejects.toMatchObject({ status: 503, code: "service-away" });
  await vi.advanceTimersByTimeAsync(10_000);

  await refused;
  expect(fetched).toHaveBeenCalledTimes(3);
  vi.useRealTimers();
});

test.each<[string, () => Promise<unknown>, string | undefined]>([
  ["a change", () => post("/cases", { body: {} }), "1"],
  ["what will take long", () => get("/me"), "60"],
  ["where the server does not say when", () => get("/me"), undefined],
])("%s is not sent again unasked", async (_, ask, wait) => {
  const fetched = vi.fn(async () => busy(wait));
  vi.stubGlobal("fetch", fetched);

  await expect(ask()).rejects.toMatchObject({ status: 503 });

  expect(fetched).toHaveBeenCalledOnce();
});

test("a refresh without a network ends no session", async () => {
  const over = vi.fn();
  whenSessionIsOver(over);
  const fetched = vi
    .fn()
    .mockResolvedValueOnce(new Response("{}", { status: 401 }))
    .mockRejectedValueOnce(new TypeError("Failed to fetch"));
  vi.stubGlobal("fetch", fetched);

  await expect(get("/me")).rejects.toMatchObject({ isOffline: true });

  expect(over).not.toHaveBeenCalled();
});

test("two requests that expire together refresh once", async () => {
  vi.stubGlobal(
    "fetch",
    vi.fn(async (url: string) => {
      made.push({ url, method: "", headers: new Headers(), body: null });
      const isFresh = made.some((one) => one.url.endsWith("/refresh"));
      const status = url.endsWith("/refresh") || isFresh ? 200 : 401;
      return new Response("{}", { status, headers: { "Content-Type": "application/json" } });
    }),
  );

  await Promise.all([get("/me"), get("/me/inbox")]);

  expect(made.filter((one) => one.url.endsWith("/refresh"))).toHaveLength(1);
});

test("a refusal arrives with its reasons and remedies", async () => {
  answering([
    409,
    {
      title: "Chưa gửi được",
      detail: "Chưa đủ điều kiện.",
      code: "case-refused",
      refusals: [{ code: "quorum", text: "Có mặt 9/16.", mend: "Ghi đủ người." }],
    },
  ]);

  const failed = (await post("/cases", { body: {} }).catch((error: unknown) => error)) as Problem;

  expect(failed.message).toBe("Chưa đủ điều kiện.");
  expect(failed.refusals[0]!.mend).toBe("Ghi đủ người.");
});

test("without a network the person is told so, not shown a script's error", async () => {
  vi.stubGlobal(
    "fetch",
    vi.fn(() => Promise.reject(new TypeError("Failed to fetch"))),
  );

  const failed = (await get("/me").catch((error: unknown) => error)) as Problem;

  expect([failed.isOffline, failed.message]).toEqual([true, expect.stringContaining("Kiểm tra mạng")]);
});

test("blank filters leave no trace in the address", () => {
  expect(withQuery("/members", { q: "nguyễn", unit_id: "", below: false, status: null })).toBe(
    "/members?q=nguy%E1%BB%85n&below=false",
  );
});

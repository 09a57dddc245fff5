import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { closeStream, openStream } from "../src/resources/stream";

/** A stream that only knows to be opened and to end. */
class Source {
  static readonly CLOSED = 2;
  static opened: Source[] = [];
  readyState = 1;
  onopen: (() => void) | null = null;
  onerror: (() => void) | null = null;
  onmessage: unknown = null;
  constructor(readonly url: string) {
    Source.opened.push(this);
  }
  addEventListener(): void {}
  close(): void {
    this.readyState = Source.CLOSED;
  }
  end(): void {
    this.close();
    this.onerror?.();
  }
}

const asked: string[] = [];

function answering(statuses: Record<string, number[]>): void {
  vi.stubGlobal("fetch", (path: string) => {
    asked.push(path);
    const status = statuses[path]?.shift() ?? 200;
    return Promise.resolve(
      new Response(status === 204 ? null : "{}", { status, headers: { "Content-Type": "application/json" } }),
    );
  });
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("EventSource", Source);
  vi.stubGlobal("document", { cookie: "" });
  Source.opened = [];
  asked.length = 0;
});

afterEach(() => {
  closeStream();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test("a stream that ended with its token comes back after the session is refreshed", async () => {
  answering({ "/api/v1/me": [401, 200] });
  openStream(performance.now());

  Source.opened[0]!.end();
  await vi.advanceTimersByTimeAsync(6_000);

  expect(asked).toEqual(["/api/v1/me", "/api/v1/session/refresh", "/api/v1/me"]);
  expect(Source.opened).toHaveLength(2);
});

test("a stream says since when the page has read, and after a gap since when it last heard", async () => {
  answering({});
  const began = performance.now();
  await vi.advanceTimersByTimeAsync(700);
  openStream(began);
  expect(Source.opened[0]!.url).toBe("/api/v1/stream?age_ms=700");
  await vi.advanceTimersByTimeAsync(300);
  Source.opened[0]!.onopen?.();
  await vi.advanceTimersByTimeAsync(20_000);

  Source.opened[0]!.end();
  await vi.advanceTimersByTimeAsync(5_000);

  expect(Source.opened[1]!.url).toBe("/api/v1/stream?age_ms=25000");
});

test("a stream whose session is over stays closed", async () => {
  answering({ "/api/v1/me": [401, 401], "/api/v1/session/refresh": [401] });
  openStream(performance.now());

  Source.opened[0]!.end();
  await vi.advanceTimersByTimeAsync(60_000);

  expect(Source.opened).toHaveLength(1);
});

test("a stream that was closed does not come back", async () => {
  answering({});
  openStream(performance.now());

  Source.opened[0]!.end();
  closeStream();
  await vi.advanceTimersByTimeAsync(60_000);

  expect(Source.opened).toHaveLength(1);
});

import { act } from "preact/test-utils";
import { expect, test, vi } from "vitest";
import { Paged, Rows } from "../src/components/paged";
import { Problem } from "../src/http/client";
import { invalidate, usePages, type PagedList } from "../src/resources/resource";
import { aPage, json, press, root, show, texts } from "./page";

interface Thing {
  id: string;
}

const fault = new Problem({ title: "Không đọc được", detail: "Máy chủ không trả lời." }, 503);
const aList = (more: Partial<PagedList<Thing>> = {}): PagedList<Thing> => ({
  items: [{ id: "a" }, { id: "b" }],
  next: null,
  total: 2,
  error: null,
  busy: false,
  first: false,
  keptAt: null,
  head: null,
  more: vi.fn(),
  reload: vi.fn(),
  retry: vi.fn(),
  ...more,
});

aPage();

function draw(
  list: PagedList<Thing>,
  noMatch?: { title: string; text: string; clear?: string; onClear?: () => void },
): void {
  show(
    <Paged
      list={list}
      count={(total) => `${total} thứ`}
      empty={{ title: "Chưa có", text: "Chưa ai thêm." }}
      noMatch={noMatch ?? false}
    >
      {(items) => <Rows items={items}>{(item) => item.id}</Rows>}
    </Paged>,
  );
}

test("rows stand in order beneath their count", () => {
  draw(aList());

  expect(texts("li")).toEqual(["a", "b"]);
  expect(texts('[role="status"]')).toEqual(["2 thứ"]);
  expect(root.querySelector("button")).toBeNull();
});

test("the button at the end asks for the next page", () => {
  const list = aList({ next: "cursor" });
  draw(list);
  press("Tải thêm");

  expect(list.more).toHaveBeenCalledOnce();
});

test("a list that is on its way counts nothing yet", () => {
  draw(aList({ items: [], total: null, first: true, busy: true }));

  expect(root.querySelector('[aria-busy="true"]')).not.toBeNull();
  expect(texts(".list-count")).toEqual([""]);
});

test("nothing there is told apart from nothing that matches", () => {
  draw(aList({ items: [], total: 0 }));
  expect(texts("h2")).toEqual(["Chưa có"]);

  const onClear = vi.fn();
  draw(aList({ items: [], total: 0 }), { title: "Không khớp", text: "Thử từ khác.", clear: "Bỏ lọc", onClear });
  press("Bỏ lọc");
  expect(texts("h2")).toEqual(["Không khớp"]);
  expect(onClear).toHaveBeenCalledOnce();
});

test("a failure stands in the place of rows that never came, and beneath those that did", () => {
  const none = aList({ items: [], total: null, error: fault });
  draw(none);
  press("Thử lại");
  expect(none.retry).toHaveBeenCalledOnce();
  expect(texts('[role="alert"] strong')).toEqual(["Không đọc được"]);

  const some = aList({ error: fault });
  draw(some);
  press("Tải lại phần này");
  expect(some.retry).toHaveBeenCalledOnce();
  expect(texts("li, [role=alert] strong")).toEqual(["a", "b", "Không đọc được"]);
});

/** Two pages of the server; what is asked for while `broken` fails, and lacks a service's part while that `isAway`. */
function theServer() {
  const server = { broken: false, isAway: false, asked: [] as string[] };
  vi.stubGlobal(
    "fetch",
    vi.fn(async (url: string) => {
      const next = url.includes("cursor=");
      server.asked.push(next ? "next" : "first");
      if (server.broken) return json({ title: "Không đọc được", detail: "Máy chủ không trả lời." }, 503);
      if (server.isAway) return json({ items: [], next: null, total: null, missing: ["workflows"] });
      return json(
        next ? { items: [{ id: "b" }], next: null, total: 2 } : { items: [{ id: "a" }], next: "cursor", total: 2 },
      );
    }),
  );
  return server;
}

function Things() {
  const list = usePages<Thing>("/things", 1);
  return (
    <Paged list={list} empty={{ title: "Chưa có", text: "Chưa ai thêm." }}>
      {(items) => <Rows items={items}>{(item) => item.id}</Rows>}
    </Paged>
  );
}

test("what failed is asked again: the next page, or the list from its start", async () => {
  const server = theServer();
  show(<Things />);
  await vi.waitFor(() => expect(texts("li")).toEqual(["a"]));

  server.broken = true;
  press("Tải thêm");
  await vi.waitFor(() => expect(texts('[role="alert"] strong')).toEqual(["Không đọc được"]));
  server.broken = false;
  press("Tải lại phần này");
  await vi.waitFor(() => expect(texts("li")).toEqual(["a", "b"]));
  expect(server.asked).toEqual(["first", "next", "next"]);

  server.broken = true;
  act(() => invalidate("/things"));
  await vi.waitFor(() => expect(root.querySelector('[role="alert"]')).not.toBeNull());
  server.broken = false;
  server.asked = [];
  press("Tải lại phần này");
  await vi.waitFor(() => expect(root.querySelector('[role="alert"]')).toBeNull());
  expect(server.asked[0]).toBe("first");
  expect(texts("li")).toEqual(["a", "b"]);
});

test("a page further down that lacks a service's part says so, and the list is read again", async () => {
  const server = theServer();
  show(<Things />);
  await vi.waitFor(() => expect(texts("li")).toEqual(["a"]));

  server.isAway = true;
  press("Tải thêm");
  await vi.waitFor(() => expect(root.textContent).toContain("Chưa đọc được phần hồ sơ"));
  server.isAway = false;
  press("Tải lại phần này");
  await vi.waitFor(() => expect(root.textContent).not.toContain("Chưa đọc được"));
  press("Tải thêm");

  await vi.waitFor(() => expect(texts("li")).toEqual(["a", "b"]));
});

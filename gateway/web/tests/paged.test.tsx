import { expect, test, vi } from "vitest";
import { Paged, Rows } from "../src/components/paged";
import { Problem } from "../src/http/client";
import type { PagedList } from "../src/resources/resource";
import { aPage, press, root, show, texts } from "./page";

interface Thing {
  id: string;
}

const fault = new Problem({ title: "Không đọc được", detail: "Máy chủ không trả lời." }, 503);
const aList = (more: Partial<PagedList<Thing>> = {}): PagedList<Thing> => ({ items: [{ id: "a" }, { id: "b" }], next: null, total: 2, error: null, busy: false, first: false, more: vi.fn(), reload: vi.fn(), ...more });

aPage();

function draw(list: PagedList<Thing>, noMatch?: { title: string; text: string; clear?: string; onClear?: () => void }): void {
  show(
    <Paged list={list} count={(total) => `${total} thứ`} empty={{ title: "Chưa có", text: "Chưa ai thêm." }} noMatch={noMatch ?? false}>
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

test("a failure stands in the place of the rows only where none came", () => {
  const list = aList({ items: [], total: null, error: fault });
  draw(list);
  press("Thử lại");
  expect(list.reload).toHaveBeenCalledOnce();
  expect(texts('[role="alert"] strong')).toEqual(["Không đọc được"]);

  draw(aList({ error: fault }));
  expect(texts("li")).toEqual(["a", "b"]);
  expect(root.querySelector('[role="alert"]')).toBeNull();
});

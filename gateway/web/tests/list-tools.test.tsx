import { act } from "preact/test-utils";
import { afterEach, expect, test, vi } from "vitest";
import { Line } from "../src/components/line";
import { ListTools } from "../src/components/list-tools";
import { aPage, root, show, texts } from "./page";

aPage();
afterEach(() => vi.restoreAllMocks());

function on(isWide: boolean): void {
  vi.spyOn(globalThis, "matchMedia").mockImplementation(
    (query) => Object.assign(new EventTarget(), { matches: isWide, media: query, onchange: null }) as never,
  );
}

const filter = <input id="loc" />;
const opener = () => root.querySelector<HTMLButtonElement>(".list-tools button[aria-expanded]");

test("a phone has the filters in a sheet whose button says how many are left", () => {
  on(false);
  const onClear = vi.fn();
  const tools = (total: number | null) => (
    <ListTools list={{ total, busy: total === null }} filters={filter} active={2} onClear={onClear} />
  );
  show(tools(40));
  expect(root.querySelector("#loc")).toBeNull();
  expect(opener()!.textContent).toContain("Lọc (2)");

  act(() => opener()!.click());
  expect(texts("dialog .button-primary")).toEqual(["Xem 40 kết quả"]);
  show(tools(null));
  expect(texts("dialog .button-primary")).toEqual(["Đang đếm…"]);
  show(tools(33));
  expect(texts("dialog .button-primary")).toEqual(["Xem 33 kết quả"]);

  act(() => root.querySelector<HTMLButtonElement>("dialog .dialog-actions .button")!.click());
  expect(onClear).toHaveBeenCalledOnce();
  act(() => root.querySelector<HTMLButtonElement>("dialog .button-primary")!.click());
  expect(root.querySelector("dialog")).toBeNull();
});

test("a wide screen has few filters beside the search, many unfold below it", () => {
  on(true);
  show(<ListTools list={{ total: 1, busy: false }} filters={filter} />);
  expect(root.querySelector(".list-tools #loc")).not.toBeNull();
  expect(opener()).toBeNull();

  show(<ListTools list={{ total: 1, busy: false }} filters={filter} isLong />);
  expect(root.querySelector("#loc")).toBeNull();
  act(() => opener()!.click());
  expect(root.querySelector("section.filters #loc")).not.toBeNull();
});

test("a line says what is known, and leads somewhere or has its buttons", () => {
  show(
    <>
      <Line href="/x" title="Nguyễn Thu Hà" told={["KN-2026-0412", "", null, undefined, false, "Chi đoàn A"]} />
      <Line title="Biên lai" told={[]} end={<button type="button">Huỷ</button>} />
    </>,
  );

  expect(texts(".caption")).toEqual(["KN-2026-0412 · Chi đoàn A"]);
  expect(root.querySelectorAll("a")).toHaveLength(1);
  expect(root.querySelector(".row-plain button")).not.toBeNull();
});

import { useState } from "preact/hooks";
import { act } from "preact/test-utils";
import { expect, test, vi } from "vitest";
import { Combobox, type Option } from "../src/components/combobox";
import { answering, aPage, root, show } from "./page";

aPage();

const CHAPTER: Option = { id: "u1", label: "Chi đoàn thôn Đông" };
const input = () => root.querySelector("input")!;
const leave = () => act(() => void input().dispatchEvent(new FocusEvent("focusout", { bubbles: true })));

function type(text: string): void {
  act(() => {
    input().value = text;
    input().dispatchEvent(new Event("input", { bubbles: true }));
  });
}

const chosen = vi.fn();

function Picking({ first }: { first: Option | null }) {
  const [value, setValue] = useState(first);
  return (
    <Combobox
      value={value}
      onChange={(option) => (chosen(option), setValue(option))}
      search={(q) => `/units?q=${q}`}
      read={(unit: never) => unit}
    />
  );
}

function open(first: Option | null, answer: () => unknown = () => ({ items: [CHAPTER], next: null, total: 1 })): void {
  chosen.mockClear();
  answering(answer);
  show(<Picking first={first} />);
}

test("a field that is emptied chooses nothing any more, on a phone too", () => {
  open(CHAPTER);
  type("");
  leave();

  expect(chosen).toHaveBeenLastCalledWith(null);
});

test("a field that is looked into and left keeps its choice", () => {
  open(CHAPTER);
  type("chi");
  leave();

  expect(chosen).not.toHaveBeenCalled();
  expect(input().value).toBe("Chi đoàn thôn Đông");
  expect(root.querySelector("[role=alert]")).toBeNull();
});

test("whoever types and leaves without choosing is told so, until they choose", async () => {
  open(null);
  type("thon dong");
  leave();
  expect(root.querySelector("[role=alert]")!.textContent).toContain("Chưa chọn.");

  type("thon dong");
  await vi.waitFor(() => expect(root.querySelector("[role=option]")).not.toBeNull());
  act(() => root.querySelector<HTMLElement>("[role=option]")!.click());

  expect(chosen).toHaveBeenLastCalledWith(CHAPTER);
  expect(root.querySelector("[role=alert]")).toBeNull();
});

test("without a network the list says that nothing was looked for", async () => {
  open(null, () => {
    throw new TypeError("network");
  });
  type("dong");

  await vi.waitFor(() =>
    expect(root.querySelector(".listbox-none")!.textContent).toBe("Chưa tìm được vì không có mạng."),
  );
});

test("Enter before the list has come sends no form", () => {
  open(null);
  type("dong");
  const enter = new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true });
  act(() => void input().dispatchEvent(enter));

  expect(enter.defaultPrevented).toBe(true);
});

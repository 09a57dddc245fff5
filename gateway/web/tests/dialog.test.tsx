import { act } from "preact/test-utils";
import { expect, test, vi } from "vitest";
import { Dialog } from "../src/components/dialog";
import { aPage, root, show } from "./page";

aPage();

const closed = vi.fn();

function open(holds: boolean): void {
  closed.mockClear();
  show(
    <Dialog title="Sửa" onClose={closed} holds={holds}>
      <input />
    </Dialog>,
  );
}

const element = (selector: string) => root.querySelector<HTMLElement>(selector)!;

/** The finger or the mouse goes down on one element; the click is told of what holds both ends. */
function press(from: string, told = from): void {
  act(() => void element(from).dispatchEvent(new PointerEvent("pointerdown", { bubbles: true })));
  act(() => element(told).click());
}

const type = () => act(() => void element("input").dispatchEvent(new Event("input", { bubbles: true })));

test("a tap beside a dialog closes it", () => {
  open(false);
  press("dialog");

  expect(closed).toHaveBeenCalledOnce();
});

test("text that is selected until beside the dialog closes nothing", () => {
  open(false);
  press("input", "dialog");

  expect(closed).not.toHaveBeenCalled();
});

test.each([
  [true, 0],
  [false, 1],
])("a dialog that holds what was typed (%s) is closed by a tap beside it %i times", (holds, times) => {
  open(holds);
  type();
  press("dialog");

  expect(closed).toHaveBeenCalledTimes(times);
});

test("nothing typed, nothing to hold", () => {
  open(true);
  press("dialog");

  expect(closed).toHaveBeenCalledOnce();
});

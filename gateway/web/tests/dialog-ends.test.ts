import { expect, test } from "vitest";
import { sources } from "./files";

/** Dialogs that are read, or typed into without an act at their end. */
const WITHOUT_END = ["src/screens/bulk.tsx", "src/screens/palette.tsx", "src/screens/sign-in-form.tsx", "src/screens/work.tsx"];

test("what a dialog is for stands at its end, in the part that stays in view", () => {
  const drawing = sources.filter(({ code }) => /<Dialog\b/.test(code));
  const ended = drawing.filter(({ code }) => /<ActButtons\b|class="dialog-actions"/.test(code));

  expect(drawing.length).toBeGreaterThan(15);
  expect(drawing.filter((source) => !ended.includes(source)).map(({ path }) => path).sort()).toEqual(WITHOUT_END);
});

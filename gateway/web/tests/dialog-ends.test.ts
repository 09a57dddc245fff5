import { expect, test } from "vitest";
import { sources } from "./files";

/** Dialogs that are read, or typed into without an act at their end. */
const WITHOUT_END = [
  "src/screens/accounts/sign-in-form.tsx",
  "src/screens/bulk/bulk.tsx",
  "src/screens/home/palette.tsx",
  "src/screens/home/work.tsx",
];

test("what a dialog is for stands at its end, in the part that stays in view", () => {
  const drawing = sources.filter(({ code }) => /<Dialog\b/.test(code));
  const ended = drawing.filter(({ code }) => /<ActButtons\b|class="dialog-actions"/.test(code));

  expect(drawing.length).toBeGreaterThan(15);
  expect(
    drawing
      .filter((source) => !ended.includes(source))
      .map(({ path }) => path)
      .sort(),
  ).toEqual(WITHOUT_END);
});

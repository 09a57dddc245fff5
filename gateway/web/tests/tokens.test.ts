import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

const css = readFileSync("src/styles/tokens.css", "utf8");

function tokensOf(selector: string): Record<string, string> {
  const at = css.indexOf(selector);
  const block = css.slice(css.indexOf("{", at) + 1, css.indexOf("}", at));
  return Object.fromEntries(
    [...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})/g)].map(([, name, value]) => [name!, value!]),
  );
}

const themes = {
  light: tokensOf(":root {"),
  dark: tokensOf(':root[data-theme="dark"]'),
  "dark by the device": tokensOf(":root:not([data-theme])"),
};

function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const part = parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
}

function contrast(a: string, b: string): number {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (high! + 0.05) / (low! + 0.05);
}

const TEXT = 4.5;
const EDGE = 3;
const PAIRS: [string, string, number][] = [
  ["text", "bg", TEXT],
  ["text", "surface", TEXT],
  ["text", "surface-2", TEXT],
  ["text-2", "bg", TEXT],
  ["text-2", "surface", TEXT],
  ["text-2", "surface-2", TEXT],
  ["text-off", "bg", TEXT],
  ["text-off", "surface-2", TEXT],
  ["primary", "bg", TEXT],
  ["primary", "surface", TEXT],
  ["primary", "primary-soft", TEXT],
  ["on-primary", "primary", TEXT],
  ["on-primary", "primary-strong", TEXT],
  ["on-red", "red", TEXT],
  ["red-text", "red-soft", TEXT],
  ["red-text", "bg", TEXT],
  ["on-gold", "gold", TEXT],
  ["warn-text", "gold-soft", TEXT],
  ["warn-text", "bg", TEXT],
  ["green", "green-soft", TEXT],
  ["text", "primary-soft", TEXT],
  ["text-2", "primary-soft", TEXT],
  ["text", "green-soft", TEXT],
  ["text", "gold-soft", TEXT],
  ["text", "red-soft", TEXT],
  ["line-strong", "bg", EDGE],
  ["line-strong", "surface-2", EDGE],
  ["focus", "bg", EDGE],
  ["focus", "surface-2", EDGE],
];

describe.each(Object.entries(themes))("in %s", (_, tokens) => {
  test.each(PAIRS)("%s on %s is readable (≥ %s)", (ink, ground, need) => {
    expect(contrast(tokens[ink]!, tokens[ground]!)).toBeGreaterThanOrEqual(need);
  });
});

test("the device's dark theme is the chosen one", () => {
  expect(themes["dark by the device"]).toEqual(themes.dark);
});

import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { checkSeal, sealKeys } from "../src/resources/seals";
import { isForged, Sealed } from "../src/screens/documents/verify";
import made from "./seal.json";

/** The seal in seal.json was made by services/kit/seals.py; a test over there opens the same file. */
const { code, seal, keys } = made;
const [number, on, issuer, title] = made.facts as [string, string, string, string];
let root: HTMLElement;

beforeEach(() => {
  root = document.createElement("div");
  localStorage.clear();
});

afterEach(() => {
  render(null, root);
  vi.unstubAllGlobals();
});

const withLetter = (text: string, place: number) =>
  text.slice(0, place) + (text[place] === "A" ? "B" : "A") + text.slice(place + 1);

test("a seal that the server made is true on the device and tells its paper", async () => {
  expect(await checkSeal(code, seal, keys)).toEqual({ verdict: "true", facts: { number, on, issuer, title } });
});

test.each([
  ["a changed fact", code, withLetter(seal, 20)],
  ["a changed signature", code, withLetter(seal, seal.length - 10)],
  ["another paper's code", code.replace("1", "2"), seal],
  ["a missing part", code, seal.slice(0, seal.lastIndexOf("."))],
  ["letters that are none", code, `${seal.slice(0, seal.lastIndexOf("."))}.§§§`],
])("%s breaks the seal", async (_, forCode, forSeal) => {
  expect(await checkSeal(forCode, forSeal, keys)).toEqual({ verdict: "broken" });
});

test("a seal of a key that we do not hold is neither true nor broken", async () => {
  expect(await checkSeal(code, seal, [])).toEqual({ verdict: "unknown" });
});

test("the keys stay on the device for when there is no network", async () => {
  vi.stubGlobal("fetch", () => Promise.resolve(new Response(JSON.stringify({ keys }))));
  await sealKeys();
  vi.stubGlobal("fetch", () => Promise.reject(new TypeError("offline")));

  expect(await sealKeys()).toEqual(keys);
});

test("without a network a true seal is said to be ours, and not more", () => {
  act(() => render(<Sealed seal={{ verdict: "true", facts: { number, on, issuer, title } }} />, root));

  expect(root.querySelector("[role=status]")!.textContent).toContain("Chữ ký đúng");
  expect(root.textContent).toContain("Chưa kiểm tra được còn hiệu lực vì ngoại tuyến.");
  expect(root.textContent).toContain(number);
});

test("without a network a broken seal is an alarm", () => {
  act(() => render(<Sealed seal={{ verdict: "broken" }} />, root));

  expect(root.querySelector("[role=alert]")!.textContent).toContain("Không dùng giấy này.");
});

test("a seal of another paper than the register's is forged", () => {
  const facts = { number, on, issuer, title };
  const checked = { valid: true, state: "in_force" as const, state_title: "", issuer, title, person: "", note: null };

  expect(isForged({ verdict: "true", facts }, { ...checked, number, on })).toBe(false);
  expect(isForged({ verdict: "true", facts }, { ...checked, number: "13-QĐ/ĐTN", on })).toBe(true);
});

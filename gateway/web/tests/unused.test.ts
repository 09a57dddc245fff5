import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import * as most from "../src/text/vi";
import * as campaigns from "../src/text/vi-campaigns";
import * as ratings from "../src/text/vi-rating";
import { filesIn, sources } from "./files";

const readers = [...sources, ...filesIn("tests", /\.tsx?$/), ...filesIn("mock", /\.ts$/)];

const words = { ...most, ...campaigns, ...ratings };

/** Which groups of the texts a file reads, and by what name: `import { cases as text }`. */
function groupsReadBy(code: string): [group: string, name: string][] {
  const listed = [...code.matchAll(/import \{([^}]*)\} from "[./]*text\/vi(?:-campaigns|-rating)?"/g)].map(([, names]) => names).join(", ");
  return [...listed.matchAll(/(\w+)(?: as (\w+))?/g)].map(([, group, name]) => [group!, name ?? group!]);
}

/** A group that is asked by a key of the server's is read whole. */
const isRead = (code: string, name: string, key: string) => new RegExp(`\\b${name}(\\.${key}\\b|\\["${key}"\\]|\\[(?!"))`).test(code);

test.each(Object.entries(words).filter(([, group]) => typeof group === "object"))("every sentence of “%s” is read somewhere", (group, sentences) => {
  const reading = sources.flatMap(({ path, code }) => {
    const names = path.endsWith("vi.ts") ? [[group, group] as const] : groupsReadBy(code);
    return names.filter(([from]) => from === group).map(([, name]) => ({ code, name }));
  });

  expect(Object.keys(sentences).filter((key) => !reading.some(({ code, name }) => isRead(code, name, key)))).toEqual([]);
});

test.each(sources)("$path exports only what others import", ({ path, code }) => {
  const names = [...code.matchAll(/^export (?:async )?(?:const|let|function|class|interface|type) (\w+)/gm)].map(([, name]) => name!);
  const others = readers.filter((reader) => reader.path !== path);

  expect(names.filter((name) => !others.some((other) => new RegExp(`\\b${name}\\b`).test(other.code)))).toEqual([]);
});

test("every class of the style stands on some screen", () => {
  const rules = filesIn("src", /\.css$/)
    .map(({ code }) => code.replace(/\/\*[\s\S]*?\*\//g, ""))
    .join("\n");
  const selectors = [...rules.matchAll(/([^{};]+)\{/g)].map(([, selector]) => selector!).join(" ");
  const classes = new Set([...selectors.matchAll(/\.([a-z][\w-]*)/g)].map(([, name]) => name!));
  const screens = sources.filter(({ path }) => !path.endsWith("vi.ts")).map(({ code }) => code);
  const written = [...screens, readFileSync("index.html", "utf8")].flatMap((code) => code.match(/"[^"\n]*"|`[^`]*`/g) ?? []).join("\n");
  const tokens = new Set(written.match(/[\w-]+/g));
  const begun = [...written.matchAll(/([\w-]+-)\$\{/g)].map(([, start]) => start!);

  expect([...classes].filter((name) => !tokens.has(name) && !begun.some((start) => name.startsWith(start)))).toEqual([]);
});

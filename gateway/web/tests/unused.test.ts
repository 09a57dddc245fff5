import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { filesIn, isText, sources } from "./files";

const readers = [...sources, ...filesIn("tests", /\.tsx?$/), ...filesIn("mock", /\.ts$/)];

const texts = import.meta.glob<Record<string, unknown>>("../src/**/vi{,-*}.ts", { eager: true });
const groups = Object.values(texts).flatMap((group) => Object.entries(group));

/** Which groups of the texts a file reads, and by what name: `import { cases as text }`. */
function groupsReadBy(code: string): [group: string, name: string][] {
  const listed = [...code.matchAll(/import \{([^}]*)\} from "[./\w-]*\/vi(?:-[\w-]+)?"/g)]
    .map(([, names]) => names)
    .join(", ");
  return [...listed.matchAll(/(\w+)(?: as (\w+))?/g)].map(([, group, name]) => [group!, name ?? group!]);
}

/** A group that is asked by a key of the server's is read whole. */
const isRead = (code: string, name: string, key: string) =>
  new RegExp(`\\b${name}(\\.${key}\\b|\\["${key}"\\]|\\[(?!"))`).test(code);

test("the texts are found", () => {
  expect(groups.length).toBeGreaterThan(60);
});

test.each(groups.filter((entry): entry is [string, object] => typeof entry[1] === "object"))(
  "every sentence of “%s” is read somewhere",
  (group, sentences) => {
    const reading = sources.flatMap(({ path, code }) => {
      const names = isText(path) ? [[group, group] as const] : groupsReadBy(code);
      return names.filter(([from]) => from === group).map(([, name]) => ({ code, name }));
    });

    expect(Object.keys(sentences).filter((key) => !reading.some(({ code, name }) => isRead(code, name, key)))).toEqual(
      [],
    );
  },
);

test.each(sources)("$path exports only what others import", ({ path, code }) => {
  const names = [...code.matchAll(/^export (?:async )?(?:const|let|function|class|interface|type) (\w+)/gm)].map(
    ([, name]) => name!,
  );
  const others = readers.filter((reader) => reader.path !== path);

  expect(names.filter((name) => !others.some((other) => new RegExp(`\\b${name}\\b`).test(other.code)))).toEqual([]);
});

test("every class of the style stands on some screen", () => {
  const rules = filesIn("src", /\.css$/)
    .map(({ code }) => code.replace(/\/\*[\s\S]*?\*\//g, ""))
    .join("\n");
  const selectors = [...rules.matchAll(/([^{};]+)\{/g)].map(([, selector]) => selector!).join(" ");
  const classes = new Set([...selectors.matchAll(/\.([a-z][\w-]*)/g)].map(([, name]) => name!));
  const screens = sources.filter(({ path }) => !isText(path)).map(({ code }) => code);
  const written = [...screens, readFileSync("index.html", "utf8")]
    .flatMap((code) => code.match(/"[^"\n]*"|`[^`]*`/g) ?? [])
    .join("\n");
  const tokens = new Set(written.match(/[\w-]+/g));
  const begun = [...written.matchAll(/([\w-]+-)\$\{/g)].map(([, start]) => start!);

  expect([...classes].filter((name) => !tokens.has(name) && !begun.some((start) => name.startsWith(start)))).toEqual(
    [],
  );
});

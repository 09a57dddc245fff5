import { expect, test } from "vitest";
import { filesIn, sources } from "./files";

const MOST_LINES = 100;
const MOST_LINES_OF_A_FILE = 400;
const MOST_COLUMNS = 120;

/** Functions that stand at the outermost level, with how many lines each takes. */
function functionsIn(code: string): [name: string, lines: number][] {
  return [...code.matchAll(/^(?:export )?(?:default )?(?:async )?function (\w+)[\s\S]*?^}$/gm)].map(([whole, name]) => [
    name!,
    whole.split("\n").length,
  ]);
}

test("a component can be read at a glance", () => {
  const long = sources.flatMap(({ path, code }) => functionsIn(code).map(([name, lines]) => ({ path, name, lines })));

  expect(long.length).toBeGreaterThan(300);
  expect(long.filter(({ lines }) => lines > MOST_LINES)).toEqual([]);
});

const written = [
  ...sources,
  ...filesIn("src", /\.css$/),
  ...["tests", "mock", "tools"].flatMap((folder) => filesIn(folder, /\.(tsx?|mjs|js)$/)),
];

test("a file can be read through", () => {
  const lengths = written.map(({ path, code }) => ({ path, lines: code.trimEnd().split("\n").length }));

  expect(lengths.length).toBeGreaterThan(350);
  expect(lengths.filter(({ lines }) => lines > MOST_LINES_OF_A_FILE)).toEqual([]);
});

test("a line stands on the screen whole", () => {
  const wide = written.flatMap(({ path, code }) =>
    code.split("\n").flatMap((line, at) => (line.length > MOST_COLUMNS ? [`${path}:${at + 1}`] : [])),
  );

  expect(wide).toEqual([]);
});

import { expect, test } from "vitest";
import { sources } from "./files";

const MOST_LINES = 100;

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

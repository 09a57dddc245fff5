import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

function filesOf(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesOf(path) : [path];
  });
}

const sources = filesOf("src").filter((path) => /\.tsx?$/.test(path));

test.each(sources)("%s decides no rule of the Charter", (path) => {
  const source = readFileSync(path, "utf8");

  expect(source).not.toMatch(/(admission|quorum|majority|maturation|fee)_\w*(age|days|months|share)/);
  expect(source).not.toMatch(/\b(15|16|30|35)\s*tuổi/);
});

test.each(sources)("%s asks of no process which one it is", (path) => {
  const source = readFileSync(path, "utf8");

  expect(source).not.toMatch(/["'`](admission|transfer|maturation|removal)["'`]/);
});

test.each(sources.filter((path) => !path.endsWith("vi.ts")))("%s keeps its Vietnamese in text/vi.ts", (path) => {
  const code = readFileSync(path, "utf8").replace(/\/\*[\s\S]*?\*\//g, "").replace(/^\s*\/\/.*$/gm, "");

  expect(code).not.toMatch(/["'`>][^"'`<>]*[ăâđêôơưĂÂĐÊÔƠƯạảấầẩậắằặẹẻếềểệịỉọỏốồổộớờởợụủứừửựỳỵỷỹ]/);
});

test.each(sources)("%s writes no style or script into the page", (path) => {
  const source = readFileSync(path, "utf8");

  expect(source).not.toMatch(/dangerouslySetInnerHTML|innerHTML|style="|eval\(/);
});

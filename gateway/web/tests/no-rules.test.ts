import { expect, test } from "vitest";
import { isText, sources } from "./files";

test.each(sources)("$path decides no rule of the Charter", ({ code }) => {
  expect(code).not.toMatch(/(admission|quorum|majority|maturation|fee)_\w*(age|days|months|share)/);
  expect(code).not.toMatch(/\b(15|16|30|35)\s*tuổi/);
});

test.each(sources)("$path asks of no process which one it is", ({ code }) => {
  expect(code).not.toMatch(/["'`](admission|transfer|maturation|removal)["'`]/);
});

test.each(sources.filter(({ path }) => !isText(path)))("$path keeps its Vietnamese with the texts", ({ code }) => {
  const said = code.replace(/\/\*[\s\S]*?\*\//g, "").replace(/^\s*\/\/.*$/gm, "");

  expect(said).not.toMatch(/["'`>][^"'`<>]*[ăâđêôơưĂÂĐÊÔƠƯạảấầẩậắằặẹẻếềểệịỉọỏốồổộớờởợụủứừửựỳỵỷỹ]/);
});

test.each(sources)("$path writes no style or script into the page", ({ code }) => {
  expect(code).not.toMatch(/dangerouslySetInnerHTML|innerHTML|style="|eval\(/);
});

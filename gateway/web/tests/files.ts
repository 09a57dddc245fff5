import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

export interface Source {
  path: string;
  code: string;
}

function pathsIn(folder: string): string[] {
  const names = readdirSync(folder).filter((name) => name !== "node_modules");
  return names.flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? pathsIn(path) : [path];
  });
}

/** The files beneath a folder whose names match, with what they hold. */
export function filesIn(folder: string, named: RegExp): Source[] {
  return pathsIn(folder)
    .filter((path) => named.test(path))
    .map((path) => ({ path, code: readFileSync(path, "utf8") }));
}

/** The types of every answer there is, drawn from the API's documentation: nobody writes or reads the whole of it. */
const DRAWN = "src/http/api.ts";

export const sources = filesIn("src", /\.tsx?$/).filter(({ path }) => path !== DRAWN);

/** Whether a file holds sentences: `vi.ts`, or `vi-` and what they are about. */
export const isText = (path: string) => /\/vi(-[\w-]+)?\.ts$/.test(path);

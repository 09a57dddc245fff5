import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

export interface Source {
  path: string;
  code: string;
}

function pathsIn(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
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

export const sources = filesIn("src", /\.tsx?$/);

/** Whether a file holds sentences: `vi.ts`, or `vi-` and what they are about. */
export const isText = (path: string) => /\/vi(-[\w-]+)?\.ts$/.test(path);

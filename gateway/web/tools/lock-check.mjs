// The lock files must name no download address: whoever installs uses the registry of their own.
import { readFileSync } from "node:fs";

for (const place of ["../package-lock.json", "./api-types/package-lock.json"]) {
  const lock = readFileSync(new URL(place, import.meta.url), "utf8");
  if (/"resolved"\s*:/.test(lock) || /https?:\/\/[^"]*\.tgz/.test(lock)) {
    console.error(`${place} holds download addresses. Run "npm install" with the .npmrc of its folder.`);
    process.exit(1);
  }
}
console.log("ok   the locks name no download address");

// The lock file must name no download address: whoever installs uses the registry of their own.
import { readFileSync } from "node:fs";

const lock = readFileSync(new URL("../package-lock.json", import.meta.url), "utf8");
if (/"resolved"\s*:/.test(lock) || /https?:\/\/[^"]*\.tgz/.test(lock)) {
  console.error('package-lock.json holds download addresses. Run "npm install" with the .npmrc of this folder.');
  process.exit(1);
}
console.log("ok   the lock names no download address");

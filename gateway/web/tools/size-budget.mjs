// Sums what each screen loads and fails above the budget: gzip, as a browser receives it.
import { readFileSync, readdirSync } from "node:fs";
import { gzipSync } from "node:zlib";

const DIST = new URL("../dist/", import.meta.url);
const FIRST_KB = 60;
const ROUTE_KB = 35;
const CSS_KB = 12;
/** Screens that people see first; with the entry they make the first load. */
const FIRST_SCREENS = ["sign-in", "home", "work"];

const manifest = JSON.parse(readFileSync(new URL(".vite/manifest.json", DIST), "utf8"));
const gzip = (file) => gzipSync(readFileSync(new URL(file, DIST)), { level: 9 }).length;
const entry = Object.keys(manifest).find((key) => manifest[key].isEntry);

function closure(key, seen = new Set()) {
  if (seen.has(key)) return seen;
  seen.add(key);
  for (const next of manifest[key].imports ?? []) closure(next, seen);
  return seen;
}

const base = closure(entry);
const size = (keys) => [...keys].reduce((sum, key) => sum + gzip(manifest[key].file), 0);
const kb = (bytes) => (bytes / 1024).toFixed(1).padStart(6);
let failed = false;

function tell(name, bytes, budget) {
  const over = bytes > budget * 1024;
  failed ||= over;
  console.log(`${over ? "OVER " : "ok   "}${kb(bytes)} KB of ${budget}  ${name}`);
}

tell("script, entry", size(base), FIRST_KB);
for (const key of Object.keys(manifest)
  .filter((name) => manifest[name].isDynamicEntry)
  .sort()) {
  const own = new Set([...closure(key)].filter((part) => !base.has(part)));
  const isFirst = FIRST_SCREENS.some((name) => key.endsWith(`/${name}.tsx`));
  if (isFirst) tell(`script, first load of ${key}`, size(new Set([...base, ...own])), FIRST_KB);
  else tell(`script, ${key}`, size(own), ROUTE_KB);
}
const styles = readdirSync(new URL("assets/", DIST)).filter((file) => file.endsWith(".css"));
tell(
  "style",
  styles.reduce((sum, file) => sum + gzip(`assets/${file}`), 0),
  CSS_KB,
);
if (failed) {
  console.error("The size budget is broken (see README, Budgets).");
  process.exit(1);
}

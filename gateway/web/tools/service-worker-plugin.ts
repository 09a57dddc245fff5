import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Plugin } from "vite";

/** Writes `sw.js` with the names of this build's first files, so that every build is a version of its own. */
export function serviceWorker(): Plugin {
  return {
    name: "doanso-service-worker",
    apply: "build",
    generateBundle(_, bundle) {
      const files = Object.values(bundle);
      const first = files
        .filter((file) => (file.type === "chunk" ? file.isEntry : file.fileName.endsWith(".css")))
        .map((file) => `/${file.fileName}`);
      const version = createHash("sha256")
        .update(
          files
            .map((file) => file.fileName)
            .sort()
            .join("\n"),
        )
        .digest("hex")
        .slice(0, 12);
      const source = readFileSync(new URL("./service-worker.js", import.meta.url), "utf8")
        .replace("__VERSION__", version)
        .replace('["__FIRST__"]', JSON.stringify(["/", "/emblem.svg", ...first]));
      this.emitFile({ type: "asset", fileName: "sw.js", source });
    },
  };
}

import { defineConfig } from "vitest/config";
import { serviceWorker } from "./tools/service-worker-plugin.ts";

const MOCKED = "tests/**/*.mocked.test.{ts,tsx}";
const gateway = process.env["DOANSO_GATEWAY"];

/** `npm run dev` talks to the mock; with DOANSO_GATEWAY=http://127.0.0.1:8080 it talks to a running system. */
export default defineConfig(async ({ command, isPreview }) => {
  const needsMock = !gateway && (command === "serve" || isPreview === true);
  const mock = needsMock ? [(await import("./mock/plugin.ts")).mockGateway()] : [];
  const proxy: Record<string, string> = gateway ? { "/api": gateway } : {};
  return {
    plugins: [serviceWorker(), ...mock],
    oxc: { jsx: { runtime: "automatic" as const, importSource: "preact" } },
    server: { proxy },
    preview: { proxy },
    build: {
      target: "es2022",
      manifest: true,
      modulePreload: { polyfill: false },
      assetsInlineLimit: 0,
      cssCodeSplit: false,
    },
    test: {
      environment: "happy-dom",
      testTimeout: 20_000,
      // Modules are loaded once for all tests; those that put others in their place have them for themselves.
      projects: [
        {
          extends: true as const,
          test: { name: "shared", include: ["tests/**/*.test.{ts,tsx}"], exclude: [MOCKED], isolate: false },
        },
        { extends: true as const, test: { name: "mocked", include: [MOCKED] } },
      ],
    },
  };
});

import { defineConfig } from "vitest/config";
import { mockGateway } from "./mock/plugin";
import { serviceWorker } from "./tools/service-worker-plugin";

const gateway = process.env["DOANSO_GATEWAY"];

/** `npm run dev` talks to the mock; with DOANSO_GATEWAY=http://127.0.0.1:8080 it talks to a running system. */
export default defineConfig({
  plugins: [serviceWorker(), ...(gateway ? [] : [mockGateway()])],
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  server: gateway ? { proxy: { "/api": gateway } } : {},
  preview: gateway ? { proxy: { "/api": gateway } } : {},
  build: {
    target: "es2022",
    manifest: true,
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    cssCodeSplit: false,
  },
  test: { environment: "happy-dom", include: ["tests/**/*.test.{ts,tsx}"] },
});

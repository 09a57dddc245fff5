import type { IncomingMessage, ServerResponse } from "node:http";
import type { Connect, Plugin } from "vite";
import { ACCOUNTS, gone, problem, type Call, type Reply } from "./replies.ts";
import { registryRoutes } from "./routes-registry.ts";
import { workRoutes } from "./routes-work.ts";

/** The strict policy of the gateway, so that a broken rule shows here and not only in production. */
const CSP = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "connect-src 'self'",
  "manifest-src 'self'",
  "worker-src 'self'",
  "frame-src 'self' blob:",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join("; ");

function session(call: Call, response: ServerResponse): Reply | null {
  if (call.path === "/session" && call.method === "POST") {
    const login = String(call.body["login"]);
    if (!ACCOUNTS[login] || call.body["password"] !== "mat-khau-thu") {
      return problem(
        401,
        "wrong-login",
        "Chưa đăng nhập được",
        "Tên đăng nhập hoặc mật khẩu chưa đúng. Kiểm tra lại hoặc chọn “Quên mật khẩu”.",
      );
    }
    response.setHeader("Set-Cookie", [
      `doanso_access=${login}; Path=/; HttpOnly; SameSite=Lax`,
      "doanso_csrf=thu; Path=/; SameSite=Lax",
    ]);
    return { body: { person: {}, positions: [] } };
  }
  if (call.path === "/session" && call.method === "DELETE") {
    response.setHeader("Set-Cookie", ["doanso_access=; Path=/; Max-Age=0", "doanso_csrf=; Path=/; Max-Age=0"]);
    return { body: { ok: true } };
  }
  if (call.path === "/session/refresh")
    return problem(401, "session-over", "Phiên đã hết", "Phiên đăng nhập đã hết. Đăng nhập lại.");
  return null;
}

async function read(request: IncomingMessage): Promise<Record<string, unknown>> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  try {
    return JSON.parse(Buffer.concat(chunks).toString("utf8")) as Record<string, unknown>;
  } catch {
    return {};
  }
}

async function answer(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
  const path = url.pathname.replace("/api/v1", "");
  const who = /doanso_access=(\w+)/.exec(request.headers.cookie ?? "")?.[1] ?? "";
  if (path === "/stream") {
    response.writeHead(200, { "Content-Type": "text/event-stream" });
    response.write(": open\n\n");
    return;
  }
  const call: Call = { method: request.method!, path, query: url.searchParams, body: await read(request), who };
  let reply = session(call, response);
  if (!reply) {
    const route = [...registryRoutes, ...workRoutes].find(
      ([method, pattern]) => method === call.method && pattern.test(path),
    );
    const isOpen = /^\/(verify|invitations)\//.test(path);
    if (!ACCOUNTS[who] && !isOpen) reply = problem(401, "sign-in-required", "Cần đăng nhập", "Đăng nhập để tiếp tục.");
    else reply = route ? route[2](call, ...route[1].exec(path)!.slice(1).map(decodeURIComponent)) : gone();
  }
  const status = reply.status ?? 200;
  response.writeHead(status, {
    "Content-Type": status >= 400 ? "application/problem+json" : "application/json",
    "Cache-Control": "no-store",
    ...reply.headers,
  });
  response.end(JSON.stringify(reply.body));
}

/** `/api/v1` out of memory: sign in as lan, minh, thao, tinh or ha with the password "mat-khau-thu". */
export function mockGateway(): Plugin {
  const serve: Connect.NextHandleFunction = (request, response, next) => {
    const url = new URL(request.url ?? "/", "http://localhost");
    if (!url.pathname.startsWith("/api/v1")) {
      next();
      return;
    }
    void answer(request, response, url).catch(next);
  };
  return {
    name: "doanso-mock-gateway",
    configureServer: (server) => void server.middlewares.use(serve),
    configurePreviewServer: (server) => {
      server.middlewares.use((_, response, next) => {
        response.setHeader("Content-Security-Policy", CSP);
        next();
      });
      server.middlewares.use(serve);
    },
  };
}

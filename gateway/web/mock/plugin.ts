import type { IncomingMessage, ServerResponse } from "node:http";
import type { Connect, Plugin } from "vite";
import { campaign, campaignPreview, campaignRows, campaignUnits } from "./campaigns.ts";
import {
  act,
  cases,
  definition,
  inboxItem,
  item,
  PROCESSES,
  view as caseView,
  waitsFor,
  type MockCase,
} from "./cases.ts";
import { childrenOf, HOME, id, isBelow, pathOf, person, units } from "./data.ts";
import { document, documents, unitActs } from "./documents.ts";
import { actOnDossier, dossierDefinition, dossierOf, dossiersAbout, dossiersAt, dossierView } from "./dossiers.ts";
import { folded } from "./fold.ts";
import { imports, start, view as importView } from "./imports.ts";
import { detail, filters, find, members, timeline } from "./members.ts";

/** The strict policy of the gateway, so that a broken rule shows here and not only in production. */
const CSP =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; manifest-src 'self'; worker-src 'self'; frame-src 'self' blob:; frame-ancestors 'none'; base-uri 'none'";

const ACCOUNTS: Record<string, { name: string; role: string; unit: string; title: string } | undefined> = {
  lan: { name: "Nguyễn Thị Lan", role: "CHAPTER_OFFICER", unit: HOME.chapter, title: "Bí thư" },
  minh: { name: "Phạm Văn Minh", role: "GRASSROOTS_OFFICER", unit: HOME.grassroots, title: "Phó Bí thư" },
  thao: { name: "Giáp Thị Thảo", role: "DISTRICT_OFFICER", unit: HOME.district, title: "Phó Bí thư" },
  tinh: { name: "Thân Đức Việt", role: "PROVINCE_OFFICER", unit: HOME.province, title: "Uỷ viên Ban Thường vụ" },
  ha: { name: "Nguyễn Thị Lan", role: "MEMBER", unit: HOME.chapter, title: "Đoàn viên" },
};

interface Call {
  method: string;
  path: string;
  query: URLSearchParams;
  body: Record<string, unknown>;
  who: string;
}

interface Reply {
  status?: number;
  body: unknown;
  headers?: Record<string, string>;
}

const problem = (status: number, code: string, title: string, detail_: string, more: object = {}): Reply => ({
  status,
  body: { type: "about:blank", title, status, detail: detail_, code, trace: "7F3K-2Q", ...more },
});
const gone = () =>
  problem(
    404,
    "not-found",
    "Không tìm thấy",
    "Không tìm thấy nội dung này. Đường dẫn có thể sai, hoặc nội dung ngoài phạm vi của bạn.",
  );

function page<T>(all: T[], query: URLSearchParams): Reply {
  const limit = Number(query.get("limit") ?? 20);
  const from = Number(query.get("cursor") ?? 0);
  const next = from + limit < all.length ? String(from + limit) : null;
  return { body: { items: all.slice(from, from + limit), next, total: query.get("count") ? all.length : null } };
}

const jobs = new Map<
  string,
  { at: number; held: number; ids: string[]; action: string; note: string; state?: string; ran?: boolean }
>();

type Route = [string, RegExp, (call: Call, ...parts: string[]) => Reply];

const waitingFor = (account: NonNullable<(typeof ACCOUNTS)[string]>) =>
  account.role === "MEMBER" ? [] : cases.filter((one) => waitsFor(one, account.unit) && one.state !== "admitted");

const ROUTES: Route[] = [
  [
    "GET",
    /^\/me$/,
    ({ who }) => {
      const account = ACCOUNTS[who]!;
      const unit = units.get(account.unit)!;
      const reference = { id: unit.id, name: unit.name, level: unit.level };
      const held =
        account.role === "MEMBER"
          ? []
          : [
              {
                id: id(3, 2),
                role: account.role,
                unit: reference,
                code: "BT",
                title: account.title,
                until: "2027-09-30",
              },
            ];
      return {
        body: {
          person: {
            id: who === "minh" ? id(9, 9) : members[0]!.id,
            code: members[0]!.code,
            full_name: account.name,
            unit: reference,
          },
          positions: held,
          can: [],
        },
      };
    },
  ],
  [
    "GET",
    /^\/me\/access-log$/,
    ({ query }) =>
      page(
        Array.from({ length: 45 }, (_, n) => ({
          id: id(8, 0, 0, 0, n),
          seen_at: new Date(Date.now() - n * 7 * 3_600_000).toISOString(),
          how: n % 5 ? "view" : "export",
          what: n % 2 ? ["Liên hệ"] : ["Giấy tờ tuỳ thân", "Liên hệ"],
          viewer: { id: id(9, 9), full_name: "Phạm Văn Minh" },
          unit: { id: HOME.grassroots, name: "Đoàn xã Tân Mỹ" },
        })),
        query,
      ),
  ],
  [
    "POST",
    /^\/me\/second-factor$/,
    () => ({
      status: 201,
      body: {
        secret: "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP",
        uri: "otpauth://totp/%C4%90o%C3%A0n%20S%E1%BB%91:240126000017?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=%C4%90o%C3%A0n%20S%E1%BB%91",
      },
    }),
  ],
  [
    "PUT",
    /^\/me\/second-factor$/,
    ({ body }) =>
      body["code"] === "123456"
        ? { body: { recovery_codes: Array.from({ length: 10 }, (_, n) => `K7QX${n}-M4TR${n}`) } }
        : problem(422, "invalid", "Có chỗ cần sửa", "Có chỗ cần sửa.", {
            errors: { code: ["Mã đã hết hạn. Nhập mã đang hiện trong ứng dụng xác thực."] },
          }),
  ],
  [
    "GET",
    /^\/me\/inbox$/,
    ({ who, query }) => {
      const account = ACCOUNTS[who]!;
      const unit = units.get(account.unit)!;
      const position = { role: account.role, title: account.title, unit: { id: unit.id, name: unit.name } };
      const words = folded(query.get("q") ?? "")
        .split(" ")
        .filter(Boolean);
      const isAsked = (one: MockCase) =>
        one.state === (query.get("state") ?? one.state) &&
        words.every((word) => folded(`${one.number} ${one.name}`).includes(word));
      const mine = waitingFor(account)
        .filter(isAsked)
        .map((one) => inboxItem(one, position));
      const { body } = page(mine, query);
      return {
        body: {
          ...(body as object),
          total: mine.length,
          calm: mine.filter((one) => one.warnings.length === 0).length,
          missing: [],
        },
      };
    },
  ],
  [
    "GET",
    /^\/me\/inbox\/count$/,
    ({ who }) => {
      const groups = new Map<
        string,
        { process: string; process_title: string; state: string; state_title: string; count: number; overdue: number }
      >();
      for (const one of waitingFor(ACCOUNTS[who]!)) {
        const told = item(one);
        const group = groups.get(one.state) ?? {
          process: told.process,
          process_title: told.process_title,
          state: told.state,
          state_title: told.state_title,
          count: 0,
          overdue: 0,
        };
        groups.set(one.state, { ...group, count: group.count + 1 });
      }
      return {
        body: {
          total: [...groups.values()].reduce((sum, { count }) => sum + count, 0),
          overdue: 0,
          by_process: {},
          groups: [...groups.values()],
        },
      };
    },
  ],
  [
    "GET",
    /^\/me\/card$/,
    () => ({
      body: {
        code: members[0]!.code,
        card_no: members[0]!.card_no,
        full_name: members[0]!.full_name,
        unit: members[0]!.unit,
        state: "valid",
        state_title: "Còn hiệu lực",
        qr: "https://doanso.example/xt/eyJhbGciOiJFZDI1NTE5In0.eyJzdWIiOiIyNDAxMTEwMDAwMTEifQ.c2lnbmF0dXJl",
      },
    }),
  ],
  [
    "GET",
    /^\/me\/sessions$/,
    () => ({
      body: {
        items: [
          {
            id: id(6, 1),
            device: "Mozilla/5.0 (Linux; Android 14) Chrome/126 Mobile",
            created_at: "2026-11-20T01:00:00Z",
            seen_at: new Date().toISOString(),
            current: true,
          },
          {
            id: id(6, 2),
            device: "Mozilla/5.0 (Windows NT 10.0) Edg/126",
            created_at: "2026-11-02T01:00:00Z",
            seen_at: "2026-11-22T08:00:00Z",
            current: false,
          },
        ],
      },
    }),
  ],
  ["DELETE", /^\/me\/sessions\//, () => ({ body: { ok: true } })],
  [
    "GET",
    /^\/invitations\/(.+)$/,
    (_, token) =>
      token === "het-han"
        ? problem(
            404,
            "invitation-unknown",
            "Đường dẫn không còn dùng được",
            "Đường dẫn đã hết hạn hoặc đã được dùng. Xin đường dẫn mới từ Bí thư chi đoàn.",
          )
        : { body: { full_name: "Nguyễn T. H.", expires_at: "2026-12-01T00:00:00Z" } },
  ],
  [
    "GET",
    /^\/verify\/(.+)$/,
    (_, token) =>
      token.startsWith("sai")
        ? gone()
        : {
            body: {
              state: "in_force",
              state_title: "Còn hiệu lực",
              number: "12-QĐ/ĐTN",
              on: "2026-11-24",
              issuer: "Đoàn xã Tân Mỹ",
              title: "Quyết định chuẩn y kết nạp đoàn viên",
              person: "Nguyễn T. H.",
            },
          },
  ],

  [
    "GET",
    /^\/units$/,
    ({ query, who }) => {
      const words = folded(query.get("q") ?? "")
        .split(" ")
        .filter(Boolean);
      const scope = ACCOUNTS[who]!.unit;
      return page(
        [...units.values()].filter(
          (unit) => isBelow(unit.id, scope) && words.every((word) => folded(unit.name).includes(word)),
        ),
        query,
      );
    },
  ],
  [
    "GET",
    /^\/units\/([\w-]+)$/,
    (_, unitId) => {
      const unit = units.get(unitId!);
      if (!unit) return gone();
      const officer = (seed: number, title: string) => ({
        person: { id: null, full_name: person(seed).full_name },
        title,
        code: "BT",
        until: "2027-09-30",
      });
      const first =
        unit.id === HOME.chapter
          ? {
              person: { id: members[0]!.id, full_name: "Nguyễn Thị Lan" },
              title: "Bí thư",
              code: "BT",
              until: "2027-09-30",
            }
          : officer(unit.name.length * 3, "Bí thư");
      const warnings =
        unit.level === "CHAPTER" && unit.member_count < 13
          ? [
              {
                code: "small",
                text: `Chỉ còn ${unit.member_count} đoàn viên đang sinh hoạt.`,
                mend: "Báo Đoàn cấp trên để sắp xếp.",
              },
            ]
          : unit.level === "GRASSROOTS"
            ? [{ code: "term", text: "Nhiệm kỳ hết hạn sau 60 ngày.", mend: "Chuẩn bị đại hội." }]
            : [];
      return {
        body: {
          ...unit,
          path: pathOf(unit),
          officers: [first, officer(unit.name.length * 5 + 2, "Phó Bí thư")],
          warnings,
          allowed_actions: [],
          opened_on: "1998-03-26",
          closed_on: null,
          successor: null,
          version: 2,
        },
        headers: { ETag: '"2"' },
      };
    },
  ],
  ["GET", /^\/units\/([\w-]+)\/acts$/, () => ({ body: { items: unitActs } })],
  ["GET", /^\/units\/([\w-]+)\/children$/, ({ query }, unitId) => page(childrenOf(unitId!), query)],
  [
    "GET",
    /^\/units\/([\w-]+)\/statistics$/,
    (_, unitId) => {
      const unit = units.get(unitId!)!;
      const share = (part: number) => Math.round(unit.member_count * part);
      return {
        body: {
          unit: { id: unit.id, name: unit.name },
          on: "2026-11-24",
          total: unit.member_count,
          female: share(0.52),
          minority: share(0.14),
          party: share(0.06),
          age_bands: [
            { code: "a", title: "Dưới 18", count: share(0.31) },
            { code: "b", title: "18–22", count: share(0.36) },
            { code: "c", title: "23–27", count: share(0.24) },
            { code: "d", title: "28–30", count: share(0.07) },
            { code: "e", title: "Trên 30", count: share(0.02) },
          ],
          statuses: [
            { code: "ACTIVE", title: "Đang sinh hoạt", count: share(0.95) },
            { code: "IN_TRANSIT", title: "Đang chuyển", count: share(0.05) },
          ],
          children: childrenOf(unitId!).map((child) => ({
            unit: { id: child.id, name: child.name },
            total: child.member_count,
          })),
        },
      };
    },
  ],

  ["GET", /^\/members$/, ({ query }) => page(find(query), query)],
  ["GET", /^\/members\/filters$/, () => ({ body: filters })],
  [
    "GET",
    /^\/members\/([\w-]+)$/,
    ({ query, who }, memberId) => {
      const found = members.find((member) => member.id === memberId);
      return found
        ? {
            body: detail(found, query.getAll("reveal"), who === "ha" && found === members[0]),
            headers: { ETag: '"3"' },
          }
        : gone();
    },
  ],
  [
    "PATCH",
    /^\/members\/([\w-]+)$/,
    ({ body, who }, memberId) => {
      const found = members.find((member) => member.id === memberId)!;
      const given = body["fields"] as Record<string, string>;
      if (given["full_name"] === "")
        return problem(422, "invalid", "Có chỗ cần sửa", "Có chỗ cần sửa.", {
          errors: { full_name: ["Họ và tên còn trống. Ghi họ và tên."] },
        });
      if (given["full_name"]) found.full_name = given["full_name"];
      return { body: detail(found, [], who === "ha"), headers: { ETag: '"4"' } };
    },
  ],
  [
    "GET",
    /^\/members\/([\w-]+)\/timeline$/,
    (_, memberId) => ({ body: { items: timeline(members.find((member) => member.id === memberId)!) } }),
  ],
  [
    "POST",
    /^\/members\/([\w-]+)\/invitation$/,
    () => ({ status: 201, body: { token: "dGhpcyBpcyBhIG1vY2s", expires_at: "2026-12-01T00:00:00Z" } }),
  ],

  ["GET", /^\/processes$/, () => ({ body: { items: PROCESSES } })],
  ["GET", /^\/processes\/(\w+)$/, (_, code) => ({ body: { ...definition(code!), ...dossierDefinition(code!) } })],
  [
    "GET",
    /^\/cases$/,
    ({ query, who }) => {
      const account = ACCOUNTS[who]!;
      if (query.get("subject_id")) return page(dossiersAbout(query.get("subject_id")!), query);
      const words = folded(query.get("q") ?? "")
        .split(" ")
        .filter(Boolean);
      const found = cases.filter((one) => {
        if (query.get("waiting_for_me") === "true" && !(account.role !== "MEMBER" && waitsFor(one, account.unit)))
          return false;
        if (query.get("unit_id") && !isBelow(one.unitId, query.get("unit_id")!)) return false;
        if (query.get("open") && (one.state === "admitted") === (query.get("open") === "true")) return false;
        if (query.get("process") && query.get("process") !== "admission") return false;
        return (
          isBelow(one.unitId, account.unit) && words.every((word) => folded(`${one.name} ${one.number}`).includes(word))
        );
      });
      const own = query.get("q") || query.get("process") || query.get("waiting_for_me") ? [] : dossiersAt(account.unit);
      return page([...own, ...found.map(item)], query);
    },
  ],
  [
    "POST",
    /^\/cases$/,
    ({ body, who }) => {
      const form = body["form"] as Record<string, string>;
      if (!form["born_on"])
        return problem(422, "invalid", "Có chỗ cần sửa", "Có chỗ cần sửa.", {
          errors: { "form.born_on": ["Ngày sinh còn trống. Nhập theo dạng dd/mm/yyyy."] },
        });
      if (form["born_on"] > "2011")
        return problem(409, "case-refused", "Chưa mở được hồ sơ", "Chưa đủ điều kiện kết nạp.", {
          refusals: [
            {
              code: "too-young",
              text: `${form["full_name"]} chưa đủ tuổi vào Đoàn vào ngày xét 24/11/2026.`,
              mend: "Ngày sớm nhất có thể xét: 03/02/2027.",
            },
          ],
        });
      const made = {
        ...cases[0]!,
        id: id(4, 0, 0, 0, cases.length + 100),
        number: `KN-2026-${500 + cases.length}`,
        name: form["full_name"]!,
        unitId: body["unit_id"] as string,
        form,
        state: "applied",
        lines: [
          {
            label: "Mở hồ sơ",
            to: "applied",
            at: new Date().toISOString(),
            who: ACCOUNTS[who]!.name,
            position: ACCOUNTS[who]!.title,
            note: null,
          },
        ],
      };
      cases.unshift(made);
      return { status: 201, body: caseView(made, ACCOUNTS[who]!.unit), headers: { ETag: '"1"' } };
    },
  ],
  [
    "GET",
    /^\/cases\/([\w-]+)$/,
    ({ who }, caseId) => {
      const own = dossierOf(caseId!);
      if (own) return { body: dossierView(own), headers: { ETag: `"${own.version}"` } };
      const found = cases.find((one) => one.id === caseId);
      return found ? { body: caseView(found, ACCOUNTS[who]!.unit), headers: { ETag: `"${found.version}"` } } : gone();
    },
  ],
  [
    "POST",
    /^\/cases\/([\w-]+)\/actions$/,
    ({ body, who }, caseId) => {
      const own = dossierOf(caseId!);
      if (own) {
        actOnDossier(own, String(body["action"]), body["form"] as Record<string, unknown>);
        return { body: dossierView(own), headers: { ETag: `"${own.version}"` } };
      }
      const found = cases.find((one) => one.id === caseId)!;
      const form = (body["form"] ?? {}) as Record<string, number>;
      if (body["action"] === "record_vote" && (form["agree"] ?? 0) + (form["disagree"] ?? 0) > (form["present"] ?? 0)) {
        return problem(409, "case-refused", "Chưa ghi nhận được", "Số phiếu chưa khớp.", {
          refusals: [
            {
              code: "sum",
              text:
                `Số phiếu cộng lại là ${(form["agree"] ?? 0) + (form["disagree"] ?? 0)} nhưng chỉ có ` +
                `${form["present"] ?? 0} người có mặt.`,
              mend: "Sửa một trong hai số.",
            },
          ],
        });
      }
      act(found, String(body["action"]), (body["note"] as string) ?? null);
      return { body: caseView(found, ACCOUNTS[who]!.unit), headers: { ETag: `"${found.version}"` } };
    },
  ],
  [
    "POST",
    /^\/cases\/bulk-actions$/,
    ({ body }) => {
      const jobId = `workflows.${Date.now()}`;
      jobs.set(jobId, {
        at: Date.now(),
        held: Number(body["hold_s"] ?? 0) * 1000,
        ids: body["case_ids"] as string[],
        action: String(body["action"]),
        note: String(body["note"] ?? ""),
      });
      return { status: 202, body: jobView(jobId) };
    },
  ],
  ["GET", /^\/jobs$/, ({ query }) => page([...jobs.keys()].reverse().map(jobItem), query)],
  ["GET", /^\/jobs\/(.+)$/, (_, jobId) => (jobs.has(jobId!) ? { body: jobView(jobId!) } : gone())],
  [
    "POST",
    /^\/jobs\/(.+)\/cancel$/,
    (_, jobId) => {
      jobs.get(jobId!)!.state = "cancelled";
      return { body: jobView(jobId!) };
    },
  ],
  [
    "POST",
    /^(\/cases|\/documents)?\/exports$/,
    () => {
      const jobId = `members.${Date.now()}`;
      jobs.set(jobId, { at: Date.now(), held: 0, ids: [], action: "export", note: "" });
      return { status: 202, body: jobView(jobId) };
    },
  ],

  ["GET", /^\/campaigns$/, ({ query }) => page([campaign], query)],
  ["POST", /^\/campaigns\/preview$/, () => ({ body: campaignPreview })],
  [
    "GET",
    /^\/campaigns\/kinds$/,
    () => ({ body: { items: [{ process: campaign.process, title: campaign.process_title }], form_schema: null } }),
  ],
  ["GET", /^\/campaigns\/([\w-]+)$/, () => ({ body: campaign })],
  ["GET", /^\/campaigns\/([\w-]+)\/units$/, () => ({ body: campaignUnits() })],
  ["GET", /^\/campaigns\/([\w-]+)\/rows$/, () => ({ body: campaignRows() })],

  ["GET", /^\/imports$/, ({ query }) => page([...imports.values()].map(importView).reverse(), query)],
  ["POST", /^\/imports$/, () => ({ status: 202, body: importView(start()) })],
  [
    "GET",
    /^\/imports\/([\w.-]+)$/,
    (_, importId) => (imports.has(importId!) ? { body: importView(imports.get(importId!)!) } : gone()),
  ],
  [
    "GET",
    /^\/imports\/([\w.-]+)\/problems$/,
    ({ query }, importId) =>
      page(
        imports.get(importId!)!.problems.filter((one) => one.severity === query.get("severity")),
        query,
      ),
  ],
  [
    "PATCH",
    /^\/imports\/([\w.-]+)\/rows\/(\d+)$/,
    ({ body }, importId, row) => {
      const found = imports.get(importId!)!;
      const value = Object.values(body["cells"] as Record<string, string>)[0] ?? "";
      if (value.length < 2)
        return { body: { row: Number(row), problems: found.problems.filter((one) => one.row === Number(row)) } };
      found.problems = found.problems.filter((one) => one.row !== Number(row));
      return { body: { row: Number(row), problems: [] } };
    },
  ],
  ["PUT", /^\/imports\/([\w.-]+)\/mapping$/, (_, importId) => move(importId!, "checking", true)],
  ["POST", /^\/imports\/([\w.-]+)\/apply$/, (_, importId) => move(importId!, "applying")],
  ["POST", /^\/imports\/([\w.-]+)\/undo$/, (_, importId) => move(importId!, "undoing")],

  [
    "GET",
    /^\/documents$/,
    ({ query }) => {
      const words = folded(query.get("q") ?? "").replace(/[\s/-]/g, "");
      return page(
        documents.filter(
          (one) =>
            folded(one.number + one.title)
              .replace(/[\s/-]/g, "")
              .includes(words) &&
            (!query.get("kind") || one.kind === query.get("kind")),
        ),
        query,
      );
    },
  ],
  [
    "GET",
    /^\/documents\/([\w-]+)$/,
    (_, documentId) => {
      const found = document(documentId!);
      return found ? { body: found } : gone();
    },
  ],
];

function move(importId: string, state: string, sure = false): Reply {
  const found = imports.get(importId)!;
  Object.assign(found, { state, since: Date.now(), sure: sure || found.sure });
  return { status: 202, body: importView(found) };
}

function jobView(jobId: string) {
  const job = jobs.get(jobId)!;
  const passed = Date.now() - job.at - job.held;
  const total = job.action === "export" ? 1204 : job.ids.length;
  const done = Math.max(0, Math.min(total, Math.floor((passed / 3000) * total)));
  const state = job.state ?? (passed < 0 ? "held" : done < total ? "running" : "done");
  if (state === "done" && !job.ran) {
    job.ran = true;
    job.ids.slice(0, -1).forEach((caseId) => act(cases.find((one) => one.id === caseId)!, job.action, job.note));
  }
  const results =
    state === "done"
      ? job.ids.map((caseId, at) => ({
          id: caseId,
          ok: at < job.ids.length - 1,
          code: null,
          detail: at < job.ids.length - 1 ? null : "Hồ sơ vừa được chi đoàn sửa. Xem lại rồi duyệt tiếp.",
        }))
      : [];
  return {
    id: jobId,
    kind: job.action === "export" ? "export_members" : "act_on_many",
    state,
    done,
    total,
    started_at: new Date(job.at).toISOString(),
    ended_at: null,
    results,
    file: job.action === "export" && state === "done" ? { name: "doan-vien.xlsx", size: 84_000 } : null,
  };
}

function jobItem(jobId: string) {
  const { results, started_at, ...job } = jobView(jobId);
  const succeeded = results.filter((result) => result.ok).length;
  return { ...job, created_at: started_at, started_at, succeeded, refused: results.length - succeeded };
}

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
    const route = ROUTES.find(([method, pattern]) => method === call.method && pattern.test(path));
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

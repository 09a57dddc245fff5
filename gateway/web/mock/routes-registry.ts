import { cases, inboxItem, item, type MockCase, waitsFor } from "./cases.ts";
import { HOME, childrenOf, id, isBelow, pathOf, person, units } from "./data.ts";
import { unitActs } from "./documents.ts";
import { folded } from "./fold.ts";
import { detail, filters, find, members, timeline } from "./members.ts";
import { ACCOUNTS, gone, page, problem, type Route } from "./replies.ts";

const waitingFor = (account: NonNullable<(typeof ACCOUNTS)[string]>) =>
  account.role === "MEMBER" ? [] : cases.filter((one) => waitsFor(one, account.unit) && one.state !== "admitted");

export const registryRoutes: Route[] = [
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
        uri:
          "otpauth://totp/%C4%90o%C3%A0n%20S%E1%BB%91:240126000017?" +
          "secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=%C4%90o%C3%A0n%20S%E1%BB%91",
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
];

import { HOME } from "./data.ts";

export const ACCOUNTS: Record<string, { name: string; role: string; unit: string; title: string } | undefined> = {
  lan: { name: "Nguyễn Thị Lan", role: "CHAPTER_OFFICER", unit: HOME.chapter, title: "Bí thư" },
  minh: { name: "Phạm Văn Minh", role: "GRASSROOTS_OFFICER", unit: HOME.grassroots, title: "Phó Bí thư" },
  thao: { name: "Giáp Thị Thảo", role: "DISTRICT_OFFICER", unit: HOME.district, title: "Phó Bí thư" },
  tinh: { name: "Thân Đức Việt", role: "PROVINCE_OFFICER", unit: HOME.province, title: "Uỷ viên Ban Thường vụ" },
  ha: { name: "Nguyễn Thị Lan", role: "MEMBER", unit: HOME.chapter, title: "Đoàn viên" },
};

export interface Call {
  method: string;
  path: string;
  query: URLSearchParams;
  body: Record<string, unknown>;
  who: string;
}

export interface Reply {
  status?: number;
  body: unknown;
  headers?: Record<string, string>;
}

export const problem = (status: number, code: string, title: string, detail_: string, more: object = {}): Reply => ({
  status,
  body: { type: "about:blank", title, status, detail: detail_, code, trace: "7F3K-2Q", ...more },
});
export const gone = () =>
  problem(
    404,
    "not-found",
    "Không tìm thấy",
    "Không tìm thấy nội dung này. Đường dẫn có thể sai, hoặc nội dung ngoài phạm vi của bạn.",
  );

export function page<T>(all: T[], query: URLSearchParams): Reply {
  const limit = Number(query.get("limit") ?? 20);
  const from = Number(query.get("cursor") ?? 0);
  const next = from + limit < all.length ? String(from + limit) : null;
  return { body: { items: all.slice(from, from + limit), next, total: query.get("count") ? all.length : null } };
}

export type Route = [string, RegExp, (call: Call, ...parts: string[]) => Reply];

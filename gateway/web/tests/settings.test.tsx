import { beforeEach, describe, expect, test, vi } from "vitest";
import type { Access, Me } from "../src/http/types";
import { me } from "../src/resources/session";
import Seen, { byDay } from "../src/screens/accounts/seen";
import Settings, { Devices } from "../src/screens/accounts/settings";
import { answering, aPage, button, json, press, reader, root, show, texts } from "./page";

let answers: Record<string, { status?: number; body: unknown }>;

const headings = () => texts("h2");
const somebody = (second_factor: Me["second_factor"]): Me => ({
  ...reader({ id: "p", code: null, full_name: "Nguyễn Thị Lan", unit: null }),
  second_factor,
});

aPage();
beforeEach(() => {
  answers = { "GET /me/sessions": { body: { items: [] } } };
  answering(({ method, path }) => {
    const { status = 200, body } = answers[`${method} ${path}`] ?? { status: 404, body: {} };
    return json(body, status);
  });
});

describe("the second factor", () => {
  test("stands first, and says why, where the rule asks for it", () => {
    me.value = somebody({ on: false, required: true });

    show(<Settings />);

    expect(headings()[0]).toBe("Xác thực hai lớp");
    expect(root.textContent).toContain("Chức vụ của bạn bắt buộc xác thực hai lớp");
  });

  test("stands among the other settings where it is free", () => {
    me.value = somebody({ on: false, required: false });

    show(<Settings />);

    expect(headings()).toEqual(["Giao diện", "Xác thực hai lớp", "Thiết bị đang đăng nhập", "Đổi mật khẩu"]);
  });

  test("is proved by six digits, shows its codes once, and renews what the officer may do", async () => {
    answers["POST /me/second-factor"] = {
      status: 201,
      body: { secret: "JBSWY3DPEHPK3PXP", uri: "otpauth://totp/x?secret=JBSWY3DPEHPK3PXP" },
    };
    answers["PUT /me/second-factor"] = { body: { recovery_codes: ["AAAAA-BBBBB", "CCCCC-DDDDD"] } };
    answers["POST /session/refresh"] = { body: {} };
    me.value = somebody({ on: false, required: true });
    show(<Settings />);

    button("Bật xác thực hai lớp").click();
    await vi.waitFor(() => expect(root.querySelector(".secret code")!.textContent).toBe("JBSW Y3DP EHPK 3PXP"));
    button("Xác nhận mã").click();
    await vi.waitFor(() => expect(root.querySelectorAll(".recovery-codes li").length).toBe(2));

    expect(headings()[0]).toBe("Xác thực hai lớp");
    expect(me.value.second_factor).toEqual({ on: true, required: false });
    await vi.waitFor(() => expect(fetch).toHaveBeenCalledWith("/api/v1/session/refresh", expect.anything()));
    press("Đã giữ các mã");
    expect(root.querySelector(".recovery-codes")).toBeNull();
  });

  test("a wrong code is told at its field, and the secret stays", async () => {
    answers["POST /me/second-factor"] = { status: 201, body: { secret: "JBSWY3DPEHPK3PXP", uri: "otpauth://x" } };
    answers["PUT /me/second-factor"] = {
      status: 422,
      body: { code: "invalid", title: "Có chỗ cần sửa", errors: { code: ["Mã đã hết hạn."] } },
    };
    me.value = somebody({ on: false, required: false });
    show(<Settings />);

    button("Bật xác thực hai lớp").click();
    await vi.waitFor(() => expect(button("Xác nhận mã")).toBeTruthy());
    button("Xác nhận mã").click();

    await vi.waitFor(() => expect(root.querySelector("#totp-error")?.textContent).toBe("Mã đã hết hạn."));
    expect(root.querySelector(".secret")).not.toBeNull();
  });
});

describe("devices", () => {
  test("say that they are being read", () => {
    show(<Devices />);

    expect(root.querySelector("h2")!.textContent).toBe("Thiết bị đang đăng nhập");
    expect(root.querySelector('[aria-busy="true"]')).not.toBeNull();
  });

  test("say that they could not be read, and can be asked for again", async () => {
    answers["GET /me/sessions"] = { status: 503, body: { title: "Máy chủ đang bận", detail: "Máy chủ đang bận." } };

    show(<Devices />);

    await vi.waitFor(() => expect(root.querySelector('[role="alert"]')!.textContent).toContain("Máy chủ đang bận."));
    answers["GET /me/sessions"] = {
      body: {
        items: [
          { id: "s", device: "Chrome Android", created_at: "2026-11-24T00:00:00Z", seen_at: null, current: true },
        ],
      },
    };
    press("Tải lại phần này");
    await vi.waitFor(() => expect(root.textContent).toContain("Chrome, Android"));
  });
});

describe("who has seen my data", () => {
  const one = (id: string, seen_at: string): Access => ({
    id,
    seen_at,
    how: "view",
    what: ["Liên hệ"],
    viewer: { id: "v", full_name: "Phạm Văn Minh" },
    unit: { id: "g", name: "Đoàn xã Tân Mỹ" },
  });

  test("is told day by day, a day beginning at midnight in Việt Nam", () => {
    const lines = [
      one("c", "2026-11-24T18:00:00Z"),
      one("b", "2026-11-24T16:00:00Z"),
      one("a", "2026-11-24T01:00:00Z"),
    ];

    expect(byDay(lines).map(([on, items]) => [on, items.length])).toEqual([
      ["25/11/2026", 1],
      ["24/11/2026", 2],
    ]);
  });

  test("says that nobody has", async () => {
    answers["GET /me/access-log"] = { body: { items: [], next: null, total: 0 } };

    show(<Seen />);

    await vi.waitFor(() =>
      expect(root.querySelector(".empty")!.textContent).toContain("Chưa có ai xem nhóm dữ liệu nhạy cảm của bạn."),
    );
  });

  test("says that it could not be read", async () => {
    answers["GET /me/access-log"] = { status: 503, body: { title: "Máy chủ đang bận", detail: "Máy chủ đang bận." } };

    show(<Seen />);

    await vi.waitFor(() => expect(button("Thử lại")).toBeTruthy());
  });

  test("goes on to older lines", async () => {
    answers["GET /me/access-log"] = { body: { items: [one("b", "2026-11-24T01:00:00Z")], next: "x", total: 2 } };
    show(<Seen />);
    await vi.waitFor(() => expect(root.textContent).toContain("2 lượt xem"));

    answers["GET /me/access-log"] = { body: { items: [one("a", "2026-11-23T01:00:00Z")], next: null, total: 2 } };
    press("Tải thêm");

    await vi.waitFor(() => expect(headings()).toEqual(["24/11/2026", "23/11/2026"]));
  });
});

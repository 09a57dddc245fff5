import { act } from "preact/test-utils";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { dropPicks, togglePick } from "../src/resources/picked";
import { me } from "../src/resources/session";
import { OpenForm } from "../src/screens/cases/case-form";
import CaseMany from "../src/screens/cases/case-many";
import { Steps } from "../src/screens/cases/case-sheet";
import { WorkbookForm } from "../src/screens/cases/case-workbook";
import { PackageDialog } from "../src/screens/boards/package-dialog";
import { aPage, aProcess, json, press, reader, root, show } from "./page";

const definition = aProcess();
const known: Record<string, unknown> = {
  "/processes": { items: [{ code: "p", title: "Một quy trình", for_many: true }] },
  "/processes/p": definition,
  "/units/u1": { id: "u1", name: "Chi đoàn thôn Lực" },
};
const refused = () => json({ title: "Có chỗ cần sửa", detail: "Chi đoàn đã ngừng hoạt động." }, 409);

aPage();
beforeEach(() => {
  me.value = reader({ id: "self", code: null, full_name: "Nguyễn Thị Lan", unit: { id: "u1", name: "" } });
  dropPicks();
});

/**
 * The server gives one of the answers to each change, the last one for good; under which keys it was asked is written
 * down.
 */
function answeringInTurn(...answers: (() => Response)[]): (string | null)[] {
  const keys: (string | null)[] = [];
  vi.stubGlobal(
    "fetch",
    vi.fn(async (url: string, { method, headers }: { method: string; headers: Headers }) => {
      if (method === "GET") return json(known[url.replace("/api/v1", "").split("?")[0]!]);
      keys.push(headers.get("Idempotency-Key"));
      return answers[Math.min(keys.length, answers.length) - 1]!();
    }),
  );
  return keys;
}

const lost = (): Response => {
  throw new TypeError("network");
};

const tooLate = () =>
  json({ title: "Máy chủ đang bận", detail: "Máy chủ chưa trả lời kịp.", code: "deadline-exceeded" }, 503);

const submit = () =>
  act(() => void root.querySelector("form")!.dispatchEvent(new Event("submit", { cancelable: true, bubbles: true })));

const chooseFile = () => {
  const input = root.querySelector<HTMLInputElement>("#file")!;
  Object.defineProperty(input, "files", { value: [new File(["x"], "lop-10a.xlsx")], configurable: true });
  act(() => void input.dispatchEvent(new Event("change", { bubbles: true })));
};

const screens = {
  "a case": {
    open: () => show(<OpenForm definition={definition} />, "/ho-so/moi/p"),
    send: async () => {
      await vi.waitFor(() =>
        expect(root.querySelector<HTMLInputElement>("#f-unit_id")?.value).toBe("Chi đoàn thôn Lực"),
      );
      submit();
      press("Mở hồ sơ");
    },
  },
  "cases of those who were ticked": {
    open: () => {
      togglePick({ id: "p1", name: "Trần Thị Mơ" });
      show(<CaseMany />, "/ho-so/hang-loat?don_vi=u1&quy_trinh=p");
    },
    send: async () => {
      await vi.waitFor(() => expect(root.querySelector("form")).not.toBeNull());
      submit();
    },
  },
  "cases of a workbook": {
    open: () => show(<WorkbookForm code="p" schema={{ type: "object", properties: {} }} />, "/ho-so/tu-tep/p"),
    send: async () => {
      await vi.waitFor(() => expect(root.querySelector<HTMLInputElement>("#unit")?.value).toBe("Chi đoàn thôn Lực"));
      chooseFile();
      submit();
    },
  },
  "cases of members in a workbook": {
    open: () =>
      show(
        <Steps code="p" sheet={{ schema: { type: "object", properties: {} }, columns: ["Nơi đến"] }} />,
        "/ho-so/bang-doan-vien/p",
      ),
    send: async () => {
      await vi.waitFor(() => expect(root.querySelector<HTMLInputElement>("#unit")?.value).toBe("Chi đoàn thôn Lực"));
      // Another file would be another act.
      if (!root.textContent.includes("lop-10a.xlsx")) chooseFile();
      submit();
    },
  },
  "a case of a package": {
    open: () => show(<PackageDialog unitId="u1" onClose={() => undefined} />),
    send: async () => {
      await vi.waitFor(() => expect(root.querySelector<HTMLInputElement>("#unit")?.value).toBe("Chi đoàn thôn Lực"));
      if (!root.textContent.includes("goi.json")) {
        const input = root.querySelector<HTMLInputElement>("input[type=file]")!;
        Object.defineProperty(input, "files", {
          value: [new File([JSON.stringify({ content: {}, key: "k", signature: "s" })], "goi.json")],
          configurable: true,
        });
        act(() => void input.dispatchEvent(new Event("change", { bubbles: true })));
        await vi.waitFor(() => expect(root.textContent).toContain("goi.json"));
      }
      submit();
    },
  },
};

describe.each(Object.entries(screens))("opening %s", (_, { open, send }) => {
  test.each([
    ["a lost network", lost],
    ["an answer that did not come in time", tooLate],
  ])("again after %s asks under the same key, so that it happens once", async (_why, failed) => {
    const keys = answeringInTurn(failed, failed, refused);
    open();
    for (const count of [1, 2, 3]) {
      await send();
      await vi.waitFor(() =>
        expect([keys.length, root.querySelector('[role="alert"]')]).toEqual([count, expect.anything()]),
      );
    }

    expect(keys[0]).toMatch(/^[0-9a-f-]{36}$/);
    expect(new Set(keys).size).toBe(1);
  });

  test("again after a refusal asks under a new key, so that what was mended is looked at", async () => {
    const keys = answeringInTurn(refused);
    open();
    for (const count of [1, 2]) {
      await send();
      await vi.waitFor(() =>
        expect([keys.length, root.querySelector('[role="alert"]')]).toEqual([count, expect.anything()]),
      );
    }

    expect(new Set(keys).size).toBe(2);
  });
});

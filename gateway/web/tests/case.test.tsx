import { expect, test, vi } from "vitest";
import type { Case, HistoryLine, ProcessDefinition } from "../src/http/types";
import { CaseGlance } from "../src/screens/bulk/bulk-detail";
import { Documents, History } from "../src/screens/cases/case";
import { CaseContent } from "../src/screens/cases/case-content";
import { answering, aPage, root, show } from "./page";

aPage();

const vote = {
  type: "object",
  properties: {
    met_on: { type: "string", format: "date", title: "Ngày họp", "x-group": "Cuộc họp" },
    agree: { type: "integer", title: "Tán thành", "x-group": "Kết quả biểu quyết" },
    ballot: {
      type: "string",
      title: "Hình thức",
      enum: ["secret"],
      "x-labels": ["Bỏ phiếu kín"],
      "x-group": "Kết quả biểu quyết",
    },
  },
};
const definition = {
  code: "a_process",
  form_schema: { type: "object", properties: { full_name: { type: "string", title: "Họ và tên khai sinh" } } },
  moves: [{ action: "record_vote", label: "Ghi nhận", from: [], to: [], by: "x", keep: "vote", form_schema: vote }],
} as unknown as ProcessDefinition;
const found = {
  id: "c1",
  number: "KN-2026-0412",
  process: "a_process",
  title: "Kết nạp Nguyễn Thu Hà",
  unit: { id: "u", name: "Chi đoàn thôn Đồng Vàng" },
  subject: null,
  form: { full_name: "Nguyễn Thu Hà", vote: { met_on: "2026-11-20", agree: 12, ballot: "secret" } },
  warnings: [],
} as unknown as Case;
const line = (more: Partial<HistoryLine>): HistoryLine => ({
  action: "refused",
  label: "Danh bộ từ chối",
  from_state: "preparing",
  to_state: "submitted",
  to_title: "Đã gửi, đang xét",
  at: "2026-11-21T00:00:00Z",
  ...more,
});

test("a case shows what a move was told, by the move's schema, before its own form", () => {
  show(<CaseContent found={found} definition={definition} />);

  const titles = [...root.querySelectorAll("dt")].map((one) => one.textContent);
  expect(titles.slice(-4)).toEqual(["Ngày họp", "Tán thành", "Hình thức", "Họ và tên khai sinh"]);
  expect(root.textContent).toContain("20/11/2026");
  expect(root.textContent).toContain("Bỏ phiếu kín");
});

test("whoever decides many cases sees the vote of each", async () => {
  const answers: Record<string, unknown> = { "/cases/c1": found, "/processes/a_process": definition };
  answering(({ path }) => answers[path]);

  show(<CaseGlance id="c1" />);

  await vi.waitFor(() => expect(root.textContent).toContain("Tán thành12"));
  expect(root.textContent).toContain("Nguyễn Thu Hà");
  // The panel is narrow: names stand above the values.
  expect(root.querySelector(".facts-wide")).toBeNull();
});

test("history tells why another service refused, and how to mend it", () => {
  const refusals = [{ code: "citizen-id-taken", text: "Số CCCD đã là của người khác.", mend: "Xem lại số trên thẻ." }];

  show(<History lines={[line({ refusals })]} definition={definition} />);

  expect(root.querySelector(".refusals")!.textContent).toBe("Số CCCD đã là của người khác.Xem lại số trên thẻ.");
});

test("history keeps what was filled in at each step", () => {
  const voted = line({ action: "record_vote", label: "Ghi nhận", form: { agree: 11 } });

  show(<History lines={[voted]} definition={definition} />);

  expect(root.querySelector("details")!.textContent).toContain("Tán thành11");
});

test("a document of a case tells its state in the server's words", () => {
  const paper = {
    id: "d",
    template: "T03",
    title: "Quyết định",
    number: "12-QĐ/ĐTN",
    on: "2026-11-24",
    state: "revoked",
    state_title: "Đã thu hồi",
  };

  show(<Documents documents={[paper]} />);

  expect(root.querySelector(".chip")!.textContent).toBe("Đã thu hồi");
});

import { expect, test, vi } from "vitest";
import type { DocumentItem, Job } from "../src/http/types";
import { Outcome } from "../src/screens/cases/case-workbook";
import { endedBecause } from "../src/screens/documents/document-list";
import { answering, aPage, root, show } from "./page";

aPage();

const aJob = (more: Partial<Job>): Job => ({
  id: "workflows.1",
  kind: "open_admissions",
  state: "failed",
  done: 0,
  total: null,
  results: [],
  ...more,
});

test.each([
  ["cancelled", "Đã huỷ số. Lý do: Ghi sai ngày"],
  ["revoked", "Đã thu hồi. Lý do: Ghi sai ngày"],
  ["a_state_of_tomorrow", "Ghi sai ngày"],
])("a %s document says so, with the reason", (state, told) => {
  expect(endedBecause({ state: state as DocumentItem["state"], cancelled_reason: "Ghi sai ngày" })).toBe(told);
});

test("a workbook that was refused tells the job's own words and what to do", async () => {
  answering(() =>
    aJob({ fault: { code: "too-many", text: "Tệp có 700 người; mỗi lần tối đa 500.", mend: "Chia thành nhiều tệp." } }),
  );

  show(<Outcome id="workflows.1" />);

  await vi.waitFor(() =>
    expect(root.querySelector(".box-red")!.textContent).toBe(
      "Tệp có 700 người; mỗi lần tối đa 500. Chia thành nhiều tệp.",
    ),
  );
});

test("a workbook that was refused without words is told in the client's", async () => {
  answering(() => aJob({ fault: { code: "x", text: null } }));

  show(<Outcome id="workflows.1" />);

  await vi.waitFor(() =>
    expect(root.querySelector(".box-red")!.textContent).toContain("Chưa mở được hồ sơ nào từ tệp này."),
  );
});

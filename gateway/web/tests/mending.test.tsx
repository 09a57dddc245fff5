import { act } from "preact/test-utils";
import { expect, test, vi } from "vitest";
import type { Action, Case } from "../src/http/types";
import { mendingOf } from "../src/resources/mending";
import { CaseActions } from "../src/screens/cases/case-actions";
import { aPage, button, show, texts } from "./page";

const AMEND = {
  action: "amend",
  label: "Sửa đề nghị",
  form_schema: { type: "object", properties: { reason: { type: "string", title: "Lý do chuyển", "x-order": 1 } } },
} as unknown as Action;
const SEND = { action: "send", label: "Gửi lên", primary: true } as Action;
const DROP = { action: "drop", label: "Rút hồ sơ", destructive: true } as Action;
const REFUSED = {
  action: "go",
  label: "Giới thiệu",
  refusals: [{ code: "c", text: "Hồ sơ chưa ghi lý do chuyển.", mend: "Sửa rồi gửi lại." }],
};

aPage();

const aCase = (given: Partial<Case>) =>
  ({ allowed_actions: [DROP, AMEND, SEND], refused_actions: [REFUSED], ...given }) as unknown as Case;

test("why an act is not possible stands above the acts and leads to the field", () => {
  const onAct = vi.fn();
  show(<CaseActions found={aCase({})} onAct={onAct} />);

  expect(texts("h2")).toEqual(["Chưa làm được", "Việc bạn làm được"]);
  act(() => button("Điền “Lý do chuyển”").click());
  expect(onAct).toHaveBeenCalledWith(AMEND, "reason");
});

test("the recommended act comes first, those that destroy last and apart", () => {
  show(<CaseActions found={aCase({ refused_actions: [] })} onAct={() => undefined} />);

  expect(texts(".case-actions button")).toEqual(["Gửi lên", "Sửa đề nghị", "Rút hồ sơ"]);
  expect(texts(".acts-apart button")).toEqual(["Rút hồ sơ"]);
});

test("the button that the server's words quote is offered, and nothing where they name none", () => {
  expect(mendingOf({ text: "Chưa đủ.", mend: "Bấm “Gửi lên”." }, [AMEND, SEND])).toEqual({ action: SEND });
  expect(mendingOf({ text: "Chưa đủ.", mend: "Thu đoàn phí trước." }, [AMEND, SEND])).toBeNull();
});

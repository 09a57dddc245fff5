import { act } from "preact/test-utils";
import { expect, test, vi } from "vitest";
import type { Action, CommitteeTerm, Unit } from "../src/http/types";
import { Term } from "../src/screens/units/unit-term";
import { answering, aPage, press, root, show, texts } from "./page";

aPage();

const extend: Action = {
  action: "extend_committee",
  label: "Gia hạn Ban Chấp hành lâm thời",
  form_schema: {
    type: "object",
    properties: { party_paper: { type: "string", title: "Văn bản đồng ý của cấp uỷ", default: "15-CV/ĐU" } },
  },
};
const term = (more: Partial<CommitteeTerm> = {}): CommitteeTerm => ({
  code: "lâm thời",
  from_on: "2026-07-01",
  until: "2027-01-01",
  planned_until: "2027-01-01",
  is_provisional: true,
  state: "PROVISIONAL",
  state_title: "Lâm thời",
  latest: "2028-04-01",
  extensions: [],
  ...more,
});

function open(of: CommitteeTerm | null, ...actions: Action[]) {
  const changed = vi.fn();
  const unit = { id: "u1", name: "Chi đoàn Hạ", version: 1, term: of, allowed_actions: actions } as unknown as Unit;
  const sent = answering(() => unit);
  show(<Term unit={unit} onChange={changed} onReload={() => undefined} />);
  return { sent, changed };
}

test("a provisional committee shows its days and how far they may go", () => {
  open(term());

  expect(root.textContent).toContain("Ban Chấp hành lâm thời từ 01/07/2026 đến 01/01/2027");
  expect(root.textContent).toContain("chậm nhất đến 01/04/2028");
});

test("what extended it stands with its papers", () => {
  open(
    term({
      state: "EXTENDED",
      state_title: "Đã gia hạn",
      extensions: [{ before: "2027-01-01", until: "2027-06-30", party_paper: "15-CV/ĐU", decision_no: "41-QĐ/ĐTN" }],
    }),
  );

  expect(texts(".rows .row-main > span")).toEqual([
    "Gia hạn từ 01/01/2027 đến 30/06/2027",
    "quyết định 41-QĐ/ĐTN · cấp uỷ đồng ý: 15-CV/ĐU",
  ]);
});

test("what shortened it says so", () => {
  open(
    term({
      is_provisional: false,
      extensions: [{ before: "2027-01-01", until: "2026-12-31", party_paper: null, decision_no: "42-QĐ/TĐTN" }],
    }),
  );

  expect(texts(".rows .row-main > span")).toEqual(["Rút ngắn từ 01/01/2027 xuống 31/12/2026", "quyết định 42-QĐ/TĐTN"]);
});

test("an elected committee is named by its term, and one that is over promises nothing", () => {
  open(term({ code: "2022–2027", is_provisional: false, state: "EXPIRED", state_title: "Đã hết nhiệm kỳ" }));

  expect(root.textContent).toContain("Nhiệm kỳ 2022–2027");
  expect(root.textContent).not.toContain("chậm nhất");
  expect(root.querySelector("button")).toBeNull();
});

test("an extension is sent to the unit's committee, and the page shows what came of it", async () => {
  const { sent, changed } = open(term(), extend);
  press("Gia hạn Ban Chấp hành lâm thời");
  act(
    () =>
      void root.querySelector("dialog form")!.dispatchEvent(new Event("submit", { bubbles: true, cancelable: true })),
  );

  await vi.waitFor(() =>
    expect(sent).toEqual([
      { method: "POST", path: "/units/u1/committee/extensions", body: { party_paper: "15-CV/ĐU" } },
    ]),
  );
  await vi.waitFor(() => expect(changed).toHaveBeenCalled());
});

test("a unit without a term shows nothing", () => {
  open(null);

  expect(root.textContent).toBe("");
});

import { act } from "preact/test-utils";
import { expect, test, vi } from "vitest";
import type { Action, RecordedMeetingList } from "../src/http/types";
import { RecordedMeetings } from "../src/screens/units/recorded-meetings";
import { sittings } from "../src/screens/units/vi";
import { answering, aPage, press, root, show, texts } from "./page";

aPage();

const record: Action = {
  action: "record_sitting",
  label: "Ghi kỳ họp Ban Chấp hành",
  form_schema: {
    type: "object",
    properties: { held_on: { type: "string", format: "date", title: "Ngày họp", default: "2026-11-20" } },
  },
};
const binh = { id: "m2", full_name: "Trần Bình" };
const sat = {
  held_on: "2026-11-05",
  source_title: "Nhập tay",
  present: 4,
  absent: [binh],
  excused: [{ id: "m3", full_name: "Lê Chi" }],
};

function open(more: Partial<RecordedMeetingList> = {}) {
  const sent = answering(() => ({ items: [sat], missed: [], allowed_actions: [record], ...more }));
  show(<RecordedMeetings path="/units/u1/sittings" text={sittings} />);
  return sent;
}

const shown = () => vi.waitFor(() => expect(root.querySelector("h2")?.textContent).toBe("Kỳ họp Ban Chấp hành"));

test("a sitting says where it is known from, who came and who did not", async () => {
  open();
  await shown();

  expect(texts(".rows .row-main > span")).toEqual([
    "Kỳ họp ngày 05/11/2026",
    "Nhập tay · 4 người có mặt · vắng không lý do: Trần Bình · vắng có lý do: Lê Chi",
  ]);
});

test("who has missed the last ones stands above with the days, in the server's words", async () => {
  open({ missed: [{ person: binh, days: ["2026-11-05", "2026-10-05"], text: "Vắng 2 kỳ họp liên tiếp." }] });
  await shown();

  expect(texts(".box")).toEqual(["Trần Bình Vắng 2 kỳ họp liên tiếp. Các ngày: 05/11/2026, 05/10/2026"]);
});

test("a sitting is entered for the unit", async () => {
  const sent = open();
  await shown();
  press("Ghi kỳ họp Ban Chấp hành");
  act(
    () =>
      void root.querySelector("dialog form")!.dispatchEvent(new Event("submit", { bubbles: true, cancelable: true })),
  );

  await vi.waitFor(() =>
    expect(sent.find((one) => one.method === "POST")).toEqual({
      method: "POST",
      path: "/units/u1/sittings",
      body: { held_on: "2026-11-20" },
    }),
  );
});

test("where there is none and nothing may be entered, nothing is shown", async () => {
  open({ items: [], allowed_actions: [] });
  await vi.waitFor(() => expect(fetch).toHaveBeenCalled());
  await act(async () => await new Promise((then) => setTimeout(then)));

  expect(root.textContent).toBe("");
});

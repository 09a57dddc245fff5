import { render } from "preact";
import { act } from "preact/test-utils";
import { LocationProvider } from "preact-iso";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { forgetEverything } from "../src/resources/resource";
import Rules from "../src/screens/rules";

let root: HTMLElement;
const rule = (key: string, title: string, more: object = {}) => ({ key, title, text: "2/3", default_text: "2/3", value: "2/3", mark: "S17", source: "Điều lệ Đoàn", unsure: false, set_at: null, allowed_actions: [], ...more });
const change = { action: "change_rule", label: "Đổi giá trị", consequences: ["Hồ sơ mở trước ngày đó vẫn theo giá trị cũ: 15."], form_schema: { type: "object", required: ["value"], properties: { value: { type: "integer", title: "Hạn xét", default: 15, "x-widget": "number" } } } };
const answer = (code: string, parameters: object[]) => ({ code, charter_term: "XII", valid_from: "2022-12-16", valid_to: null, sets: [{ code, valid_from: "2022-12-16", valid_to: null }], parameters });

beforeEach(() => {
  root = document.createElement("div");
  document.body.append(root);
  HTMLDialogElement.prototype.showModal ??= () => undefined;
});

afterEach(() => {
  render(null, root);
  root.remove();
  forgetEverything();
  history.replaceState(null, "", "/");
  vi.unstubAllGlobals();
});

async function shown(at: string, parameters: object[]) {
  const fetched = vi.fn(async (_path: string, _init?: RequestInit) => new Response(JSON.stringify(answer("xii", parameters)), { status: 200, headers: { "Content-Type": "application/json" } }));
  vi.stubGlobal("fetch", fetched);
  history.replaceState(null, "", at);
  act(() =>
    render(
      <LocationProvider>
        <Rules />
      </LocationProvider>,
      root,
    ),
  );
  await vi.waitFor(() => expect(root.querySelector("li")).not.toBeNull());
  return fetched;
}

test("a search finds rules without accents, and the unsure ones stand apart", async () => {
  const parameters = [rule("quorum", "Tỉ lệ có mặt"), rule("days", "Hạn xét kết nạp", { unsure: true })];

  await shown("/quan-tri/quy-dinh?q=han%20xet", parameters);

  expect(root.textContent).toContain("Hạn xét kết nạp");
  expect(root.textContent).not.toContain("Tỉ lệ có mặt");
  expect(root.querySelector(".chip-gold")!.textContent).toBe("Chưa chắc");
});

test("whoever may change a rule sees what follows before the new value is sent", async () => {
  const fetched = await shown("/quan-tri/quy-dinh", [rule("days", "Hạn xét kết nạp", { allowed_actions: [change] })]);

  act(() => root.querySelector<HTMLButtonElement>("li button")!.click());
  expect(root.querySelector("dialog")!.textContent).toContain("vẫn theo giá trị cũ: 15.");
  act(() => root.querySelector("form")!.requestSubmit());

  const puts = () => fetched.mock.calls.filter(([, init]) => init?.method === "PUT");
  await vi.waitFor(() => expect(puts().length).toBe(1));
  const [path, sent] = puts()[0]!;
  expect(path).toContain("/rules/days");
  expect(JSON.parse(String(sent!.body))).toEqual({ value: 15 });
});

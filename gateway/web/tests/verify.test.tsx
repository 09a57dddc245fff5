import { Route, Router } from "preact-iso";
import { expect, test, vi } from "vitest";
import { forgetEverything } from "../src/resources/resource";
import Verify from "../src/screens/documents/verify";
import { answering, aPage, root, show } from "./page";
import made from "./seal.json";

const [number, on, issuer, title] = made.facts as [string, string, string, string];
const STATES = [
  ["issued", "Đã cấp số, chưa có hiệu lực", null],
  ["in_force", "Còn hiệu lực", null],
  ["cancelled", "Đã huỷ số", null],
  ["revoked", "Đã thu hồi", "Đã thu hồi theo Quyết định số 13-QĐ/ĐTN ngày 25/11/2026."],
] as const;
const ADDRESS = `/xt/${made.code}#${made.seal}`;
const page = () => <Router>{[<Route key="it" path="/xt/:ma" component={Verify} />]}</Router>;
const heading = () => root.querySelector(".verdict h2")?.textContent;

aPage();

const online = (state: string, state_title: string, note: string | null) =>
  answering(({ path }) =>
    path.startsWith("/.well-known")
      ? { keys: made.keys }
      : { state, state_title, valid: state === "in_force", number, on, issuer, title, person: "Nguyễn T. H.", note },
  );
const offline = () => vi.stubGlobal("fetch", () => Promise.reject(new TypeError("offline")));

test.each(STATES)(
  "with a network a paper that is %s is said to be so, and good only in force",
  async (state, said, note) => {
    online(state, said, note);
    show(page(), ADDRESS);

    await vi.waitFor(() => expect(heading()).toBe(said));
    expect(root.querySelector(".verdict-green") !== null).toBe(state === "in_force");
    await vi.waitFor(() => expect(root.textContent).toContain("Chữ ký đúng"));
    if (note) expect(root.textContent).toContain(note);
  },
);

test.each(STATES)(
  "without a network a paper that was %s is said to be ours, and nothing of its state",
  async (state, said, note) => {
    online(state, said, note);
    show(page(), ADDRESS);
    await vi.waitFor(() => expect(heading()).toBe(said));
    forgetEverything();

    offline();
    show(null);
    show(page(), ADDRESS);

    await vi.waitFor(() => expect(heading()).toBe("Chữ ký đúng"));
    expect(root.textContent).toContain("Chưa kiểm tra được còn hiệu lực vì ngoại tuyến.");
    expect(root.querySelector(".verdict-green")).toBeNull();
    for (const [, title] of STATES) expect(root.textContent).not.toContain(title);
  },
);

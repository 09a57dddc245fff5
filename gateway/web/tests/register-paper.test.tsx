import { beforeEach, expect, test, vi } from "vitest";
import { notices } from "../src/resources/notices";
import { PaperButton } from "../src/screens/acts/paper-button";
import { answering, aPage, button, json, show } from "./page";

let asks: string[];
let answers: (() => Response)[];

aPage();
beforeEach(() => {
  asks = [];
  answering(({ method, path, body }) => {
    asks.push(`${method} ${path}${body ? ` ${JSON.stringify(body)}` : ""}`);
    return answers.shift()!();
  });
});

const page = () => <PaperButton path="/registers/away/papers" body={{ unit_id: "u" }} />;

test("a register becomes a paper that opens once it is issued", async () => {
  answers = [() => json({ key: "register/1" }, 202), () => json({ id: null }), () => json({ id: "d" })];
  show(page());

  button("Lập sổ thành văn bản").click();

  await vi.waitFor(() => expect(location.pathname).toBe("/van-ban/d"), { timeout: 3000 });
  expect(asks[0]).toContain("POST /registers/away/papers");
  expect(asks.slice(1)).toEqual(["GET /documents/by-key/register/1", "GET /documents/by-key/register/1"]);
});

test("a refusal is told with what mends it", async () => {
  answers = [
    () => json({ code: "register-too-long", detail: "Sổ đang chọn có hơn 1000 dòng.", mend: "Chọn một năm." }, 409),
  ];
  show(page());

  button("Lập sổ thành văn bản").click();

  await vi.waitFor(() => expect(notices.value.at(-1)?.text).toBe("Sổ đang chọn có hơn 1000 dòng. Chọn một năm."));
});

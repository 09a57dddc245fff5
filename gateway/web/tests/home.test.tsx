import { expect, test, vi } from "vitest";
import { me } from "../src/resources/session";
import Home from "../src/screens/home/home";
import { answering, aPage, json, reader, root, show, texts } from "./page";

aPage();

const waiting = { id: "c1", title: "Tự nhận xét năm 2026", number: "XL-2026-0001", due_at: null, kind: "case" };
const aCase = (id: string, title: string) => ({
  id,
  number: `S-${id}`,
  title,
  process: "p",
  state: "s",
  state_title: "Đang xét",
  since: "2026-11-20T00:00:00Z",
  due_at: null,
  holder_unit: { id: "g", name: "Đoàn xã Tân Mỹ" },
  unit: { id: "u1", name: "Chi đoàn A" },
});
const CARD = {
  id: "self",
  full_name: "Lê Thị Thu",
  code: "240111000014",
  card_no: null,
  state_title: "Còn hiệu lực",
  has_photo: true,
  unit: { id: "u1", name: "Chi đoàn A" },
  qr: "https://doanso/xt/abc",
};

async function opened(fees: object): Promise<void> {
  me.value = reader({
    id: "self",
    code: "240111000014",
    full_name: "Lê Thị Thu",
    unit: { id: "u1", name: "Chi đoàn A" },
  });
  answering(({ path }) => {
    if (path === "/me/card") return CARD;
    if (path === "/me/fees") return fees;
    if (path === "/me/inbox") return { items: [waiting], total: 1, missing: [] };
    if (path === "/cases")
      return {
        items: [aCase("c1", "Tự nhận xét năm 2026"), aCase("c2", "Chuyển đi Đoàn xã Tân Mỹ")],
        next: null,
        total: 2,
      };
    return json({ status: 404, title: "x", detail: "x", code: "not-found" }, 404);
  });
  show(<Home />);
  await vi.waitFor(() => expect(root.textContent).toContain("Chuyển đi Đoàn xã Tân Mỹ"));
}

const book = { keeps_book: true, owed_amount: 0, owed_months: [], paid_until: "2026-11-01" };

test("a case that waits for the member stands once, others say with whom they are", async () => {
  await opened(book);

  expect(
    texts(".row-title, .row-main > span:first-child").filter((title) => title === "Tự nhận xét năm 2026"),
  ).toHaveLength(1);
  expect(root.textContent).toContain("S-c2 · đang ở Đoàn xã Tân Mỹ");
});

test("the card stands with its photo and its code", async () => {
  await opened(book);

  expect(root.querySelector("img")!.getAttribute("src")).toBe("/api/v1/members/self/photo");
  expect(root.querySelector("svg.qr")!.getAttribute("aria-label")).toBe("Mã QR thẻ đoàn viên");
});

test.each([
  [book, "Không nợĐã đóng hết tháng 11/2026"],
  [
    { ...book, owed_amount: 4000, owed_months: ["2026-10-01", "2026-11-01"], paid_until: "2026-09-01" },
    "Nợ tháng 10/2026–11/2026: 4.000 đĐã đóng hết tháng 09/2026",
  ],
])("the state of fees leads to the account: %#", async (fees, expected) => {
  await opened(fees);

  expect(root.querySelector('a[href="/doan-phi"]')!.textContent).toBe(`Đoàn phí${expected}`);
});

test("where no book of fees is kept nothing is said of them", async () => {
  await opened({ ...book, keeps_book: false });

  expect(root.querySelector('a[href="/doan-phi"]')).toBeNull();
});

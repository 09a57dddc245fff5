import { Route, Router } from "preact-iso";
import { expect, test, vi } from "vitest";
import { slugOf } from "../src/resources/slug";
import { byProcess, useProcessCode } from "../src/resources/process-address";
import { answering, aPage, root, show } from "./page";

aPage();

const Screen = byProcess(() => <p>{useProcessCode()}</p>);
const page = () => <Router>{[<Route key="it" path="/ho-so/moi/:process" component={Screen} />]}</Router>;

test("an address names a process in plain Vietnamese letters", () => {
  expect(["Kết nạp", "Chuyển đi, chuyển đến", "Đoàn viên danh dự"].map(slugOf)).toEqual([
    "ket-nap",
    "chuyen-di-chuyen-den",
    "doan-vien-danh-du",
  ]);
});

test.each(["/ho-so/moi/ket-nap?don_vi=u", "/ho-so/moi/admission?don_vi=u"])(
  "%s leads to the process, and stands by name",
  async (address) => {
    answering(() => ({ items: [{ code: "admission", title: "Kết nạp" }] }));
    show(page(), address);

    await vi.waitFor(() => expect(root.textContent).toBe("admission"));
    await vi.waitFor(() => expect(location.pathname + location.search).toBe("/ho-so/moi/ket-nap?don_vi=u"));
  },
);

test("a name that no process has is not found", async () => {
  answering(() => ({ items: [] }));
  show(page(), "/ho-so/moi/khong-co");

  await vi.waitFor(() => expect(root.textContent).toContain("Không tìm thấy trang này"));
});

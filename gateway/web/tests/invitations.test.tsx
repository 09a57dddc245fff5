import { act } from "preact/test-utils";
import { Router, Route } from "preact-iso";
import { expect, test, vi } from "vitest";
import Invitations from "../src/screens/accounts/invitations";
import { answering, aPage, button, press, root, show, texts } from "./page";

aPage();

const of = (full_name: string, state: string, state_title: string) => ({
  id: full_name,
  person: { id: full_name, full_name },
  state,
  state_title,
  invited_until: null,
  refused: null,
});
const MEMBERS = [
  of("Đào Thị Hương", "none", "Chưa có tài khoản"),
  of("Lê Văn Đức", "none", "Chưa có tài khoản"),
  of("Mai Văn Tú", "open", "Đang dùng"),
];

async function opened(search = "") {
  const sent = answering(({ method }) =>
    method === "GET"
      ? { unit: { id: "u", name: "Chi đoàn 1" }, items: MEMBERS }
      : { unit: { id: "u", name: "Chi đoàn 1" }, items: [], pdf: null },
  );
  show(
    <Router>{[<Route key="one" path="/don-vi/:id/phieu-moi" component={Invitations} />]}</Router>,
    `/don-vi/u/phieu-moi${search}`,
  );
  await vi.waitFor(() => expect(root.textContent).toContain("đoàn viên, đã chọn"));
  return sent;
}

test("a name is found without accents, and whoever is hidden stays chosen", async () => {
  const sent = await opened("?q=huong");

  expect(texts(".rows .row-title")).toEqual(["Đào Thị Hương"]);
  expect(texts(".list-count")).toEqual(["1 đoàn viên, đã chọn 2"]);

  press("Lập phiếu mời 2 người");
  await vi.waitFor(() => expect(sent.length).toBe(1));
  expect(sent[0]!.body).toEqual({ person_ids: ["Đào Thị Hương", "Lê Văn Đức"] });
});

test("members are narrowed by the state of their account", async () => {
  await opened("?trang-thai=dang-dung");
  expect(texts(".rows .row-title")).toEqual(["Mai Văn Tú"]);

  act(() => root.querySelector<HTMLInputElement>(".rows input")!.click());
  expect(button("Lập phiếu mời 3 người")).toBeTruthy();
});

test("a name that nobody bears is said, and loses nothing that was chosen", async () => {
  await opened("?q=khongai");

  expect(root.textContent).toContain("Không có ai như vậy");
  expect(button("Lập phiếu mời 2 người")).toBeTruthy();
});

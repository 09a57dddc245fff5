import { act } from "preact/test-utils";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { useInbox } from "../src/resources/inbox";
import { SignInForm } from "../src/screens/accounts/sign-in-form";
import { aPage, answering, json, root, show } from "./page";

aPage();
beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const status = () => root.querySelector("[role=status]")!.textContent;

async function submit(): Promise<void> {
  for (const [id, value] of Object.entries({ login: "240126000017", password: "hoa sữa tháng mười" })) {
    const input = root.querySelector<HTMLInputElement>(`#${id}`)!;
    input.value = value;
    await act(() => void input.dispatchEvent(new Event("input", { bubbles: true })));
  }
  await act(() => void root.querySelector("form")!.dispatchEvent(new Event("submit", { cancelable: true })));
}

const pass = (ms: number) => act(async () => void (await vi.advanceTimersByTimeAsync(ms)));

test("a sign-in that waits for its turn says so, and is sent again until there is room", async () => {
  const full = () => json({ code: "overloaded", detail: "Đang có quá nhiều yêu cầu cùng lúc." }, 503);
  let turns = 0;
  const done = vi.fn();
  const sent = answering(({ path }) =>
    path === "/session" ? (++turns < 3 ? full() : {}) : { person: { id: "m1" }, positions: [], can: [] },
  );
  show(<SignInForm onDone={done} />);

  await submit();
  expect(status()).toBe("");
  await pass(2_100);
  expect(status()).toContain("Nhiều người đang đăng nhập cùng lúc");
  await pass(12_000);

  expect(sent.filter(({ path }) => path === "/session")).toHaveLength(3);
  expect(done).toHaveBeenCalledOnce();
  expect(root.querySelector("[role=alert]")).toBeNull();
});

test("a wrong password is told at once", async () => {
  answering(() => json({ code: "wrong-login", detail: "Tên đăng nhập hoặc mật khẩu chưa đúng." }, 401));
  show(<SignInForm onDone={vi.fn()} />);

  await submit();
  await pass(10);

  expect(root.querySelector("[role=alert]")!.textContent).toContain("chưa đúng");
});

test("two parts of a page that show the inbox fetch it once", async () => {
  const asked: string[] = [];
  answering(({ path }) => {
    asked.push(path);
    return { items: [], next: null, total: 0 };
  });
  const Part = () => <p>{useInbox().data?.total}</p>;

  show([<Part key="shell" />, <Part key="home" />]);
  await pass(100);

  expect(asked).toEqual(["/me/inbox"]);
});

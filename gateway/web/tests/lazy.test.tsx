import { expect, test, vi } from "vitest";
import { Lazy, orNotHere } from "../src/components/lazy";
import { aPage, button, root, show } from "./page";

aPage();

test("code that does not come is told, and can be asked for again", async () => {
  const reload = vi.spyOn(location, "reload").mockReturnValue();
  show(<Lazy<object> load={() => Promise.reject(new TypeError("Failed to fetch"))} props={{}} />);
  await vi.waitFor(() => expect(root.textContent).toContain("Chưa mở được phần này"));

  button("Thử lại").click();

  expect(reload).toHaveBeenCalledOnce();
});

test("code that comes is drawn", async () => {
  show(
    <Lazy
      load={() => Promise.resolve({ default: ({ name }: { name: string }) => <p>{name}</p> })}
      props={{ name: "Đây rồi" }}
    />,
  );

  await vi.waitFor(() => expect(root.textContent).toBe("Đây rồi"));
});

test("a screen whose code does not come has a page to stand on", async () => {
  const Screen = (
    await orNotHere<object>(
      () => Promise.reject(new TypeError("Failed to fetch")),
      () => <main>Trang</main>,
    )()
  ).default;
  show(<Screen />);

  expect(root.querySelector("main")!.textContent).toBe("Trang");
});

import { expect, test } from "vitest";
import { ask } from "../src/screens/home/palette";
import { answering, aPage, json } from "./page";

aPage();

test("a search that broke is not told as one that found nothing", async () => {
  answering(({ path }) =>
    path === "/members"
      ? json({ code: "unexpected", detail: "Máy chủ gặp lỗi." }, 500)
      : { items: [], next: null, total: 0 },
  );

  const found = await ask("10a3", new AbortController().signal);

  expect(found.sections).toEqual([]);
  expect(found.failed).toContain("Đoàn viên");
  expect(found.failed).toContain("Máy chủ gặp lỗi.");
});

test("a search that found nothing has not failed", async () => {
  answering(() => ({ items: [], next: null, total: 0 }));

  expect(await ask("10a3", new AbortController().signal)).toEqual({ sections: [], failed: "" });
});

import { act } from "preact/test-utils";
import { expect, test, vi } from "vitest";
import type { Job } from "../src/http/types";
import { ExportButton } from "../src/screens/acts/export-dialog";
import { answering, aPage, press, root, show, texts } from "./page";

aPage();

const job = (state: Job["state"], done: number) => ({
  id: "members.1",
  kind: "export_members",
  state,
  done,
  total: 10,
  results: [],
});

function open(now: () => unknown): void {
  answering(({ method }) => (method === "POST" ? job("waiting", 0) : now()));
  show(<ExportButton path="/exports" body={{}} what="10 đoàn viên" />);
  press("Xuất Excel");
  press("Xuất 10 đoàn viên");
}

test("a file that is written soon comes by itself", async () => {
  const came: string[] = [];
  vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(function (this: HTMLAnchorElement) {
    came.push(this.getAttribute("href")!);
  });
  open(() => job("done", 10));

  await vi.waitFor(() => expect(came).toEqual(["/api/v1/exports/members.1/file"]));
  expect(root.querySelector("dialog")).toBeNull();
});

test("of a longer one it is said where it will be", async () => {
  vi.useFakeTimers();
  open(() => job("running", 3));
  for (let second = 0; second < 5; second++) await act(async () => void (await vi.advanceTimersByTimeAsync(1_000)));
  vi.useRealTimers();

  expect(texts("dialog p").some((text) => text.includes("tệp nằm ở “Tác vụ nền”"))).toBe(true);
  expect(root.querySelector("dialog a[href='/tac-vu']")).not.toBeNull();
});

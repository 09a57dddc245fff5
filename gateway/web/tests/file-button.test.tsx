import { act } from "preact/test-utils";
import { expect, test, vi } from "vitest";
import { FileButton } from "../src/components/file-button";
import { notices } from "../src/resources/notices";
import { answering, aPage, button, json, press, root, show } from "./page";

aPage();

const workbook = () =>
  new Response("PK", {
    headers: { "Content-Disposition": "attachment; filename*=UTF-8''K%E1%BA%BFt%20qu%E1%BA%A3.xlsx" },
  });
const problem = (code: string, detail: string, mend: string) =>
  json({ status: 503, code, title: "Chưa được", detail, mend }, 503);

/** What the browser was given to keep. */
function saved(): string[] {
  const names: string[] = [];
  vi.stubGlobal("URL", Object.assign(URL, { createObjectURL: () => "blob:x", revokeObjectURL: () => undefined }));
  vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(function (this: HTMLAnchorElement) {
    names.push(this.download);
  });
  return names;
}

test("a file comes at once, under the server's name or the one that people know", async () => {
  const names = saved();
  answering(workbook);
  show(<FileButton path="/a.xlsx">Tải</FileButton>);
  press("Tải");
  await vi.waitFor(() => expect(names).toEqual(["Kết quả.xlsx"]));

  show(
    <FileButton path="/a.xlsx" name="12-QĐ.pdf">
      Tải
    </FileButton>,
  );
  press("Tải");
  await vi.waitFor(() => expect(names).toEqual(["Kết quả.xlsx", "12-QĐ.pdf"]));
});

test("a file that is still being written is waited for, which is said", async () => {
  const names = saved();
  let asks = 0;
  answering(() => (++asks < 3 ? problem("result-being-made", "Tệp kết quả đang được ghi.", "Thử lại.") : workbook()));
  vi.useFakeTimers();
  show(<FileButton path="/a.xlsx">Tải</FileButton>);
  press("Tải");
  await act(async () => void (await vi.advanceTimersByTimeAsync(1_000)));

  expect(root.textContent).toContain("tệp tự tải về khi xong");
  expect(button("Tải").getAttribute("aria-disabled")).toBe("true");
  await act(async () => void (await vi.advanceTimersByTimeAsync(5_000)));
  vi.useRealTimers();
  expect(names).toEqual(["Kết quả.xlsx"]);
  expect(root.textContent).toBe("Tải");
});

test("a file that cannot be written says why instead of saving an error", async () => {
  const names = saved();
  answering(() => problem("files-full", "Kho tệp đầy.", "Báo người quản trị."));
  show(<FileButton path="/a.xlsx">Tải</FileButton>);
  press("Tải");

  await vi.waitFor(() => expect(notices.value.map(({ text }) => text)).toContain("Kho tệp đầy. Báo người quản trị."));
  expect(names).toEqual([]);
});

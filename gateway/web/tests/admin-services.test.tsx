import { expect, test, vi } from "vitest";
import AdminServices from "../src/screens/administration/admin-services";
import { answering, aPage, root, show } from "./page";

aPage();

test.each([
  [0, false],
  [null, false],
  [2, true],
])("messages that the broker has set aside (%s) are counted where there are any", async (count, isShown) => {
  answering(() => ({ items: [{ name: "members", answers: true, messages: [] }], set_aside: count }));

  show(<AdminServices />, "/quan-tri/dich-vu");
  await vi.waitFor(() => expect(root.textContent).toContain("Danh bộ đoàn viên"));

  expect(root.textContent!.includes(`${count} thông điệp đã để riêng`)).toBe(isShown);
});

import { act } from "preact/test-utils";
import { expect, test, vi } from "vitest";
import type { Schema } from "../src/http/types";
import { me } from "../src/resources/session";
import { WorkbookForm } from "../src/screens/cases/case-workbook";
import { answering, aPage, press, reader, root, show } from "./page";

aPage();

const schema: Schema = { type: "object", properties: { place: { type: "string", title: "Địa điểm" } } };
const box = () => root.querySelector<HTMLInputElement>("#f-place")!;

test("what is the same for all is there again for the corrected file, and can be dropped", async () => {
  me.value = reader({ id: "self", code: null, full_name: "Nguyễn Thị Lan", unit: { id: "u1", name: "" } });
  answering(() => ({ id: "u1", name: "Chi đoàn 11A" }));
  show(<WorkbookForm code="admission" schema={schema} />);
  act(() => {
    box().value = "Phòng 12";
    box().dispatchEvent(new Event("input", { bubbles: true }));
  });

  show(null);
  show(<WorkbookForm code="admission" schema={schema} />);
  await vi.waitFor(() => expect(box().value).toBe("Phòng 12"));

  press("Bỏ bản nháp");
  expect(box().value).toBe("");
});

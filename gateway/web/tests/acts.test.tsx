import { render } from "preact";
import { act } from "preact/test-utils";
import { describe, expect, test, vi } from "vitest";
import { Menu } from "../src/components/menu";
import { Problem } from "../src/http/client";
import type { Action, Unit } from "../src/http/types";
import { draftsOf } from "../src/resources/drafts";
import { ActDialog, type Given } from "../src/screens/acts/act-dialog";
import { UnitActs } from "../src/screens/units/unit-acts";
import { aPage, button, press, root, show, texts } from "./page";

aPage();

const submit = () =>
  act(async () => {
    root.querySelector("form")!.dispatchEvent(new Event("submit", { cancelable: true }));
    await new Promise((answered) => setTimeout(answered));
  });
const nothing = () => undefined;

const rename: Action = {
  action: "rename_unit",
  label: "Đổi tên",
  consequences: ["Văn bản đã ban hành giữ tên cũ."],
  form_schema: {
    type: "object",
    properties: {
      name: { type: "string", title: "Tên mới", default: "Chi đoàn A" },
      on: { type: "string", format: "date", title: "Ngày có hiệu lực" },
    },
    required: ["name"],
  },
};
const unit = {
  id: "u1",
  name: "Chi đoàn A",
  version: 7,
  path: [{ id: "u1", name: "Chi đoàn A" }],
  officers: [],
  allowed_actions: [rename, { action: "an_act_of_tomorrow", label: "Việc mới" }],
  refused_actions: [
    {
      action: "close_unit",
      label: "Kết thúc hoạt động",
      refusals: [{ code: "unit-not-empty", text: "Chi đoàn A còn 3 đoàn viên.", mend: "Chuyển đoàn viên đi trước." }],
    },
  ],
} as unknown as Unit;

async function submitted(problem: Problem | null, times: number): Promise<Given[]> {
  const sent: Given[] = [];
  const send = async (given: Given) => {
    sent.push(given);
    if (problem) throw problem;
  };
  show(<ActDialog title="Đổi tên" action={rename} send={send} onClose={nothing} onReload={nothing} />);
  for (let time = 0; time < times; time++) await submit();
  return sent;
}

test("a form starts with what the server knows and goes out with blanks left out", async () => {
  const [given] = await submitted(null, 1);

  expect(given!.form).toEqual({ name: "Chi đoàn A" });
  expect(root.textContent).toContain("Văn bản đã ban hành giữ tên cũ.");
});

test("what is already on its way is not sent twice", async () => {
  expect(await submitted(null, 2)).toHaveLength(1);
});

test("without a network the same act is sent again, with what was typed", async () => {
  const [first, second] = await submitted(new Problem({ code: "offline", title: "Không có mạng" }, 0), 2);

  expect(second).toEqual(first);
  expect(root.querySelector("input")!.value).toBe("Chi đoàn A");
});

test("after a refusal the next try is another act", async () => {
  const [first, second] = await submitted(new Problem({ code: "unit-closed", title: "Không được" }, 409), 2);

  expect(second!.key).not.toBe(first!.key);
});

describe("what was typed", () => {
  const dialog = (onClose = nothing, send = async (_: Given) => undefined, title = "Đổi tên") => (
    <ActDialog title={title} action={rename} asksNote send={send as never} onClose={onClose} onReload={nothing} />
  );
  const type = (id: string, text: string) =>
    act(() => {
      const field = root.querySelector<HTMLInputElement>(`#${id}`)!;
      field.value = text;
      field.dispatchEvent(new Event("input", { bubbles: true }));
    });
  const close = () => act(() => render(null, root));
  const stands = () => ["f-name", "f-on", "f-note"].map((id) => root.querySelector<HTMLInputElement>(`#${id}`)!.value);
  const written = () => {
    show(dialog());
    type("f-on", "20/11/2026");
    type("f-note", "Theo đề nghị của thôn");
  };

  test("is there again after a slip has closed the dialog, and says so", () => {
    written();
    close();
    show(dialog());

    expect(stands()).toEqual(["Chi đoàn A", "20/11/2026", "Theo đề nghị của thôn"]);
    expect(root.textContent).toContain("Đã lấy lại phần bạn nhập dở.");
  });

  test("is there for the same act alone", () => {
    written();
    close();
    show(dialog(nothing, undefined, "Đổi tên: Chi đoàn B"));

    expect(stands()).toEqual(["Chi đoàn A", "", ""]);
  });

  test("is gone once it was sent", async () => {
    written();
    await submit();
    close();
    show(dialog());

    expect(stands()).toEqual(["Chi đoàn A", "", ""]);
  });

  test("stays when the server did not take it", async () => {
    const refuse = async () => {
      throw new Problem({ code: "unit-changed" }, 412);
    };
    show(dialog(nothing, refuse));
    type("f-on", "20/11/2026");
    await submit();
    close();
    show(dialog());

    expect(stands()).toEqual(["Chi đoàn A", "20/11/2026", ""]);
  });

  test("is gone when the person gives it up", () => {
    written();
    press("Huỷ");
    close();
    show(dialog());

    expect(stands()).toEqual(["Chi đoàn A", "", ""]);
  });

  test("can be dropped, and what the server proposes stands again", () => {
    written();
    type("f-name", "Chi đoàn X");
    close();
    show(dialog());
    press("Bỏ bản nháp");

    expect(stands()).toEqual(["Chi đoàn A", "", ""]);
    expect(root.textContent).not.toContain("Đã lấy lại phần bạn nhập dở.");
  });

  test("of one person is not another's on the same device", () => {
    written();
    close();
    draftsOf("p2");
    show(dialog());

    expect(stands()).toEqual(["Chi đoàn A", "", ""]);
  });
});

test("a session that has run out is no fault of the act, which can be sent after sign-in", async () => {
  const sent = await submitted(new Problem({ code: "sign-in-required", title: "Cần đăng nhập" }, 401), 2);

  expect(root.querySelector("[role=alert]")).toBeNull();
  expect(sent).toHaveLength(2);
});

test("what someone else has changed meanwhile is offered anew", async () => {
  await submitted(new Problem({ code: "unit-changed" }, 412), 1);

  expect(button("Lấy bản mới")).toBeDefined();
});

test("acts that can be sent are offered, the refused one tells why and how to mend it", () => {
  show(<UnitActs unit={unit} onChange={nothing} onReload={nothing} />);
  press("Quản lý đơn vị");

  expect([...root.querySelectorAll(".menu-item")].map((one) => one.textContent)).toEqual(["Đổi tên"]);
  expect(root.querySelector(".menu-refused")!.textContent).toBe(
    "Chưa làm được: Kết thúc hoạt độngChi đoàn A còn 3 đoàn viên.Chuyển đoàn viên đi trước.",
  );
});

test("whoever may do nothing with a unit sees no menu", () => {
  show(<UnitActs unit={{ ...unit, allowed_actions: [], refused_actions: [] }} onChange={nothing} onReload={nothing} />);

  expect(root.textContent).toBe("");
});

test("an act names the version that was seen, and the answer takes its place", async () => {
  const renamed = { ...unit, name: "Chi đoàn B", version: 8 };
  const fetched = vi.fn(
    async (_url: string, _how: RequestInit) =>
      new Response(JSON.stringify(renamed), { headers: { "Content-Type": "application/json", ETag: '"8.x"' } }),
  );
  vi.stubGlobal("fetch", fetched);
  const changed = vi.fn();
  show(<UnitActs unit={unit} onChange={changed} onReload={nothing} />);
  press("Quản lý đơn vị");
  press("Đổi tên");
  await submit();
  await vi.waitFor(() => expect(changed).toHaveBeenCalledWith(renamed, '"8.x"'));

  const [url, how] = fetched.mock.calls[0]!;
  expect([url, how.method, (how.headers as Headers).get("If-Match")]).toEqual(["/api/v1/units/u1", "PATCH", '"7"']);
  expect(root.querySelector("dialog")).toBeNull();
});

test("arrows go round in a menu and Escape leads back to its button", () => {
  const items = ["Một", "Hai"].map((label) => ({ key: label, label, onPick: nothing }));
  show(<Menu label="Việc" items={items} />);
  const key = (name: string) =>
    act(
      () =>
        void document.activeElement!.dispatchEvent(
          new KeyboardEvent("keydown", { key: name, bubbles: true, cancelable: true }),
        ),
    );
  press("Việc");
  const path = [document.activeElement!.textContent];
  for (const name of ["ArrowDown", "ArrowDown", "ArrowUp"]) {
    key(name);
    path.push(document.activeElement!.textContent);
  }
  key("Escape");

  expect(path).toEqual(["Một", "Hai", "Một", "Hai"]);
  expect(document.activeElement!.textContent!.trim()).toBe("Việc");
  expect(document.activeElement!.getAttribute("aria-expanded")).toBe("false");
});

test("why an act is refused takes the focus, since the button that was pressed may lie far below", async () => {
  const refused = new Problem(
    {
      title: "Chưa thực hiện được",
      detail: "Có điều kiện chưa đạt.",
      refusals: [{ code: "no-quorum", text: "Có mặt 3/11 đoàn viên, cần ít nhất 8.", mend: "Chọn cuộc họp khác." }],
    },
    409,
  );
  await submitted(refused, 1);

  expect(document.activeElement!.textContent).toContain("Có mặt 3/11 đoàn viên, cần ít nhất 8.");
});

test("what this act needs is required here, what another one needs may wait", () => {
  const field = (needed: string) => ({ type: "string", title: needed, "x-needed": needed });
  const action = {
    action: "record_vote",
    label: "Ghi",
    form_schema: { type: "object", properties: { a: field("record_vote"), b: field("decide") } },
  };
  show(<ActDialog title="Ghi" action={action} send={async () => undefined} onClose={nothing} onReload={nothing} />);

  expect(texts(".required")).toEqual(["(bắt buộc)", "(cần ở bước sau)"]);
});

test("a required tick says so, as any other field does", () => {
  const tick = (needed?: string) => ({
    type: "boolean",
    title: "Người giám hộ đã đồng ý",
    ...(needed && { "x-needed": needed }),
  });
  const action = {
    action: "record_vote",
    label: "Ghi",
    form_schema: {
      type: "object",
      required: ["a"],
      properties: { a: tick(), b: tick("record_vote"), c: tick("decide"), d: tick() },
    },
  };
  show(<ActDialog title="Ghi" action={action} send={async () => undefined} onClose={nothing} onReload={nothing} />);

  const ticks = [...root.querySelectorAll<HTMLInputElement>("input[type=checkbox]")];
  expect(ticks.map((each) => each.closest("label")!.querySelector(".required")?.textContent?.trim() ?? "")).toEqual([
    "(bắt buộc)",
    "(bắt buộc)",
    "(cần ở bước sau)",
    "",
  ]);
  expect(ticks.map((each) => each.getAttribute("aria-required"))).toEqual(["true", "true", null, null]);
});

test("a field that is being mended is wrong no longer, until the server says so again", async () => {
  const refuse = async () => {
    throw new Problem({ title: "Có chỗ cần sửa", errors: { name: ["Bắt buộc nhập."] } }, 422);
  };
  show(<ActDialog title="Đổi tên" action={rename} send={refuse} onClose={nothing} onReload={nothing} />);
  await submit();
  expect(texts(".field-error")).toEqual(["Bắt buộc nhập."]);

  const name = root.querySelector<HTMLInputElement>("#f-name")!;
  act(() => {
    name.value = "Chi đoàn B";
    name.dispatchEvent(new Event("input", { bubbles: true }));
  });
  expect(texts(".field-error")).toEqual([]);
  await submit();

  expect(texts(".field-error")).toEqual(["Bắt buộc nhập."]);
});

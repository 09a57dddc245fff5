import { render } from "preact";
import { act } from "preact/test-utils";
import { beforeEach, describe, expect, test, vi } from "vitest";
import type { ProcessDefinition } from "../src/http/types";
import { draftsOf, saveDraft } from "../src/resources/drafts";
import { me } from "../src/resources/session";
import { OpenForm } from "../src/screens/cases/case-form";
import { answering, aPage, aProcess, button, json, press, reader, root, show, texts, type Asked } from "./page";

let sent: Asked[];

const definition = (subject?: ProcessDefinition["subject"]): ProcessDefinition => aProcess(subject ? { subject } : {});
const answers: Record<string, unknown> = {
  "/units/u1": { id: "u1", name: "Chi đoàn thôn Đồng Vàng" },
  "/members/p1": { id: "p1", full_name: "Trần Thị Mơ", born_on: null, unit: null },
  "/proposed": {
    items: [
      {
        person: { id: "p1", full_name: "Trần Thị Mơ", code: null },
        unit: { id: "u1", name: "Chi đoàn thôn Đồng Vàng" },
        why: "Nợ đoàn phí 08/2026",
        form: { why: "NO_FEE" },
      },
    ],
    next: null,
    total: 1,
  },
  "/members/self": { id: "self", full_name: "Nguyễn Thị Lan", born_on: null, unit: null },
};

const OPENED = { id: "c1", title: "Một hồ sơ", state_title: "Mới" };

aPage();
beforeEach(() => {
  sent = answering(({ method, path }) => (method === "POST" ? OPENED : answers[path]));
  me.value = reader({ id: "self", code: null, full_name: "Nguyễn Thị Lan", unit: { id: "u1", name: "" } });
});

function open(subject?: ProcessDefinition["subject"], query = "", more: Partial<ProcessDefinition> = {}): void {
  show(<OpenForm definition={{ ...definition(subject), ...more }} />, `/ho-so/moi/p${query}`);
}

const inputOf = (id: string) => root.querySelector<HTMLInputElement>(`#${id}`)?.value;

async function send(): Promise<Record<string, unknown>> {
  await vi.waitFor(() => expect(inputOf("f-unit_id") ?? root.textContent).toContain("Chi đoàn thôn Đồng Vàng"));
  act(() => void root.querySelector("form")!.dispatchEvent(new Event("submit", { cancelable: true, bubbles: true })));
  press("Mở hồ sơ");
  await vi.waitFor(() => expect(sent.length).toBe(1));
  return sent[0]!.body!;
}

test.each([undefined, "none"] as const)(
  "a process about nobody of the registry (%s) asks for no person",
  async (subject) => {
    open(subject, "?doan_vien=p1");

    expect(root.querySelector("#f-subject_id")).toBeNull();
    expect(await send()).not.toHaveProperty("subject_id");
  },
);

test("the person is asked for in the words of the process, else as any member", () => {
  open("optional", "", {
    subject_asked: { title: "Người đã từng là đoàn viên", hint: "Bỏ trống nếu vào lần đầu.", is_rare: false },
  });
  const asked = [
    root.querySelector('label[for="f-subject_id"]')!.textContent,
    root.querySelector("#f-subject_id-hint")!.textContent,
  ];
  open("member");

  expect(asked).toEqual(["Người đã từng là đoàn viên", "Bỏ trống nếu vào lần đầu."]);
  expect(root.querySelector('label[for="f-subject_id"]')!.textContent).toBe("Đoàn viên (bắt buộc)");
});

test("a press made while the unit is still being read opens the page when it is known", async () => {
  open();
  expect(inputOf("f-unit_id")).toBe("");

  act(() => root.querySelector("form")!.requestSubmit());
  expect(root.textContent).not.toContain("Chưa chọn đơn vị");

  await vi.waitFor(() => expect(button("Mở hồ sơ")).toBeDefined());
  expect(root.textContent).toContain("Chi đoàn thôn Đồng Vàng");
});

test("without a unit nothing is looked over, and the field says what is missing", async () => {
  open();
  await vi.waitFor(() => expect(inputOf("f-unit_id")).toBe("Chi đoàn thôn Đồng Vàng"));
  const unit = root.querySelector<HTMLInputElement>("#f-unit_id")!;
  act(() => {
    unit.value = "";
    unit.dispatchEvent(new Event("input", { bubbles: true }));
  });
  act(() => void unit.dispatchEvent(new FocusEvent("focusout", { bubbles: true })));

  act(() => root.querySelector("form")!.requestSubmit());

  expect(root.textContent).toContain("Chưa chọn đơn vị. Chọn đơn vị mở hồ sơ.");
  expect(button("Mở hồ sơ")).toBeUndefined();
});

test("a draft that is dropped leaves the form as it began, and no word of itself", () => {
  const schema = { type: "object", properties: { kind: { type: "string", title: "Loại", default: "A" } } };
  saveDraft("p", { kind: "B" });
  open(undefined, "", { form_schema: schema as never });
  expect([root.textContent!.includes("Đã lấy lại phần bạn nhập dở."), inputOf("f-kind")]).toEqual([true, "B"]);

  press("Bỏ bản nháp");

  expect([root.textContent!.includes("Đã lấy lại phần bạn nhập dở."), inputOf("f-kind")]).toEqual([false, "A"]);
});

const OFFICER = [
  {
    id: "o1",
    role: "CHAPTER_OFFICER",
    code: "BT",
    title: "Bí thư",
    unit: { id: "u1", name: "Chi đoàn thôn Đồng Vàng" },
  },
];
const REASON = { form_schema: { type: "object", properties: { why: { type: "string", title: "Lý do" } } } as never };
const say = (text: string) =>
  act(() => {
    const field = root.querySelector<HTMLInputElement>("#f-why")!;
    field.value = text;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
const leave = () => act(() => render(null, root));

describe("an officer's draft", () => {
  beforeEach(() => {
    me.value = { ...me.value!, positions: OFFICER as never };
    localStorage.clear();
  });

  test("comes back with whom it is about", async () => {
    open("member", "", { ...REASON, candidates_at: "/proposed" });
    await vi.waitFor(() => expect(root.textContent).toContain("Nợ đoàn phí 08/2026"));
    act(() => [...root.querySelectorAll("button")].find((one) => one.textContent === "Chọn")!.click());
    say("Không đóng phí");
    leave();
    open("member", "", REASON);

    expect([inputOf("f-why"), inputOf("f-subject_id")]).toEqual(["Không đóng phí", "Trần Thị Mơ"]);
  });

  test("about one person is not offered for another", async () => {
    open("member", "?doan_vien=p1", REASON);
    await vi.waitFor(() => expect(inputOf("f-subject_id")).toBe("Trần Thị Mơ"));
    say("Không đóng phí");
    leave();
    open("member", "?doan_vien=self", REASON);

    expect(inputOf("f-why")).toBe("");
    leave();
    open("member", "?doan_vien=p1", REASON);
    expect(inputOf("f-why")).toBe("Không đóng phí");
  });

  test("is nobody else's on the same device", () => {
    open("member", "", REASON);
    say("Không đóng phí");
    leave();
    draftsOf("p2");
    open("member", "", REASON);

    expect(inputOf("f-why")).toBe("");
  });
});

test("looking over tells of the chosen person what tells them from others of the name", async () => {
  me.value = { ...me.value!, positions: OFFICER as never };
  localStorage.clear();
  answering(({ path }) =>
    path === "/members/p1"
      ? { id: "p1", full_name: "Trần Thị Mơ", born_on: "2005-03-05", unit: { name: "Chi đoàn thôn Hạ" } }
      : answers[path],
  );
  open("member", "?doan_vien=p1", REASON);
  await vi.waitFor(() =>
    expect([inputOf("f-unit_id"), inputOf("f-subject_id")]).toEqual(["Chi đoàn thôn Đồng Vàng", "Trần Thị Mơ"]),
  );
  act(() => root.querySelector("form")!.requestSubmit());

  expect(texts("dd")).toContain("Trần Thị Mơ · 05/03/2005 · Chi đoàn thôn Hạ");
});

test("looking over says that nobody was chosen where somebody has to be, and leads back to the form", async () => {
  me.value = { ...me.value!, positions: OFFICER as never };
  localStorage.clear();
  open("member", "", REASON);
  await vi.waitFor(() => expect(inputOf("f-unit_id")).toBe("Chi đoàn thôn Đồng Vàng"));
  act(() => root.querySelector("form")!.requestSubmit());

  expect(root.querySelector(".box")!.textContent).toContain("Chưa ghi chỗ bắt buộc: Đoàn viên.");
  act(() => void dispatchEvent(new PopStateEvent("popstate")));
  expect(button("Xem lại")).toBeDefined();
});

test("what is wrong with the choice of a person leads to its field", async () => {
  answering(({ method, path }) =>
    method === "POST"
      ? json({ title: "Sai", errors: { subject_id: ["Hồ sơ cần một đoàn viên."] } }, 422)
      : answers[path],
  );
  open("optional");
  await vi.waitFor(() => expect(inputOf("f-unit_id")).toBe("Chi đoàn thôn Đồng Vàng"));
  act(() => root.querySelector("form")!.requestSubmit());
  press("Mở hồ sơ");
  await vi.waitFor(() => expect(root.querySelector("[role=alert] a")).not.toBeNull());

  act(() => root.querySelector<HTMLAnchorElement>("[role=alert] a")!.click());

  expect(document.activeElement?.id).toBe("f-subject_id");
});

test("whoever comes back is picked, and sent along", async () => {
  open("optional", "?doan_vien=p1");

  await vi.waitFor(() => expect(inputOf("f-subject_id")).toBe("Trần Thị Mơ"));
  expect(await send()).toMatchObject({ process: "p", unit_id: "u1", subject_id: "p1" });
});

test("a newcomer's case is opened without a person", async () => {
  open("optional");

  expect(await send()).not.toHaveProperty("subject_id");
});

test("a member without an office is asked neither who nor where they are, and is offered no list", async () => {
  open("member", "", { workbook_schema: { type: "object" } as never });

  await vi.waitFor(() => expect(root.textContent).toContain("Hồ sơ củaNguyễn Thị LanChi đoànChi đoàn thôn Đồng Vàng"));
  expect(root.querySelector("#f-subject_id, #f-unit_id")).toBeNull();
  expect(root.textContent).not.toContain("Excel");
  expect(await send()).toMatchObject({ unit_id: "u1", subject_id: "self" });
});

test("a process that members open for themselves asks them neither, though an office may name nobody", async () => {
  open("optional", "", { opens_for_oneself: true });

  await vi.waitFor(() => expect(root.textContent).toContain("Hồ sơ củaNguyễn Thị Lan"));
  expect(await send()).toMatchObject({ unit_id: "u1", subject_id: "self" });
});

test("whom the records name is picked from the list, with what the case begins with", async () => {
  me.value = {
    ...me.value!,
    positions: [
      {
        id: "o1",
        role: "CHAPTER_OFFICER",
        code: "BT",
        title: "Bí thư",
        unit: { id: "u1", name: "Chi đoàn thôn Đồng Vàng" },
      },
    ] as never,
  };
  open("member", "", {
    candidates_at: "/proposed",
    form_schema: { type: "object", properties: { why: { type: "string", title: "Căn cứ" } } } as never,
  });
  await vi.waitFor(() => expect(root.textContent).toContain("Nợ đoàn phí 08/2026"));
  act(() => [...root.querySelectorAll("button")].find((one) => one.textContent === "Chọn")!.click());

  expect(inputOf("f-subject_id")).toBe("Trần Thị Mơ");
  expect(await send()).toMatchObject({ unit_id: "u1", subject_id: "p1", form: { why: "NO_FEE" } });
});

test("where the records name nobody there is no list", async () => {
  open("member");

  expect(await send()).toMatchObject({ subject_id: "self" });
  expect(root.textContent).not.toContain("thuộc diện xem xét");
});

test("looking over tells first what is needed and not filled in, and in one line what may stay blank", async () => {
  const field = (title: string) => ({ type: "string", title });
  open(undefined, "", {
    form_schema: {
      type: "object",
      required: ["name", "on"],
      properties: { name: field("Họ và tên"), on: field("Ngày đi"), note: field("Ghi chú"), place: field("Nơi đến") },
    } as never,
  });
  await vi.waitFor(() => expect(inputOf("f-unit_id")).toBe("Chi đoàn thôn Đồng Vàng"));
  const name = root.querySelector<HTMLInputElement>("#f-name")!;
  act(() => {
    name.value = "Lan";
    name.dispatchEvent(new Event("input", { bubbles: true }));
  });

  act(() => root.querySelector("form")!.requestSubmit());

  expect(root.querySelector(".box")!.textContent).toContain("Chưa ghi chỗ bắt buộc: Ngày đi.");
  expect(texts("dt")).toEqual(["Đơn vị mở hồ sơ", "Họ và tên", "Ngày đi"]);
  expect(texts("p.caption")).toEqual(["Chưa ghi: Ghi chú, Nơi đến."]);
});

import { act } from "preact/test-utils";
import { Route, Router } from "preact-iso";
import { beforeEach, describe, expect, test, vi } from "vitest";
import type { Action, Case, ProcessDefinition, TrainingLog } from "../src/http/types";
import { me } from "../src/resources/session";
import CaseScreen from "../src/screens/cases/case";
import Home from "../src/screens/home/home";
import Training from "../src/screens/dossiers/training";
import TrainingList from "../src/screens/ratings/training-list";
import { answering, aPage, button, json, press, reader, root, show, texts, type Asked } from "./page";

aPage();

const PICTURE = { digest: "a".repeat(64), name: "chay-bo.jpg", media_type: "image/jpeg" };
const HEALTH = "Thể chất, sức khoẻ";
const log: TrainingLog = {
  year: 2026,
  period: null,
  from_on: "2026-01-05",
  until: "2026-12-20",
  needed_groups: 5,
  registered_groups: 2,
  done_groups: 1,
  results: 1,
  left: [
    { text: "Ghi kết quả ở nhóm “Học tập”", by: "Đoàn viên", from_on: null, until: "2026-12-20" },
    { text: "Tự đánh giá", by: "Đoàn viên", from_on: "2026-11-01", until: "2026-12-31" },
  ],
  logs_by: "add_result",
  groups: [
    {
      code: "HEALTH",
      title: HEALTH,
      items: [{ text: "Luyện tập một môn thể thao", measure: "Buổi mỗi tuần", target: "3 buổi" }],
      results: [{ on: "2026-11-01", text: "Chạy bộ 5 km", quantity: "4 buổi", file: PICTURE }],
    },
    { code: "STUDY", title: "Học tập", items: [{ text: "Đọc sách", measure: null, target: "4 cuốn" }], results: [] },
    { code: "SKILLS", title: "Kỹ năng", items: [], results: [] },
  ],
  other: [],
  self_assessment: null,
  assessment: null,
  comments: [],
};
const add: Action = {
  action: "add_result",
  label: "Ghi kết quả",
  form_schema: {
    type: "object",
    properties: {
      group: {
        type: "string",
        title: "Nhóm",
        enum: ["HEALTH", "STUDY"],
        "x-labels": [HEALTH, "Học tập"],
        "x-widget": "select",
      },
      text: { type: "string", title: "Đã làm gì" },
    },
  },
};
const ID = "01920000-0000-7000-8000-0000000000e2";
const found = {
  id: ID,
  number: "RL-2026-0056",
  process: "p",
  process_title: "Chương trình rèn luyện",
  title: "Rèn luyện: Trần Thị Mai",
  state: "in_progress",
  state_title: "Đang thực hiện",
  version: 4,
  subject: { id: "m1", full_name: "Trần Thị Mai" },
  unit: { id: "u1", name: "Chi đoàn thôn Hạ" },
  since: "2026-11-20T02:00:00Z",
  due_at: null,
  warnings: [],
  holder: { unit: null, role: "MEMBER", people: [], vacant: false },
  form: {},
  rail: [],
  allowed_actions: [add],
  refused_actions: [],
  history: [],
  documents: [],
  dossier: { name: "training", training: log },
} as unknown as Case;
const definition = {
  code: "p",
  title: "Chương trình rèn luyện",
  form_schema: null,
  moves: [],
  states: [],
  diagram: "",
} as unknown as ProcessDefinition;
const draw = (changed: Partial<TrainingLog> = {}, more: Partial<Case> = {}) =>
  show(
    <Training
      found={{ ...found, ...more, dossier: { name: "training", training: { ...log, ...changed } } }}
      definition={definition}
      onAct={() => undefined}
    />,
  );

test("the log tells how far it is, and what is left until when", () => {
  draw();

  expect(root.querySelector("progress")!.getAttribute("aria-label")).toBe("1/2 nhóm đã có kết quả");
  expect(texts("ol.rows .row-main")).toEqual([
    "Ghi kết quả ở nhóm “Học tập”Đoàn viên · Hạn 20/12/2026",
    "Tự đánh giáĐoàn viên · Từ 01/11/2026 · Hạn 31/12/2026",
  ]);
});

test("each group shows what was undertaken, and results with their evidence", () => {
  draw();

  expect(texts("h3")).toEqual([`${HEALTH}Đã có kết quả`, "Học tậpChưa có kết quả", "Kỹ năng"]);
  expect(texts(".log-items li")).toEqual(["Luyện tập một môn thể thaoBuổi mỗi tuần: 3 buổi", "Đọc sách4 cuốn"]);
  expect(texts(".log-results li")).toEqual(["01/11/2026 · 4 buổiChạy bộ 5 kmchay-bo.jpg"]);
  expect(root.textContent).toContain("Chưa đăng ký nội dung.");
});

test("results are added only where the server lets the reader", () => {
  draw();
  expect([...root.querySelectorAll("button")].map((one) => one.getAttribute("aria-label"))).toEqual([
    `Ghi kết quả: ${HEALTH}`,
    "Ghi kết quả: Học tập",
  ]);

  draw({}, { allowed_actions: [] });
  expect(root.querySelector("button")).toBeNull();
});

test("how it was judged stands there once it was", () => {
  draw({
    self_assessment: { score: 85, comment: "Cố gắng" },
    assessment: { result: "DAT", result_title: "Đạt", score: 88, met_on: "2026-12-01", comment: null },
    comments: ["Tham gia đều"],
    left: [],
  });

  expect(texts("dd").slice(-2)).toEqual(["85 điểm · Cố gắng", "Đạt · 88 điểm · họp ngày 01/12/2026"]);
  expect(texts(".quote")).toEqual(["Tham gia đều"]);
  expect(root.textContent).toContain("không còn việc nào");
});

test("a result is begun in its group, and sent as the server's act", async () => {
  const sent: Asked[] = answering(({ method, path }) =>
    method === "POST" || path === `/cases/${ID}` ? found : definition,
  );
  show(
    <Router>
      <Route path="/ho-so/:so" component={CaseScreen} />
      <Route default component={() => null} />
    </Router>,
    `/ho-so/${ID}`,
  );
  await vi.waitFor(() => expect(button(`Ghi kết quả: ${HEALTH}`)).toBeDefined());
  press(`Ghi kết quả: ${HEALTH}`);
  const form = root.querySelector("dialog form")!;
  expect(form.querySelector<HTMLSelectElement>("select")!.value).toBe("HEALTH");
  act(() => void form.dispatchEvent(new Event("submit", { cancelable: true, bubbles: true })));

  await vi.waitFor(() => expect(root.querySelector("dialog")).toBeNull());
  expect(sent).toEqual([
    { method: "POST", path: `/cases/${ID}/actions`, body: { action: "add_result", form: { group: "HEALTH" } } },
  ]);
});

const row = (id: string, name: string, state: string, facts: object, acts: Action[] = []) => ({
  ...found,
  id,
  subject: { id: `p${id}`, full_name: name },
  state,
  state_title: state === "new" ? "Chưa đăng ký" : "Đã đăng ký, chờ duyệt",
  is_over: false,
  facts,
  allowed_actions: acts,
  refused_actions: [],
});
const approve: Action = { action: "approve", label: "Duyệt đăng ký", form_schema: null, primary: true };
const rows = [
  row(
    "1",
    "Trần Thị Mai",
    "registered",
    {
      needed_groups: 5,
      registered_groups: 5,
      done_groups: 0,
      left: [{ text: "Duyệt đăng ký", by: "Chi đoàn", from_on: null, until: "2026-12-20" }],
    },
    [approve],
  ),
  row("2", "Nguyễn Văn An", "new", {
    needed_groups: 5,
    registered_groups: 0,
    done_groups: 0,
    left: [{ text: "Đăng ký nội dung rèn luyện", by: "Đoàn viên", from_on: null, until: null }],
  }),
];

describe("the chapter's list", () => {
  let broken = false;
  beforeEach(() => {
    broken = false;
    answering(() =>
      broken
        ? json({ title: "Không đọc được", detail: "Máy chủ không trả lời." }, 503)
        : {
            unit: { id: "u1", name: "Chi đoàn thôn Hạ" },
            process: "p",
            action: null,
            fields: null,
            items: rows,
            summary: {},
            next: null,
          },
    );
  });

  function open() {
    show(
      <Router>
        <Route path="/ren-luyen/:dot/:unit" component={TrainingList} />
        <Route default component={() => null} />
      </Router>,
      "/ren-luyen/c1/u1",
    );
  }

  test("shows how far each member is, and leads to the log", async () => {
    open();
    await vi.waitFor(() => expect(texts(".row-title")).toEqual(["Trần Thị Mai", "Nguyễn Văn An"]));

    expect(root.querySelector("h1")!.textContent).toBe("Chương trình rèn luyện: Chi đoàn thôn Hạ");
    expect([...root.querySelectorAll("a.row-link")].map((link) => link.getAttribute("href"))).toEqual([
      "/ho-so/1",
      "/ho-so/2",
    ]);
    expect([...root.querySelectorAll("progress")].map((bar) => bar.getAttribute("aria-label"))).toEqual([
      "0/5 nhóm đã có kết quả",
      "0/5 nhóm đã đăng ký",
    ]);
    expect(root.textContent).toContain("Chi đoàn: Duyệt đăng ký");
    expect(button("Duyệt đăng ký (1)")).toBeDefined();
  });

  test("is narrowed to one step, whose acts alone are offered", async () => {
    open();
    await vi.waitFor(() => expect(button("Chưa đăng ký: 1")).toBeDefined());
    press("Chưa đăng ký: 1");

    await vi.waitFor(() => expect(texts(".row-title")).toEqual(["Nguyễn Văn An"]));
    expect(button("Chưa đăng ký: 1").getAttribute("aria-pressed")).toBe("true");
    expect(root.querySelector(".action-bar")).toBeNull();
  });

  test("is filled in with a workbook, whose rows are registered together", async () => {
    const register: Action = { action: "register", label: "Đăng ký", form_schema: null, asks: true, primary: true };
    const mine = row("3", "Lê Thị Hoa", "new", { needed_groups: 5, registered_groups: 0, done_groups: 0, left: [] }, [
      register,
    ]);
    const form = { items: [{ group: "SKILLS", text: "Học bơi" }] };
    const job = { id: "j1", state: "done", total: 1, done: 1, results: [{ id: "3", ok: true }] };
    const answers: Record<string, unknown> = {
      "GET /campaigns/c1/rows": {
        unit: { id: "u1", name: "Chi đoàn thôn Hạ" },
        process: "p",
        action: "register",
        fields: null,
        items: [...rows, mine],
        summary: {},
        next: null,
      },
      "POST /campaigns/c1/sheet": {
        items: [
          { case_id: "3", form, problems: [] },
          { case_id: "1", form, problems: [] },
        ],
        problems: [],
      },
      "POST /cases/bulk-actions": job,
      "GET /jobs/j1": job,
    };
    const sent = answering(({ method, path }) => answers[`${method} ${path}`] ?? json({}, 404));
    open();
    await vi.waitFor(() => expect(button("Nhập lại từ Excel")).toBeDefined());
    press("Tải tệp Excel");
    expect(fetch).toHaveBeenCalledWith("/api/v1/campaigns/c1/sheet.xlsx?unit_id=u1", expect.anything());
    press("Nhập lại từ Excel");
    const picker = root.querySelector<HTMLInputElement>('input[type="file"]')!;
    Object.defineProperty(picker, "files", { value: [new File(["x"], "ren-luyen.xlsx")] });
    act(() => void picker.dispatchEvent(new Event("change", { bubbles: true })));
    await vi.waitFor(() => expect(button("Ghi vào bảng")).toBeDefined());
    press("Ghi vào bảng");

    await vi.waitFor(() => expect(root.textContent).toContain("đã đọc từ tệp, chưa đăng ký"));
    expect(root.textContent!.match(/đã đọc từ tệp/g)).toHaveLength(1);
    press("Đăng ký (1)");
    await vi.waitFor(() =>
      expect(sent.find(({ path }) => path === "/cases/bulk-actions")?.body).toEqual({
        action: "register",
        items: [{ case_id: "3", version: 4, form }],
        form: {},
      }),
    );
  });

  test("says that it could not be read, and asks again", async () => {
    broken = true;
    open();
    await vi.waitFor(() => expect(texts('[role="alert"] strong')).toEqual(["Không đọc được"]));
    broken = false;
    press("Thử lại");

    await vi.waitFor(() => expect(texts(".row-title")).toHaveLength(2));
  });
});

describe("home", () => {
  function home(log_: TrainingLog) {
    const item = { ...found, screen: "training" };
    const answers: Record<string, unknown> = {
      "/cases": { items: [item], next: null, total: 1 },
      [`/cases/${ID}`]: { ...found, dossier: { name: "training", training: log_ } },
      "/me/inbox": { items: [], next: null, total: 0, missing: [] },
    };
    const asked: string[] = [];
    answering(({ path }) => {
      asked.push(path);
      return answers[path] ?? json({ title: "Không tìm thấy", detail: "Chưa có thẻ." }, 404);
    });
    me.value = reader({
      id: "m1",
      code: null,
      full_name: "Trần Thị Mai",
      unit: { id: "u1", name: "Chi đoàn thôn Hạ" },
    });
    show(<Home />, "/");
    return asked;
  }

  test("tells a member how far the own programme is, and leads to its log", async () => {
    home(log);
    await vi.waitFor(() => expect(root.textContent).toContain("1/2 nhóm đã có kết quả"));

    expect(root.textContent).toContain("Đoàn viên: Ghi kết quả ở nhóm “Học tập”");
    expect(root.querySelector(`a.button[href="/ho-so/${ID}"]`)!.textContent).toContain("Mở nhật ký rèn luyện");
  });

  test("says nothing of a programme that is over", async () => {
    const asked = home({ ...log, left: [] });
    await vi.waitFor(() => expect(asked).toContain(`/cases/${ID}`));
    await act(async () => void (await Promise.resolve()));

    expect(texts("h2")).not.toContain("Chương trình rèn luyện");
  });
});

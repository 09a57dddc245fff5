import { act } from "preact/test-utils";
import { beforeEach, expect, test, vi } from "vitest";
import { FileControl } from "../src/forms/file-control";
import { lighter } from "../src/forms/pictures";
import { aPage, json, press, root, show } from "./page";

aPage();

const STORED = { digest: "a".repeat(64), name: "chay-bo.jpg", size: 10 };
let answer: () => Response;
let sent: File[];
let kept: unknown;

beforeEach(() => {
  sent = [];
  kept = undefined;
  vi.stubGlobal(
    "fetch",
    vi.fn(async (_url: string, { body }: { body: FormData }) => {
      sent.push(body.get("file") as File);
      return answer();
    }),
  );
});

const photograph = (bytes = 10, type = "image/jpeg") => new File([new Uint8Array(bytes)], "chay-bo.jpeg", { type });

function pick(file: File): void {
  show(<FileControl id="f" value={kept} describedBy={undefined} onChange={(value) => (kept = value)} />);
  const input = root.querySelector<HTMLInputElement>("input")!;
  Object.defineProperty(input, "files", { value: [file], configurable: true });
  act(() => void input.dispatchEvent(new Event("change", { bubbles: true })));
}

test("a file goes to the store at once, and the form keeps what the store answered", async () => {
  answer = () => json(STORED, 201);
  pick(photograph());

  await vi.waitFor(() => expect(kept).toEqual(STORED));
});

test("a file that did not arrive is sent again without being picked again", async () => {
  answer = () => {
    throw new TypeError("network");
  };
  pick(photograph());
  await vi.waitFor(() => expect(root.querySelector(".field-error")?.textContent).toContain("mạng"));
  answer = () => json(STORED, 201);
  press("Gửi lại chay-bo.jpeg");

  await vi.waitFor(() => expect(kept).toEqual(STORED));
  expect(sent.map((file) => file.name)).toEqual(["chay-bo.jpeg", "chay-bo.jpeg"]);
});

test("a file that the store refuses is told with how to mend it, and not offered again", async () => {
  answer = () => json({ title: "Tệp quá lớn", detail: "Tệp lớn hơn 20 MB.", mend: "Chụp lại ở cỡ nhỏ hơn." }, 422);
  pick(photograph());

  await vi.waitFor(() =>
    expect(root.querySelector(".field-error")?.textContent).toBe("Tệp lớn hơn 20 MB. Chụp lại ở cỡ nhỏ hơn."),
  );
  expect(root.querySelector("button")).toBeNull();
});

test("a large photograph is drawn again, smaller", async () => {
  const drawn = { width: 0, height: 0 };
  vi.stubGlobal("createImageBitmap", async () => ({ width: 4_000, height: 3_000 }));
  vi.spyOn(HTMLCanvasElement.prototype, "getContext").mockReturnValue({
    fillRect: () => undefined,
    drawImage: (_: unknown, _x: number, _y: number, width: number, height: number) =>
      Object.assign(drawn, { width, height }),
  } as never);
  vi.spyOn(HTMLCanvasElement.prototype, "toBlob").mockImplementation((done) =>
    done(new Blob([new Uint8Array(300_000)], { type: "image/jpeg" })),
  );

  const light = await lighter(photograph(3_000_000));

  expect([light.name, light.type, light.size]).toEqual(["chay-bo.jpg", "image/jpeg", 300_000]);
  expect(drawn).toEqual({ width: 2_000, height: 1_500 });
  vi.restoreAllMocks();
});

test.each([
  ["a small one", photograph(1_000)],
  ["a paper", photograph(3_000_000, "application/pdf")],
])("%s goes as it is", async (_, file) => {
  vi.stubGlobal("createImageBitmap", async () => ({ width: 4_000, height: 3_000 }));

  expect(await lighter(file)).toBe(file);
});

test("a photograph that cannot be drawn here goes as it is", async () => {
  vi.stubGlobal("createImageBitmap", async () => {
    throw new Error("format");
  });
  const file = photograph(3_000_000);

  expect(await lighter(file)).toBe(file);
});

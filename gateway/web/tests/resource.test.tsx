import { expect, test, vi } from "vitest";
import { invalidate, useAll, useResource } from "../src/resources/resource";
import { answering, aPage, root, show } from "./page";

aPage();

function Counts({ of }: { of: string[] }) {
  return <p>{useAll<number>(of.map((name) => `/counts/${name}`)).join(" ")}</p>;
}

test("things whose number grows are all read", async () => {
  answering(({ path }) => (path === "/counts/a" ? 1 : 2));
  show(<Counts of={["a"]} />);
  await vi.waitFor(() => expect(root.textContent).toBe("1"));

  show(<Counts of={["b", "a"]} />);

  await vi.waitFor(() => expect(root.textContent).toBe("2 1"));
});

function Thing({ id }: { id: number }) {
  return <p>{useResource<number>(`/things/${id}`).data ?? "…"}</p>;
}

/** The paths that are read, in order. */
function answeringById(): string[] {
  const asked: string[] = [];
  answering(({ path }) => {
    asked.push(path);
    return Number(path.split("/").at(-1));
  });
  return asked;
}

const ids = Array.from({ length: 105 }, (_, id) => id);
const swept = () => new Promise((go) => setTimeout(go, 1_100));

test("of what has left the page, what left first is forgotten first", async () => {
  const asked = answeringById();
  show(ids.map((id) => <Thing key={id} id={id} />));
  await vi.waitFor(() => expect(root.textContent).toBe(ids.join("")));
  show(<p />);
  await swept();

  show([<Thing key="last" id={104} />, <Thing key="first" id={0} />]);

  expect(root.textContent).toBe("104…");
  await vi.waitFor(() => expect(root.textContent).toBe("1040"));
  expect(asked.filter((path) => path === "/things/0")).toHaveLength(2);
});

test("what stands on the page is never forgotten", async () => {
  const asked = answeringById();
  const first = <Thing key="first" id={0} />;
  show([first, ...ids.slice(1).map((id) => <Thing key={id} id={id} />)]);
  await vi.waitFor(() => expect(root.textContent).toBe(ids.join("")));
  show([first]);
  await swept();
  asked.length = 0;

  invalidate("/things");

  expect(asked).toEqual(["/things/0"]);
});

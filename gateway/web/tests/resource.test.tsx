import { expect, test, vi } from "vitest";
import { useAll } from "../src/resources/resource";
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

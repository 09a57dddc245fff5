import { expect, test } from "vitest";
import type { GridRow } from "../src/resources/campaigns";
import { RowDialog } from "../src/screens/ratings/rating-row";
import { aPage, root, show } from "./page";

const ignore = () => undefined;
const row = (facts: Record<string, unknown>) =>
  ({
    id: "c1",
    title: "Xếp loại",
    subject: { full_name: "Trần Thị Mai" },
    refused_actions: [],
    facts,
  }) as unknown as GridRow;
const told = () =>
  Object.fromEntries(
    [...root.querySelectorAll("dt")].map((name) => [name.textContent, name.nextElementSibling!.textContent]),
  );

aPage();

test("what hosts said and what was won stands beside the rating", () => {
  const facts = {
    self_review: { strengths: "Gương mẫu" },
    host_comment: "Sinh hoạt đều",
    awards: ["Giấy khen của Đoàn cơ sở", "Giải thưởng 26/3"],
  };

  show(
    <RowDialog
      row={row(facts)}
      draft={undefined}
      schema={{ type: "object", properties: {} }}
      names={[]}
      isOpen={false}
      onKeep={ignore}
      onClose={ignore}
    />,
  );

  expect(told()).toMatchObject({
    "Nhận xét của nơi cư trú, nơi tạm thời": "Sinh hoạt đều",
    "Khen thưởng trong năm": "Giấy khen của Đoàn cơ sở · Giải thưởng 26/3",
  });
});

test("of whom nothing was won nothing is said", () => {
  show(
    <RowDialog
      row={row({ awards: [] })}
      draft={undefined}
      schema={{ type: "object", properties: {} }}
      names={[]}
      isOpen={false}
      onKeep={ignore}
      onClose={ignore}
    />,
  );

  expect(Object.keys(told())).not.toContain("Khen thưởng trong năm");
});

import { describe, expect, it } from "vitest";
import type { Duplicate } from "../src/http/types";
import { disputed, lacking, startSide, takenBy } from "../src/resources/duplicates";

const field = (code: string, left: string, right: string) => ({
  code,
  title: code,
  left,
  right,
  differs: left !== right,
});
const side = (id: string, completeness: number) => ({
  id,
  code: null,
  full_name: "Nguyễn Văn An",
  born_on: null,
  sex: "male" as const,
  status: "ACTIVE" as const,
  unit: null,
  card_no: null,
  completeness,
});

const pair = (changes: Partial<Duplicate> = {}): Duplicate => ({
  id: "pair",
  state: "OPEN",
  score: 80,
  reasons: [],
  left: side("l", 60),
  right: side("r", 80),
  found_at: "",
  settled_at: null,
  settled_by: null,
  kept_id: null,
  fields: [
    field("full_name", "An", "An"),
    field("phone", "0912", "0988"),
    field("email", "", "an@example.vn"),
    field("major", "Toán", ""),
  ],
  choices: [
    { keep_id: "l", refusals: [], consequences: [] },
    { keep_id: "r", refusals: [], consequences: [] },
  ],
  allowed_actions: [],
  undo_until: null,
  ...changes,
});

describe("two files of one person", () => {
  it("disputes what both say differently, and nothing that one lacks", () => {
    expect(disputed(pair()).map((each) => each.code)).toEqual(["phone"]);
    expect(lacking(pair()).map((each) => each.code)).toEqual(["email", "major"]);
  });

  it("starts with the fuller file", () => {
    expect(startSide(pair())).toBe("right");
  });

  it("starts with the file that may be kept, fuller or not", () => {
    const refusals = [{ code: "has-positions", text: "giữ chức vụ" }];
    expect(
      startSide(
        pair({
          choices: [
            { keep_id: "l", refusals: [], consequences: [] },
            { keep_id: "r", refusals, consequences: [] },
          ],
        }),
      ),
    ).toBe("left");
  });

  it("takes what the kept file lacks, and what was chosen against it", () => {
    expect(takenBy(pair(), "left", {})).toEqual(["email"]);
    expect(takenBy(pair(), "left", { phone: "right" })).toEqual(["email", "phone"]);
    expect(takenBy(pair(), "right", { phone: "right" })).toEqual(["major"]);
  });
});

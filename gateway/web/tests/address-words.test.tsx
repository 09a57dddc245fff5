import { act } from "preact/test-utils";
import { expect, test } from "vitest";
import { codeOf, wordOf } from "../src/resources/address-words";
import { PERIODS, reportAddress, submissionsAddress } from "../src/resources/report-periods";
import { useFilters } from "../src/url";
import { isText, sources } from "./files";
import { aPage, root, show } from "./page";

aPage();

const STATES = [
  { code: "ACTIVE", title: "Đang sinh hoạt" },
  { code: "MATURED", title: "Đã trưởng thành" },
  { code: "OTHER", title: "Đã trưởng thành" },
];

test("a code stands in an address by the letters of its title, and titles that are alike are told apart", () => {
  expect(STATES.map(({ code }) => wordOf(STATES, code))).toEqual([
    "dang-sinh-hoat",
    "da-truong-thanh",
    "da-truong-thanh-2",
  ]);
  expect(["dang-sinh-hoat", "da-truong-thanh", "da-truong-thanh-2"].map((word) => codeOf(STATES, word))).toEqual([
    "ACTIVE",
    "MATURED",
    "OTHER",
  ]);
});

test("an address that has the code itself, as it once did, means the same", () => {
  expect(STATES.map(({ code }) => codeOf(STATES, code))).toEqual(["ACTIVE", "MATURED", "OTHER"]);
  expect(codeOf(STATES, "chua-xac-nhan")).toBe("unconfirmed");
  expect(codeOf(STATES, "khong-co")).toBe("khong-co");
});

test("a period stands in an address by the letters of its quarter or half", () => {
  const codes = ["2026-Q1", "2026-Q4", "2026-H1", "2026-H2", "2026", ""];
  expect(codes.map(PERIODS.write)).toEqual([
    "2026-quy-i",
    "2026-quy-iv",
    "2026-6-thang-dau-nam",
    "2026-6-thang-cuoi-nam",
    "2026",
    "",
  ]);
  expect(codes.map(PERIODS.write).map(PERIODS.read)).toEqual(codes);
  expect(codes.map(PERIODS.read)).toEqual(codes);
  expect(submissionsAddress("u", "2026-Q3", "BM-03")).toBe("/bao-cao-da-nop?don-vi=u&ky=2026-quy-iii&bao-cao=BM-03");
  expect(reportAddress("BM-03", "u", "2026-H1")).toBe("/bao-cao/BM-03?don-vi=u&nam=2026&ky=6-thang-dau-nam");
});

let last: ReturnType<typeof useFilters<"trang_thai">>;

function Filtered({ states }: { states: typeof STATES | null }) {
  last = useFilters(["trang_thai"] as const, { trang_thai: states });
  return <p>{last.values.trang_thai}</p>;
}

test("a screen reads codes and writes words", () => {
  show(<Filtered states={STATES} />, "/doan-vien?trang_thai=dang-sinh-hoat");
  expect(root.textContent).toBe("ACTIVE");

  act(() => last.change({ trang_thai: "MATURED" }));
  expect(location.search).toBe("?trang_thai=da-truong-thanh");
  expect(root.textContent).toBe("MATURED");
});

test("what a word narrows waits until it is known which code it means", () => {
  show(<Filtered states={null} />, "/doan-vien?trang_thai=dang-sinh-hoat");
  expect(last.isComing).toBe(true);

  show(<Filtered states={STATES} />);
  expect(last.isComing).toBe(false);
});

/** Filters whose values are ids, days, numbers, typed words, or Vietnamese already. */
const PLAIN = new Set(
  (
    "q don_vi nguoi don-vi nam ngay so-voi tu den so_thang tu_tuoi den_tuoi cap_duoi quan_tri chua-chac xem viec " +
    "bao-cao chieu nhom"
  ).split(" "),
);

test("a filter that has codes names their titles, so that none stands in the address", () => {
  const calls = sources.flatMap(({ path, code }) =>
    [...code.matchAll(/useFilters\(\[([^\]]*)\] as const(, \{([^}]*)\})?/g)].map(([, names, , words = ""]) => ({
      path,
      names: [...names!.matchAll(/"([\w-]+)"/g)].map(([, name]) => name!),
      words,
    })),
  );
  const raw = calls.flatMap(({ path, names, words }) =>
    names
      .filter((name) => !PLAIN.has(name) && !new RegExp(`\\b"?${name}"?:`).test(words))
      .map((name) => `${path} ${name}`),
  );

  expect(calls.length).toBeGreaterThan(20);
  expect(raw).toEqual([]);
});

/** Filters of the client's own addresses that a link may set, and codes of the API. */
const LINKED =
  /\b(?:trang_thai|gioi|doi_tuong|thieu|luu_y|quy_trinh|buoc|loai|sap_xep|chieu|nhom|cot|ky)(?:=|: ")([\w./-]+)/g;
const CODES =
  "in|out|any|female|male|unconfirmed|active|open|none|account|admission|transfer|name|born_on|joined_on|since|" +
  "opened|due|issued|on|number";
const ENGLISH = new RegExp(`^-?(?:${CODES}|[qh]\\d|\\d{4}-[QH]\\d|[a-z]+_[a-z_]+|[A-Z_]{3,})$`);

test("no link of the client has a raw code", () => {
  const links = sources
    .filter(({ path }) => !isText(path))
    .flatMap(({ path, code }) => [...code.matchAll(LINKED)].map(([whole, value]) => ({ path, whole, value: value! })));

  expect(links.length).toBeGreaterThan(4);
  expect(links.filter(({ value }) => ENGLISH.test(value)).map(({ path, whole }) => `${path} ${whole}`)).toEqual([]);
});

test("no link of the client has a process by its code", () => {
  const links = sources.flatMap(({ path, code }) =>
    [...code.matchAll(/\/ho-so\/(?:moi|tu-tep|bang-doan-vien)\/(\$\{[^}]*\}|[\w-]+)/g)].map(([whole, last]) => ({
      path,
      whole,
      last: last!,
    })),
  );

  expect(links.length).toBeGreaterThan(2);
  expect(
    links.filter(({ last: end }) => /\$\{(?!slugOf)/.test(end)).map(({ path, whole }) => `${path} ${whole}`),
  ).toEqual([]);
});

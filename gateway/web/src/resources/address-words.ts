/**
 * Codes of the API as addresses have them: the letters of their titles. Addresses that have the codes themselves, as
 * they once did, are still read.
 */

import { slugOf } from "./slug";

interface Choice {
  code: string;
  title: string;
}

/** Words for codes of which a link knows no title. */
const KNOWN: Record<string, string> = { any: "con-thieu", unconfirmed: "chua-xac-nhan", female: "nu", male: "nam" };

/** Each code with its word; titles that are alike are numbered in their order. */
function pairs(choices: readonly Choice[]): [code: string, word: string][] {
  const seen = new Map<string, number>();
  return choices.map(({ code, title }) => {
    const word = slugOf(title);
    const times = (seen.get(word) ?? 0) + 1;
    seen.set(word, times);
    return [code, times > 1 ? `${word}-${times}` : word];
  });
}

/** How an address says the code. */
export function wordOf(choices: readonly Choice[], code: string): string {
  return pairs(choices).find(([known]) => known === code)?.[1] ?? KNOWN[code] ?? code;
}

/** Which code an address means; a word that nothing bears is left as it is. */
export function codeOf(choices: readonly Choice[], word: string): string {
  const found = pairs(choices).find(([, known]) => known === word) ?? pairs(choices).find(([code]) => code === word);
  return found?.[0] ?? Object.keys(KNOWN).find((code) => KNOWN[code] === word) ?? word;
}

/** How the codes of a filter are written in an address, and read out of it. */
export interface Coding {
  write(code: string): string;
  read(word: string): string;
}

/**
 * Choices of a filter by their titles, or codes that have words without being listed; null while the choices are to
 * come.
 */
export type Words = readonly Choice[] | Coding | null;

export const coding = (words: readonly Choice[] | Coding): Coding =>
  "write" in words ? words : { write: (code) => wordOf(words, code), read: (word) => codeOf(words, word) };

import type { Nik } from "./member.ts";

/** Words shown of a name, and letters of a word: as much as a cashier needs, as little as a slip has room for. */
const MOST_WORDS = 4;
const LONGEST_WORD = 12;

/**
 * The name as a cashier and a slip may see it: `SITI RAHAYU` is `S*** R*****`. Further words, and letters beyond the twelfth of a
 * word, are left out. Confirming it is the only guard against a mistyped NIK (domain.md case 42).
 */
export function maskName(name: string): string {
  const words = name.normalize("NFC").split(/\s+/u);
  return words
    .filter((word) => word !== "")
    .slice(0, MOST_WORDS)
    .map(maskWord)
    .join(" ");
}

function maskWord(word: string): string {
  const [first = "", ...rest] = [...word].slice(0, LONGEST_WORD);
  return first + "*".repeat(rest.length);
}

/** The NIK as a slip may show it: its last four digits behind twelve stars. They are the serial and tell neither birth nor place. */
export function maskNik(nik: Nik): string {
  return "*".repeat(12) + nik.slice(12);
}

import { numbersIn } from "../../../../shared/protocol/h2h/ids-apart.ts";

const CHARACTERS_MAX = 80;
const KEPT = 4;
/** Not inside a hash, whose digits mean nothing. */
const LONG_NUMBER = /(?<![0-9a-f])\d{16,}(?![0-9a-f])/g;
const UNPRINTABLE = /[^\x20-\x7e]/g;

/** An id of the caller's as it may be kept and shown: a number in which a NIK could stand keeps its ends only, and nothing is long or unprintable. */
export const shownId = (text: string): string => withoutNumbers(printable(text));

/** The same for an id that is known to hold nobody's number. */
export function printable(text: string): string {
  const clean = text.replace(UNPRINTABLE, "?");
  return clean.length > CHARACTERS_MAX ? `${clean.slice(0, CHARACTERS_MAX)}...` : clean;
}

/** A text with the middle of every number hidden in which a NIK could stand. */
export function withoutNumbers(text: string): string {
  return text.replace(LONG_NUMBER, (digits) =>
    numbersIn(digits).length > 0
      ? digits.slice(0, KEPT) + "*".repeat(digits.length - 2 * KEPT) + digits.slice(-KEPT)
      : digits,
  );
}

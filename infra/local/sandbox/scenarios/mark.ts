import { createHmac, randomBytes } from "node:crypto";

/** Turns a text into a mark that only compares: equal texts have equal marks within one session, and nobody can go back. */
export type Marker = (text: string) => string;

const MARK_CHARACTERS = 16;

/**
 * A marker with a key of its own, kept nowhere. Without a key a mark would give the number away: a NIK is sixteen digits of place, birthday and serial, and
 * all of them can be tried.
 */
export function newMarker(): Marker {
  const key = randomBytes(32);
  return (text) => createHmac("sha256", key).update(text).digest("hex").slice(0, MARK_CHARACTERS);
}

const ID_CHARACTERS_MAX = 128;
/** A NIK has 16 digits, a billing code 13; a mobile number and a date with its time stay readable. */
const LONG_NUMBER = /\d{13,}/g;

/**
 * An id that may be kept: a partner that puts a worker's number into its references does not get it into our record. Ids made of digits alone are common, so
 * what is hidden is told apart by a mark.
 */
export function keptId(id: string, mark: Marker): string {
  const cut = id.slice(0, ID_CHARACTERS_MAX);
  const hidden = cut.replace(LONG_NUMBER, (digits) => "*".repeat(digits.length - 4) + digits.slice(-4));
  return hidden === cut ? cut : `${hidden}~${mark(id).slice(0, 8)}`;
}

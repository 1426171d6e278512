/** Longest text that a person leaves: a reason, a note, a name. */
export const TYPED_TEXT_MAX = 500;

/** A run of digits as long as a NIK, even with blanks, dots or dashes in it. */
const LIKE_A_NIK = /\d(?:[ .-]?\d){15,}/g;

/**
 * What a person typed, as it may be kept: one line of printable signs, bounded, and with stars for all but the last four digits of whatever is long enough to be a NIK:
 * notes stand outside the encrypted fields. Empty when nothing is left.
 */
export function typedText(typed: string): string {
  const plain = typed
    .normalize("NFC")
    .replace(/[\p{C}\s]+/gu, " ")
    .trim();
  const masked = plain.replace(LIKE_A_NIK, (digits) => "*".repeat(12) + digits.slice(-4));
  return [...masked].slice(0, TYPED_TEXT_MAX).join("").trim();
}

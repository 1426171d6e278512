import type { Nik } from "../../member/member.ts";
import { parseNik } from "../../member/nik.ts";

const NIK_DIGITS = 16;

/**
 * The name of the first id that `holds` the worker's number. Ids become keys, events and log lines, where no NIK may stand (design invariant 8).
 */
export function idHoldingNumber(
  ids: Readonly<Record<string, string | undefined>>,
  holds: (text: string) => boolean,
): string | undefined {
  return Object.keys(ids).find((name) => holds(ids[name] ?? ""));
}

/**
 * Everything in a text that has the form of a NIK. A long number of a partner's own often has it by chance, so it alone is no reason to refuse: only the
 * worker's own number is, and a payment does not say which that is.
 */
export function numbersIn(text: string): readonly Nik[] {
  const found: Nik[] = [];
  for (const [digits] of text.matchAll(/\d{16,}/g)) {
    for (let at = 0; at + NIK_DIGITS <= digits.length; at++) {
      const nik = parseNik(digits.slice(at, at + NIK_DIGITS));
      if (nik) found.push(nik);
    }
  }
  return found;
}

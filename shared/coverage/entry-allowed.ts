import { addDays, addMonths, type BusinessDate } from "../calendar/calendar.ts";
import type { Coverage } from "./coverage.ts";

/** A worker must have paid first before this birthday (domain.md 3.4; it was 60 until 2017 or later). */
const ENTRY_AGE = 65;

export type EntryDecision =
  | { readonly kind: "allowed" }
  /** First payment at 65 or older. */
  | { readonly kind: "age-limit" }
  /** Was a member, lapsed for over three months and is 65 by now: whether that counts as new is not known, so ops decide. */
  | { readonly kind: "re-entry-held" };

/**
 * Whether a member of this age may start the run that is planned. A run that goes on is never cut by age (domain.md case 21); on
 * the 65th birthday a first payment is refused, on the day before accepted, both in WIB (case 22).
 */
export function entryAllowed(ask: {
  readonly coverage: Pick<Coverage, "run">;
  readonly birthDate: BusinessDate;
  readonly today: BusinessDate;
  readonly startsAfresh: boolean;
}): EntryDecision {
  if (!ask.startsAfresh || ask.today < birthday(ask.birthDate, ENTRY_AGE)) return { kind: "allowed" };
  return { kind: ask.coverage.run === null ? "age-limit" : "re-entry-held" };
}

/** Who was born on 29 February has his birthday on 1 March of a common year (case 23, an assumption). */
function birthday(birthDate: BusinessDate, age: number): BusinessDate {
  const date = addMonths(birthDate, age * 12);
  return date.slice(8) === birthDate.slice(8) ? date : addDays(date, 1);
}

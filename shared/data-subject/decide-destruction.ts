import { addDays, addMonths, type BusinessDate, businessDate, businessDateOf } from "../calendar/calendar.ts";
import { type Rupiah, ZERO_RUPIAH } from "../money/rupiah.ts";
import type { DestructionCounts } from "./destruction-item.ts";
import { type HeldData, isAnythingHeld } from "./held-data.ts";

/** UU 8/1997: bookkeeping evidence is kept ten years from the end of its financial year, which is the calendar year (domain.md 7.4). */
const MONEY_YEARS = 10;
/** A claim may be made until five years after the accident, so what proves the cover stays as long (domain.md 7.4). */
const COVER_YEARS = 5;
/** Who was refused or never paid is not kept longer than files on a relation that ended (domain.md 7.4). */
const REGISTRATION_YEARS = 5;

export type DestructionVerdict =
  | { readonly kind: "may"; readonly counts: DestructionCounts }
  /** The law still wants it kept: the first day on which it may go. */
  | { readonly kind: "retained"; readonly mayFrom: BusinessDate }
  | { readonly kind: "credit-left"; readonly rupiah: Rupiah }
  | { readonly kind: "not-possible"; readonly because: DestructionObstacle };

export type DestructionObstacle =
  | "not-held"
  /** More is held than one reading shows: nothing may be called everything. */
  | "too-much"
  | "failure-open"
  | "payment-pending"
  /** Two people have not decided yet on money of his. */
  | "correction-open"
  /** The core has not answered his request to put his data right. */
  | "correction-asked";

/** Decides whether a person's data may be destroyed on a day. What is unfinished comes first: somebody still waits for it. */
export function decideDestruction(
  held: HeldData,
  { today, isCorrectionAsked }: { readonly today: BusinessDate; readonly isCorrectionAsked: boolean },
): DestructionVerdict {
  if (!isAnythingHeld(held)) return { kind: "not-possible", because: "not-held" };
  if (!held.isWhole) return { kind: "not-possible", because: "too-much" };
  if (held.failures.some(({ status }) => status === "open"))
    return { kind: "not-possible", because: "failure-open" };
  if (held.payments.some(({ state }) => state === "accepted"))
    return { kind: "not-possible", because: "payment-pending" };
  if (held.corrections.some(({ state }) => state === "proposed"))
    return { kind: "not-possible", because: "correction-open" };
  if (isCorrectionAsked) return { kind: "not-possible", because: "correction-asked" };
  const mayFrom = [...moneyEnds(held), ...coverEnds(held), ...registrationEnds(held)].sort().at(-1);
  if (mayFrom !== undefined && mayFrom > today) return { kind: "retained", mayFrom };
  const credit = held.coverage?.creditRupiah ?? ZERO_RUPIAH;
  if (credit > 0) return { kind: "credit-left", rupiah: credit };
  return { kind: "may", counts: countsOf(held) };
}

function moneyEnds({ payments }: HeldData): readonly BusinessDate[] {
  return payments.map((payment) => {
    const year = Number(payment.businessDate.slice(0, 4));
    return businessDate(`${year + MONEY_YEARS + 1}-01-01`);
  });
}

function coverEnds({ payments, coverage }: HeldData): readonly BusinessDate[] {
  const claimed = Object.values(coverage?.claims ?? {}).map(({ to }) => to);
  const bought = payments.flatMap((payment) =>
    "months" in payment ? payment.months.map(({ to }) => to) : [],
  );
  return [...claimed, ...bought].map((lastDay) => addDays(addMonths(lastDay, COVER_YEARS * 12), 1));
}

function registrationEnds({ registration }: HeldData): readonly BusinessDate[] {
  if (!registration) return [];
  return [addDays(addMonths(businessDateOf(registration.standing.askedAt), REGISTRATION_YEARS * 12), 1)];
}

function countsOf(held: HeldData): DestructionCounts {
  return {
    payments: held.payments.length,
    failures: held.failures.filter((failure) => failure.held).length,
    corrections: held.corrections.length,
    records: held.others.length + (held.coverage ? 1 : 0),
    registrations: held.registration ? 1 : 0,
    profiles: held.profile ? 1 : 0,
  };
}

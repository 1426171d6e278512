import {
  addDays,
  type BusinessDate,
  type Instant,
  instant,
  startOf,
} from "../../../shared/calendar/calendar.ts";
import type { PartnerId } from "../../../shared/partner/partner.ts";
import type { Payment } from "../../../shared/payment/payment.ts";
import type { DifferenceCause, DifferenceClass } from "../../../shared/settlement/settlement.ts";
import type { WrittenLine } from "../../../shared/settlement/write-file.ts";
import { madePayment, madeRefusal, madeReversal } from "./made-payment.ts";

/** What is wrong with a seeded reference: what stands in the ledger, what in the file, and what matching has to make of it. */
export const SEED_KINDS = [
  "not-active",
  "ours-only",
  "never-heard-of",
  "refused-by-us",
  "amount-differs",
  "duplicate",
  "wrong-day",
  "collected-after-return",
  "both-returned",
  "returned-kept",
  "returned-unnamed",
] as const;
export type SeedKind = (typeof SEED_KINDS)[number];

export interface ExpectedDifference {
  readonly class: DifferenceClass;
  readonly cause: DifferenceCause | null;
  readonly reference: string;
}

/** A day of so many references, of which so many are wrong in one of the ways, spread evenly and turn by turn. */
export interface SeededDay {
  readonly partnerId: PartnerId;
  readonly businessDate: BusinessDate;
  readonly references: number;
  readonly differences: number;
}

const SHOPS = 900;
const DAY_MS = 24 * 3_600_000;

const referenceOf = (n: number): string => `TRX-${String(n).padStart(9, "0")}`;

/** Which way the nth reference is wrong; undefined for most. */
function kindOf({ references, differences }: SeededDay, n: number): SeedKind | undefined {
  const before = Math.floor((n * differences) / references);
  const upTo = Math.floor(((n + 1) * differences) / references);
  return upTo > before ? SEED_KINDS[before % SEED_KINDS.length] : undefined;
}

function receivedAt({ businessDate, references }: SeededDay, n: number): Instant {
  return instant(startOf(businessDate) + Math.floor((n * (DAY_MS - 1_000)) / references));
}

/** The amounts of one to three months, so that sums are no plain multiple. */
const amountOf = (n: number): number => 8_400 * (1 + (n % 3));

/** What stands in the ledger for the nth reference. */
function paymentOf(day: SeededDay, n: number): Payment | undefined {
  const { partnerId, businessDate } = day;
  const at = receivedAt(day, n);
  const made = { partnerId, reference: referenceOf(n), receivedAt: at, amountRupiah: amountOf(n) };
  switch (kindOf(day, n)) {
    case "never-heard-of":
      return undefined;
    case "refused-by-us":
      return madeRefusal(made);
    case "collected-after-return":
    case "both-returned":
      return madeReversal(made);
    case "not-active":
      return madePayment({ ...made, state: "accepted" });
    case "wrong-day":
      return madePayment({ ...made, receivedAt: instant(startOf(addDays(businessDate, -1)) + DAY_MS - 1) });
    case "returned-unnamed":
      return madePayment({ ...made, review: { cause: "day-over", reversedAt: at } });
    default:
      return madePayment(made);
  }
}

/** Everything that stands in the ledger. */
export function* seededPayments(day: SeededDay): Generator<Payment, void, void> {
  for (let n = 0; n < day.references; n++) {
    const payment = paymentOf(day, n);
    if (payment) yield payment;
  }
}

/** The lines of the partner's file. What comes twice or is taken back stands at the end, chunks away from its first line. */
export function* seededLines(day: SeededDay): Generator<WrittenLine, void, void> {
  for (let n = 0; n < day.references; n++) {
    const kind = kindOf(day, n);
    if (kind === "ours-only" || kind === "returned-unnamed") continue;
    yield lineOf(day, n, kind === "both-returned" ? "reversal" : "payment", kind);
  }
  for (let n = 0; n < day.references; n++) {
    const kind = kindOf(day, n);
    if (kind === "duplicate") yield lineOf(day, n, "payment", kind);
    if (kind === "returned-kept") yield lineOf(day, n, "reversal", kind);
  }
}

function lineOf(
  day: SeededDay,
  n: number,
  type: WrittenLine["type"],
  kind: SeedKind | undefined,
): WrittenLine {
  return {
    type,
    reference: referenceOf(n),
    amountRupiah: amountOf(n) + (kind === "amount-differs" ? 1_000 : 0),
    paidAt: receivedAt(day, n),
    // Invented: no district has the code 999999.
    customerNumber: `999999150385${String(1 + (n % 9_999)).padStart(4, "0")}`,
    store: `T${String(n % SHOPS).padStart(3, "0")}`,
    till: "01",
  };
}

const EXPECTED: Readonly<Record<SeedKind, Omit<ExpectedDifference, "reference">>> = {
  "not-active": { class: "matched-not-active", cause: null },
  "ours-only": { class: "ours-only", cause: null },
  "never-heard-of": { class: "theirs-only", cause: "never-heard-of" },
  "refused-by-us": { class: "theirs-only", cause: "refused-by-us" },
  "amount-differs": { class: "amount-differs", cause: null },
  duplicate: { class: "duplicate", cause: null },
  "wrong-day": { class: "wrong-day", cause: "booked-on-another-day" },
  "collected-after-return": { class: "reversed", cause: "collected-after-return" },
  "both-returned": { class: "reversed", cause: "both-returned" },
  "returned-kept": { class: "returned-kept", cause: "reversal-named" },
  "returned-unnamed": { class: "returned-kept", cause: "reversal-under-review" },
};

/** What matching has to find, and nothing else. */
export function* expectedDifferences(day: SeededDay): Generator<ExpectedDifference, void, void> {
  for (let n = 0; n < day.references; n++) {
    const kind = kindOf(day, n);
    if (kind) yield { ...EXPECTED[kind], reference: referenceOf(n) };
  }
}

import * as z from "zod/mini";
import type { BusinessDate, Instant } from "../calendar/calendar.ts";
import type { MemberKey } from "../member/member.ts";
import type { Rupiah } from "../money/rupiah.ts";
import type { PartnerId } from "../partner/partner.ts";

/**
 * What matching made of a line of a partner's file, or of a payment that no line names (domain.md 6.4 and cases 33 to 35). Items are matched, never totals. The last three
 * are verdicts on lines of which the partner itself does not know.
 */
export const DifferenceClass = z.enum([
  /** File, ledger and activation agree. */
  "matched",
  /** File and ledger agree; the core has not confirmed the cover yet. */
  "matched-not-active",
  /** We hold a payment that the file does not name. Cover stays (case 33). */
  "ours-only",
  /** The partner took money that we never booked: never heard of, or refused by us (case 34). */
  "theirs-only",
  "amount-differs",
  /** A reference that the file names again. */
  "duplicate",
  /** The same payment, on another business date in the other's books. */
  "wrong-day",
  /** The money went back, by our books or theirs. */
  "reversed",
  /** The partner says that it gave the money back, and we keep it: its months could not simply be taken out (design section 6). */
  "returned-kept",
  "suspect-booked",
  "suspect-not-booked",
  "suspect-unknown",
]);
export type DifferenceClass = z.infer<typeof DifferenceClass>;

/** Why a line or payment is in its class, where the class alone does not say what to do. */
export const DifferenceCause = z.enum([
  "never-heard-of",
  "refused-by-us",
  /** Both books have it as given back: nothing is owed. */
  "both-returned",
  /** The partner collected what our book has as given back. */
  "collected-after-return",
  /** Taken and given back by the partner, and we never heard of either. */
  "returned-unheard",
  "reversal-named",
  "reversal-under-review",
  "named-by-another-day",
  "booked-on-another-day",
]);
export type DifferenceCause = z.infer<typeof DifferenceCause>;

/** One line of a file, read. `memberKey` is the keyed hash of the number that it named; the number itself is gone. */
export interface FileLine {
  /** From 1, headings included: the number that an editor shows. */
  readonly line: number;
  readonly type: "payment" | "reversal";
  readonly reference: string;
  readonly amountRupiah: Rupiah;
  readonly paidAt: Instant | null;
  readonly memberKey: MemberKey | null;
  readonly months: number | null;
  /** The place and the till, `STORE/TILL`, where the file names them. */
  readonly terminal: string | null;
}

/**
 * What is not simply matched, with all that a person or a correction needs. Amounts are what each book counts for it on this business date; a reversal counts below zero.
 */
export interface Difference {
  readonly class: DifferenceClass;
  readonly cause: DifferenceCause | null;
  readonly reference: string;
  /** Null where no line names it. */
  readonly line: number | null;
  /** For a duplicate, the line that counts. */
  readonly firstLine: number | null;
  readonly theirsRupiah: number;
  readonly oursRupiah: number;
  readonly paidAt: Instant | null;
  readonly memberKey: MemberKey | null;
  readonly months: number | null;
  readonly terminal: string | null;
  /** The business date on which the other book has it. */
  readonly otherDate: BusinessDate | null;
}

/** How many items are in a class, and what they add up to in either book. */
export interface ClassTotal {
  readonly count: number;
  readonly theirsRupiah: number;
  readonly oursRupiah: number;
}

export type ClassTotals = Partial<Readonly<Record<DifferenceClass, ClassTotal>>>;

/** What the file's own trailer said, checked when it was read. */
export interface ControlTotals {
  readonly lines: number;
  readonly paymentRupiah: number;
  readonly reversalLines: number;
  readonly reversalRupiah: number;
}

/** A stretch of the file that one message is about: bytes `from` up to `to`, beginning with line `firstLine`. */
export interface FileChunk {
  readonly from: number;
  readonly to: number;
  readonly firstLine: number;
}

/** Which day of which partner a file is for, and what it says. */
export interface FileIdentity {
  readonly fileId: string;
  readonly partnerId: PartnerId;
  readonly businessDate: BusinessDate;
  readonly says: "collected" | "suspect";
  /** The file's own name, without its folders. */
  readonly name: string;
}

/** Adds totals of parts; the order does not matter. */
export function addTotals(parts: Iterable<ClassTotals>): ClassTotals {
  const sum: Partial<Record<DifferenceClass, ClassTotal>> = {};
  for (const part of parts) {
    for (const name of DifferenceClass.options) {
      const more = part[name];
      if (more) sum[name] = plus(sum[name], more);
    }
  }
  return sum;
}

/** One item more. */
export function plus(total: ClassTotal | undefined, more: ClassTotal): ClassTotal {
  return {
    count: (total?.count ?? 0) + more.count,
    theirsRupiah: (total?.theirsRupiah ?? 0) + more.theirsRupiah,
    oursRupiah: (total?.oursRupiah ?? 0) + more.oursRupiah,
  };
}

import type { BusinessDate, Instant } from "../calendar/calendar.ts";
import { shardOf } from "../ledger/key.ts";
import type { Ledger } from "../ledger/ledger.ts";
import type { Payment } from "../payment/payment.ts";
import { paymentKeyOf } from "../payment/payment-key.ts";
import { currentFileOf } from "./current-file.ts";
import { dayKey, dayOf } from "./day-item.ts";
import { elsewhereKey, elsewhereOf } from "./elsewhere-item.ts";
import { fileKey, fileOf } from "./file-item.ts";
import { differencesOfShard } from "./list-differences.ts";
import type { Difference } from "./settlement.ts";

/** How a payment stands with its partner's file. It follows from the day's result: nothing is written at a million payments (docs/decisions/0017-settlement.md). */
export type PaymentSettlement =
  /** The file names it, and the two books agree. */
  | { readonly kind: "settled"; readonly at: Instant; readonly fileName: string }
  | {
      readonly kind: "difference";
      readonly at: Instant;
      readonly fileName: string;
      readonly differences: readonly Difference[];
      /** Another day's file that names it. */
      readonly namedOn: BusinessDate | null;
    }
  /** No sound file of its day has been matched yet, or it came after the file. */
  | { readonly kind: "awaited" }
  /** No money of ours, and the file says nothing of it. */
  | { readonly kind: "not-due" };

/** Reads how a payment stands. Four reads, and those of a sixteenth of the day's differences. */
export async function settlementOfPayment(ledger: Ledger, payment: Payment): Promise<PaymentSettlement> {
  const { partnerId, businessDate, reference } = payment;
  const [dayItem, markItem] = await ledger.readTogether([
    dayKey(partnerId, businessDate),
    elsewhereKey(partnerId, businessDate, reference),
  ]);
  const current = dayItem && dayOf(dayItem).collected;
  const fileItem = current && (await ledger.read(fileKey(current.fileId)));
  const file = fileItem && fileOf(fileItem);
  const isOurs = payment.state !== "refused" && payment.state !== "tombstone" && payment.state !== "reversed";
  if (file?.state !== "reconciled" || !file.reconciledAt) return { kind: isOurs ? "awaited" : "not-due" };
  const all = await differencesOfShard(ledger, file.fileId, shardOf(paymentKeyOf(partnerId, reference)));
  const differences = all.filter((difference) => difference.reference === reference);
  const closed = { at: file.reconciledAt, fileName: file.name };
  if (differences.length > 0) {
    const mark = markItem && elsewhereOf(markItem);
    const holds = mark && (await currentFileOf(ledger, partnerId, mark.fileDate)) === mark.fileId;
    return { kind: "difference", ...closed, differences, namedOn: holds ? mark.fileDate : null };
  }
  if (!isOurs) return { kind: "not-due" };
  return payment.receivedAt > file.receivedAt ? { kind: "awaited" } : { kind: "settled", ...closed };
}

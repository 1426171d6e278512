import type { Instant } from "../../../../shared/calendar/calendar.ts";
import type { CorrectionKind } from "../../../../shared/correction/correction-facts.ts";
import type { PaymentKey } from "../../../../shared/coverage/coverage.ts";
import { failureFrom, failureLedgerKey } from "../../../../shared/failure/failure-item.ts";
import type { Ledger } from "../../../../shared/ledger/ledger.ts";
import type { MemberKey } from "../../../../shared/member/member.ts";
import { PartnerId } from "../../../../shared/partner/partner.ts";
import type { Payment } from "../../../../shared/payment/payment.ts";
import { paymentOf } from "../../../../shared/payment/payment-item.ts";
import { paymentKeyOf, paymentLedgerKey } from "../../../../shared/payment/payment-key.ts";
import { readDifference } from "../../../../shared/settlement/list-differences.ts";
import { canName } from "../../name-length.ts";
import { paymentNameOf } from "../../page/payment-link.ts";

/** Money of a partner that stands in no payment, as far as it is known. */
export interface CollectedMoney {
  readonly kind: "collected";
  readonly partnerId: PartnerId;
  readonly reference: string;
  readonly amountRupiah: number | null;
  readonly months: number | null;
  readonly paidAt: Instant | null;
  readonly memberKey: MemberKey | null;
  readonly source: "settlement" | "failure";
}

/** What a correction begins with, and which kinds are thinkable for it. */
export type OriginOfMoney =
  | CollectedMoney
  | { readonly kind: "payment"; readonly paymentKey: PaymentKey; readonly kinds: readonly CorrectionKind[] };

/** Finds what a correction would be about, as an address names it: a failure, a difference of a settlement day, or a payment. @throws LedgerFault */
export async function originOfMoney(
  ledger: Ledger,
  asked: URLSearchParams,
): Promise<OriginOfMoney | undefined> {
  const names = ["failure", "difference", "reference"].map((name) => asked.get(name));
  if (!names.every(canName)) return undefined;
  const failureId = asked.get("failure");
  if (failureId) return originOfFailure(ledger, failureId);
  const differenceId = asked.get("difference");
  if (differenceId) return originOfDifference(ledger, differenceId);
  const partnerId = PartnerId.safeParse(asked.get("partner"));
  const reference = asked.get("reference");
  if (!partnerId.success || !reference) return undefined;
  return originOfPayment(ledger, paymentKeyOf(partnerId.data, reference));
}

async function originOfFailure(ledger: Ledger, failureId: string): Promise<OriginOfMoney | undefined> {
  const item = await ledger.read(failureLedgerKey(failureId));
  const failure = item && failureFrom(item);
  const name = failure?.subject.kind === "payment" ? paymentNameOf(failure.subject.id) : undefined;
  const partnerId = PartnerId.safeParse(name?.partnerId);
  if (!failure || !name || !partnerId.success) return undefined;
  const paymentKey = paymentKeyOf(partnerId.data, name.reference);
  if (failure.cause === "reversal-needs-review") return originOfPayment(ledger, paymentKey);
  const payment = await readPayment(ledger, paymentKey);
  const refused = payment?.state === "refused" ? payment : undefined;
  const { held, amountRupiah, openedAt } = failure;
  return {
    ...{ kind: "collected", partnerId: partnerId.data, reference: name.reference, source: "failure" },
    amountRupiah: held?.amountRupiah ?? amountRupiah,
    months: held?.months ?? refused?.monthsNamed ?? null,
    paidAt: refused?.receivedAt ?? openedAt,
    memberKey: held?.memberKey ?? refused?.memberKey ?? null,
  };
}

async function originOfDifference(ledger: Ledger, differenceId: string): Promise<OriginOfMoney | undefined> {
  const found = await readDifference(ledger, differenceId);
  if (found?.difference.class !== "theirs-only") return undefined;
  const { file, difference } = found;
  const { partnerId } = file;
  const { reference, theirsRupiah, months, paidAt, memberKey } = difference;
  return {
    ...{ kind: "collected", source: "settlement" },
    ...{ partnerId, reference, months, paidAt, memberKey, amountRupiah: theirsRupiah },
  };
}

async function originOfPayment(ledger: Ledger, paymentKey: PaymentKey): Promise<OriginOfMoney | undefined> {
  const payment = await readPayment(ledger, paymentKey);
  return payment && { kind: "payment", paymentKey, kinds: kindsFor(payment) };
}

/** What may be proposed about a payment as it stands. */
export function kindsFor(payment: Payment): readonly CorrectionKind[] {
  if (payment.state === "refused" || payment.state === "tombstone" || payment.state === "reversed") return [];
  return payment.review && payment.review.keptBy === undefined
    ? ["late-reversal", "keep"]
    : ["late-reversal", "wrong-nik"];
}

async function readPayment(ledger: Ledger, paymentKey: PaymentKey): Promise<Payment | undefined> {
  const item = await ledger.read(paymentLedgerKey(paymentKey));
  return item && paymentOf(item);
}

import type { PaymentKey } from "../coverage/coverage.ts";
import { joinKey, type LedgerKey } from "../ledger/key.ts";
import type { PartnerId } from "../partner/partner.ts";

/** References are unique only within a partner (domain.md case 4), so a payment is named by both. */
export function paymentKeyOf(partnerId: PartnerId, reference: string): PaymentKey {
  return joinKey(partnerId, reference) as PaymentKey;
}

/** A key of our own for money whose reference cannot hold it. A third part keeps it apart from everything that a partner can name. */
export function correctedPaymentKey(
  { partnerId, reference }: { readonly partnerId: PartnerId; readonly reference: string },
  correctionId: string,
): PaymentKey {
  return joinKey(partnerId, reference, correctionId) as PaymentKey;
}

export const PAYMENT_PREFIX = "PAYMENT#";

/** Where a payment stands in the ledger. */
export function paymentLedgerKey(paymentKey: PaymentKey): LedgerKey {
  return { PK: `${PAYMENT_PREFIX}${paymentKey}`, SK: "PAYMENT" };
}

/** Where a quote stands. */
export function quoteLedgerKey(partnerId: PartnerId, inquiryId: string): LedgerKey {
  return { PK: joinKey("QUOTE", partnerId, inquiryId), SK: "QUOTE" };
}

import { formatInstant } from "../../calendar/calendar.ts";
import type { AcceptedPayment, Payment, RefusedPayment } from "../../payment/payment.ts";
import { receiptOf } from "../../receipt/receipt.ts";
import { slipText } from "../../receipt/slip-text.ts";
import { problemFacts } from "./answer.ts";
import { boughtMonths } from "./bought-months.ts";
import { PAYMENT_ROWS } from "./outcome-table.ts";
import { paymentRefusalFacts } from "./refusal-facts.ts";

type Body = Readonly<Record<string, unknown>>;

/** What is kept of the first request for the receipt: the till's own words. */
export function tillEcho(
  paidAt: string,
  { storeId, tillId }: { storeId: string; tillId: string },
): Readonly<Record<string, string>> {
  return { paidAt, storeId, tillId };
}

/**
 * The answer to an accepted payment, with its receipt as data and as two slips ready for the printer. Made from the stored payment, and of that only from
 * what never changes: a repeat has the same body for ever.
 */
export function acceptedBody(payment: AcceptedPayment): Body {
  const { paidAt, storeId, tillId } = payment.echo;
  const receipt = receiptOf(payment, { paidAt, storeId, tillId });
  return {
    paymentReference: payment.reference,
    gatewayReference: payment.gatewayReference,
    proofCode: receipt.proofCode,
    inquiryId: payment.inquiryId,
    state: "accepted",
    amount: payment.amountRupiah,
    feeAmount: payment.feeRupiah,
    currency: "IDR",
    maskedName: payment.maskedName,
    maskedNik: payment.maskedNik,
    programmes: payment.programmes,
    ...boughtMonths(payment),
    creditUsed: payment.creditUsedRupiah,
    creditGiven: payment.creditGivenRupiah,
    coversToday: payment.coversToday,
    monthsToCoverToday: payment.monthsToCoverToday,
    receivedAt: formatInstant(payment.receivedAt),
    inForceFrom: formatInstant(payment.inForceFrom),
    receipt,
    slip: { columns32: slipText(receipt, 32), columns42: slipText(receipt, 42) },
  };
}

/** What became of a payment by now. Unlike the payment's own answer it changes: cover may have begun, or the money gone back. */
export function currentBody(payment: Payment): Body {
  const receivedAt = formatInstant(payment.receivedAt);
  switch (payment.state) {
    case "refused":
      return { ...refusedBody(payment), receivedAt };
    case "tombstone":
      return { ...reversedBody(payment), receivedAt };
    case "reversed":
      return { ...reversedBody(payment), receivedAt, inquiryId: payment.inquiryId };
    default:
      return { ...acceptedBody(payment), ...progressOf(payment) };
  }
}

function refusedBody(payment: RefusedPayment): Body {
  const { reference, inquiryId, amountRupiah, reason } = payment;
  return {
    paymentReference: reference,
    state: "refused",
    inquiryId,
    amount: amountRupiah,
    refusal: { ...problemFacts(PAYMENT_ROWS[reason]), ...paymentRefusalFacts(payment, true).extra },
  };
}

/** How far an accepted payment has come, and whether a reversal of it waits for a person. */
function progressOf({ state, activatedAt, review }: AcceptedPayment): Body {
  return {
    state,
    activatedAt: activatedAt === null ? null : formatInstant(activatedAt),
    ...(review && { review: { cause: review.cause, reversedAt: formatInstant(review.reversedAt) } }),
  };
}

/** A reversal's answer and all that is left to say of its payment; a repeat has the same body. */
export function reversedBody(payment: Extract<Payment, { reversal: unknown }>): Body {
  const { reversedAt, receivedAt, reason } = payment.reversal;
  return {
    paymentReference: payment.reference,
    state: "reversed",
    /** False when the reversal came before its payment: there was nothing to give back. */
    wasBooked: payment.state === "reversed",
    ...(payment.state === "reversed" && {
      gatewayReference: payment.gatewayReference,
      amount: payment.amountRupiah,
    }),
    reversal: { reversedAt: formatInstant(reversedAt), receivedAt: formatInstant(receivedAt), reason },
  };
}

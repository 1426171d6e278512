import type { SnapProfile } from "../../partner/snap-profile.ts";
import type { Payment } from "../../payment/payment.ts";
import { billDetails } from "./bill.ts";
import type { OutcomeRow } from "./outcome-row.ts";
import { splitEcho } from "./payment-echo.ts";
import { paymentTexts, shownName } from "./shown-text.ts";
import { wireAmount } from "./wire.ts";

/** The two fields on which a bank moves money. */
export function flagged(row: Pick<OutcomeRow, "flag" | "reason">) {
  return { paymentFlagStatus: row.flag, paymentFlagReason: row.reason };
}

/** What a stored payment says of itself, for the answers of services 25 and 26, as far as the bank shows it. */
export function paymentFacts(
  payment: Payment,
  { sends }: Pick<SnapProfile, "sends">,
): Readonly<Record<string, unknown>> {
  if (payment.state === "tombstone") return { paymentRequestId: payment.reference, billDetails: [] };
  const amount = wireAmount(payment.amountRupiah);
  const facts = {
    virtualAccountName: payment.state === "refused" ? "" : shownName(payment.maskedName, sends),
    paymentRequestId: payment.reference,
    paidAmount: amount,
    totalAmount: amount,
    ...splitEcho(payment.echo).fields,
  };
  if (payment.state === "refused" || payment.state === "reversed") return { ...facts, billDetails: [] };
  const bills = billDetails(payment, sends).map((bill) => ({
    ...bill,
    billerReferenceId: payment.gatewayReference,
    status: "00",
    reason: { english: "Success", indonesia: "Sukses" },
  }));
  return { ...facts, billDetails: bills, freeTexts: paymentTexts(payment, sends) };
}

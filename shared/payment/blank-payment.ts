import type { LedgerWrite } from "../ledger/write.ts";
import { MemberKey } from "../member/member.ts";
import type { Payment } from "./payment.ts";
import { paymentLedgerKey } from "./payment-key.ts";

/** Whose payment it is once the person's data were destroyed. No NIK hashes to it. */
export const NOBODY: MemberKey = MemberKey.parse("0".repeat(43));

/**
 * Takes the person out of a payment and leaves the money: partner, reference, amount, dates and months stand, so that the books add up and a reference is still good for one
 * payment. It is no booking, and a repeat that comes after it meets a payment of somebody else and is refused as a conflict. Undefined for a payment that names nobody.
 */
export function blankingWrite(payment: Payment): LedgerWrite | undefined {
  if (payment.state === "tombstone" || payment.memberKey === null) return undefined;
  const named = "maskedName" in payment ? ", maskedName = :blank, maskedNik = :blank" : "";
  return {
    kind: "update",
    key: paymentLedgerKey(payment.paymentKey),
    update: {
      expression: `SET memberKey = :nobody${named} REMOVE memberPaymentsPK, memberPaymentsSK`,
      values: { ":nobody": NOBODY, ...(named && { ":blank": "" }) },
    },
    guard: {
      expression: "#state = :state AND memberKey = :was",
      names: { "#state": "state" },
      values: { ":state": payment.state, ":was": payment.memberKey },
    },
  };
}

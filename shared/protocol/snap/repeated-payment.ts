import type { PaymentOutcome } from "../../payment/outcome.ts";
import type { Payment } from "../../payment/payment.ts";
import type { SnapCaller } from "./authenticate.ts";
import { type OutcomeRow, row } from "./outcome-row.ts";
import { externalIdOf } from "./payment-echo.ts";
import type { PaymentRequest } from "./request.ts";

/**
 * Whether a payment is what BCA calls a double flagging: the very message that was answered, sent again as if it were new. BCA wants 404xx18 with the first
 * result's flag then; an advice, or the same payment in a message of its own, is answered as it was (snap-bi.md 5.1, 5.2 rows 2 and 3). At BRI the same code would give
 * back money that we keep, so no other profile gets it.
 */
export function isDoubleFlagging(
  { snap, externalId }: Pick<SnapCaller, "snap" | "externalId">,
  { flagAdvise }: Pick<PaymentRequest, "flagAdvise">,
  outcome: PaymentOutcome,
): boolean {
  if (snap.repeatedPayment !== "bca" || flagAdvise === "Y") return false;
  const isRepeat = (outcome.kind === "accepted" || outcome.kind === "refused") && outcome.replayed;
  return isRepeat && externalIdOf(outcome.payment) === externalId;
}

/** 404xx18 with the flag of the first result (row 4). Money that went back, by a reversal, is not there any more: flag 01. */
export function inconsistentRow({ state }: Pick<Payment, "state">): OutcomeRow {
  const isOurs = state === "accepted" || state === "active" || state === "credited";
  return row(
    "404xx18",
    isOurs ? "00" : "01",
    "Reference was used before",
    "Referensi sudah dipakai sebelumnya",
  );
}

import type { Instant } from "../calendar/calendar.ts";
import type { LedgerWrite } from "../ledger/write.ts";
import type { AcceptedPayment, ReversedPayment, ReviewCause, Tombstone } from "./payment.ts";
import { paymentItem } from "./payment-item.ts";
import { paymentLedgerKey } from "./payment-key.ts";

/** Remembers a reversal whose payment was never seen, unless something was seen meanwhile. */
export function tombstoneWrite(tombstone: Tombstone): LedgerWrite {
  return { kind: "put", item: paymentItem(tombstone), guard: "absent" };
}

/** Moves a payment to `reversed`, takes it off the list of what is pending, and only from the state that the decision saw. */
export function reversedWrite(seen: AcceptedPayment, { reversal }: ReversedPayment): LedgerWrite {
  return {
    kind: "update",
    key: paymentLedgerKey(seen.paymentKey),
    update: {
      expression:
        "SET #state = :reversed, reversal = :reversal, revokedAt = :none REMOVE pendingActivationPK, pendingActivationSK",
      names: { "#state": "state" },
      values: { ":reversed": "reversed", ":reversal": reversal, ":none": null },
    },
    guard: { expression: "#state = :seen", values: { ":seen": seen.state } },
  };
}

/** Notes on a payment that its partner gave the money back and that a person has to decide. */
export function reviewWrite(seen: AcceptedPayment, cause: ReviewCause, reversedAt: Instant): LedgerWrite {
  return {
    kind: "update",
    key: paymentLedgerKey(seen.paymentKey),
    update: {
      expression: "SET #review = :review",
      names: { "#review": "review" },
      values: { ":review": { cause, reversedAt } },
    },
    guard: {
      expression: "#state = :seen AND #review = :none",
      names: { "#state": "state" },
      values: { ":seen": seen.state, ":none": null },
    },
  };
}

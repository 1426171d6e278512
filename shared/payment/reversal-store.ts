import type { Instant } from "../calendar/calendar.ts";
import type { PaymentKey } from "../coverage/coverage.ts";
import type { LedgerWrite } from "../ledger/write.ts";
import type { AcceptedPayment, Reversal, ReversedPayment, ReviewCause, Tombstone } from "./payment.ts";
import { paymentItem } from "./payment-item.ts";
import { paymentLedgerKey } from "./payment-key.ts";

/** Remembers a reversal whose payment was never seen, unless something was seen meanwhile. */
export function tombstoneWrite(tombstone: Tombstone): LedgerWrite {
  return { kind: "put", item: paymentItem(tombstone), guard: "absent" };
}

/** Moves a payment to `reversed`, takes it off the list of what is pending, and only from the state that the decision saw. */
export function reversedWrite(seen: AcceptedPayment, { reversal, successor }: ReversedPayment): LedgerWrite {
  const onward = successor ? ", successor = :successor" : "";
  return {
    kind: "update",
    key: paymentLedgerKey(seen.paymentKey),
    update: {
      expression: `SET #state = :reversed, reversal = :reversal, revokedAt = :none${onward} REMOVE pendingActivationPK, pendingActivationSK`,
      names: { "#state": "state", "#review": "review" },
      values: {
        ...{ ":reversed": "reversed", ":reversal": reversal, ":none": null },
        ...(successor && { ":successor": successor }),
      },
    },
    guard: {
      expression: "#state = :seen AND #review = :review",
      values: { ":seen": seen.state, ":review": seen.review },
    },
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

/** Tells the reference that the money came by that it went back from where it stood, if it still stands there. */
export function returnedWrite(
  origin: PaymentKey,
  { paymentKey }: AcceptedPayment,
  reversal: Reversal,
): LedgerWrite {
  return {
    kind: "update",
    key: paymentLedgerKey(origin),
    update: {
      expression: "SET successor.#returned = :reversal",
      names: { "#returned": "returned", "#to": "to" },
      values: { ":reversal": reversal },
    },
    guard: { expression: "successor.#to = :from", values: { ":from": paymentKey } },
  };
}

/** Closes the question of a reversal with a no: the money is kept. The partner's repeat goes on getting the answer that it got. */
export function keptWrite({ paymentKey, state }: AcceptedPayment, correctionId: string): LedgerWrite {
  return {
    kind: "update",
    key: paymentLedgerKey(paymentKey),
    update: {
      expression: "SET #review.keptBy = :correction",
      names: { "#review": "review", "#state": "state" },
      values: { ":correction": correctionId },
    },
    guard: {
      expression:
        "#state = :seen AND attribute_exists(#review.reversedAt) AND attribute_not_exists(#review.keptBy)",
      values: { ":seen": state },
    },
  };
}

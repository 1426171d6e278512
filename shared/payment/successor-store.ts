import type { PaymentKey } from "../coverage/coverage.ts";
import type { LedgerWrite } from "../ledger/write.ts";
import type { RefusedPayment, Successor } from "./payment.ts";
import { paymentLedgerKey } from "./payment-key.ts";

/** Notes on a refusal that its money was booked all the same, once. What the refusal says stays as it is. */
export function succeededWrite({ paymentKey }: RefusedPayment, successor: Successor): LedgerWrite {
  return {
    kind: "update",
    key: paymentLedgerKey(paymentKey),
    update: { expression: "SET successor = :successor", values: { ":successor": successor } },
    guard: {
      expression: "#state = :refused AND attribute_not_exists(successor)",
      names: { "#state": "state" },
      values: { ":refused": "refused" },
    },
  };
}

/** Tells the reference that the money came by that it has moved on once more. */
export function movedOnWrite(origin: PaymentKey, from: PaymentKey, successor: Successor): LedgerWrite {
  return {
    kind: "update",
    key: paymentLedgerKey(origin),
    update: {
      expression: "SET successor = :successor",
      names: { "#to": "to", "#returned": "returned" },
      values: { ":successor": successor },
    },
    guard: {
      expression: "successor.#to = :from AND successor.#returned = :none",
      values: { ":from": from, ":none": null },
    },
  };
}

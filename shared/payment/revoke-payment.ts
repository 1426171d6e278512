import type { Instant } from "../calendar/calendar.ts";
import type { PaymentKey } from "../coverage/coverage.ts";
import { sliceRemovals } from "../coverage/slice.ts";
import { failureOf } from "../failure/failure.ts";
import { openFailure } from "../failure/failure-store.ts";
import type { LedgerWrite } from "../ledger/write.ts";
import type { ActivationDeps } from "./activation-deps.ts";
import { paymentOf } from "./payment-item.ts";
import { paymentLedgerKey } from "./payment-key.ts";
import { revocationOf } from "./revocation-order.ts";

export type RevocationOutcome =
  | { readonly kind: "revoked"; readonly revokedAt: Instant }
  /** Done before: a second delivery changes nothing. */
  | { readonly kind: "already-revoked" }
  /** No such reversed payment stands in the ledger. */
  | { readonly kind: "not-reversed" }
  /** The core refused for a business reason; it stands as an open failure. */
  | { readonly kind: "failed" };

/**
 * Takes the months of a reversed payment out of force: tells the core, whether or not an activation ever reached it (sequence 2 overrides a late 1), then removes the
 * payment's own slices and notes it, in one transaction. May run twice, late or before the activation's message.
 * @throws CoreUnavailable, LedgerFault: the message comes back.
 */
export async function revokePayment(
  deps: ActivationDeps,
  paymentKey: PaymentKey,
): Promise<RevocationOutcome> {
  const item = await deps.ledger.read(paymentLedgerKey(paymentKey));
  const payment = item && paymentOf(item);
  if (payment?.state !== "reversed") return { kind: "not-reversed" };
  if (payment.revokedAt !== null) return { kind: "already-revoked" };
  const answer = await deps.core.revoke(revocationOf(payment));
  const revokedAt = deps.clock.businessNow();
  if (answer.kind === "refused") {
    const subject = { kind: "payment", id: paymentKey } as const;
    const refused = { cause: "core-refused", subject, reason: answer.reason } as const;
    const { amountRupiah } = payment;
    await openFailure(deps.ledger, failureOf({ ...refused, openedAt: revokedAt, amountRupiah }));
    return { kind: "failed" };
  }
  const result = await deps.ledger.transact([revokedWrite(paymentKey, revokedAt), ...sliceRemovals(payment)]);
  if (result.kind === "committed") return { kind: "revoked", revokedAt };
  if (result.failed.some(({ index }) => index === 0)) return { kind: "already-revoked" };
  // A slice of another payment stands where ours never did: it is not ours to remove, so only the note is written.
  await deps.ledger.write(revokedWrite(paymentKey, revokedAt));
  return { kind: "revoked", revokedAt };
}

function revokedWrite(paymentKey: PaymentKey, revokedAt: Instant): LedgerWrite {
  return {
    kind: "update",
    key: paymentLedgerKey(paymentKey),
    update: { expression: "SET revokedAt = :at", values: { ":at": revokedAt } },
    guard: {
      expression: "#state = :reversed AND revokedAt = :none",
      names: { "#state": "state" },
      values: { ":reversed": "reversed", ":none": null },
    },
  };
}

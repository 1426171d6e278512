import type { Instant } from "../calendar/calendar.ts";
import type { PaymentKey } from "../coverage/coverage.ts";
import { sliceWrites } from "../coverage/slice.ts";
import { type FailureCause, failureOf } from "../failure/failure.ts";
import { openFailure } from "../failure/failure-store.ts";
import type { FailedGuard, LedgerItem, LedgerWrite } from "../ledger/write.ts";
import type { ActivationDeps } from "./activation-deps.ts";
import type { AcceptedPayment } from "./payment.ts";
import { PaymentFault } from "./payment-fault.ts";
import { paymentOf } from "./payment-item.ts";
import { paymentLedgerKey } from "./payment-key.ts";
import { revocationOf } from "./revocation-order.ts";

export type ActivationOutcome =
  | { readonly kind: "activated"; readonly activatedAt: Instant }
  /** Done before: a second delivery changes nothing. */
  | { readonly kind: "already-active" }
  /** No such accepted payment stands in the ledger; nothing may be activated for it (design invariant 6). */
  | { readonly kind: "not-accepted" }
  | { readonly kind: "failed"; readonly cause: FailureCause };

/**
 * Puts the months of an accepted payment in force: asks the core, then moves payment and slices in one transaction. May run twice, late or at
 * once with itself, and comes out the same.
 * @throws CoreUnavailable, LedgerFault, PaymentFault: the message comes back.
 */
export async function activatePayment(
  deps: ActivationDeps,
  paymentKey: PaymentKey,
): Promise<ActivationOutcome> {
  const item = await deps.ledger.read(paymentLedgerKey(paymentKey));
  const payment = item && paymentOf(item);
  if (payment?.state === "active") return { kind: "already-active" };
  if (payment?.state !== "accepted") return { kind: "not-accepted" };

  const { memberKey, programmes, inForceFrom } = payment;
  const months = payment.months.map(({ month, from, to }) => ({ month, from, to }));
  const answer = await deps.core.activate({
    paymentKey,
    sequence: 1,
    memberKey,
    programmes,
    months,
    inForceFrom,
  });
  if (answer.kind === "refused") return fail(deps, payment, "core-refused", answer.reason);

  const activatedAt = deps.clock.businessNow();
  const slices = sliceWrites({ memberKey, paymentKey, programmes, months, inForceFrom, activatedAt });
  const result = await deps.ledger.transact([stateWrite(paymentKey, activatedAt), ...slices]);
  if (result.kind === "committed") return { kind: "activated", activatedAt };
  const moved = result.failed.find(({ index }) => index === 0);
  if (!moved) return ownedByAnother(deps, payment, result.failed);
  const now = moved.item && paymentOf(moved.item);
  if (now?.state === "active") return { kind: "already-active" };
  // Reversed between our order and our write: the core has just been told to begin, so it is told to end (design section 6, slice).
  if (now?.state === "reversed") await deps.core.revoke(revocationOf(now));
  return { kind: "not-accepted" };
}

/** Moves the payment `accepted -> active` and takes it off the list of what is pending. */
function stateWrite(paymentKey: PaymentKey, activatedAt: Instant): LedgerWrite {
  return {
    kind: "update",
    key: paymentLedgerKey(paymentKey),
    update: {
      expression: "SET #state = :active, activatedAt = :at REMOVE pendingActivationPK, pendingActivationSK",
      names: { "#state": "state" },
      values: { ":active": "active", ":at": activatedAt },
    },
    guard: { expression: "#state = :accepted", values: { ":accepted": "accepted" } },
  };
}

/**
 * A month of this payment is in force for another one. If that one was reversed and its revocation is still on its way, this activation has only overtaken it, and
 * comes back; anything else is for ops.
 */
async function ownedByAnother(
  deps: ActivationDeps,
  payment: AcceptedPayment,
  slices: readonly FailedGuard[],
): Promise<ActivationOutcome> {
  const owners = new Set(slices.flatMap(({ item }) => (item ? [String(item.paymentKey) as PaymentKey] : [])));
  const items = await Promise.all([...owners].map((owner) => deps.ledger.read(paymentLedgerKey(owner))));
  const isLeaving = (item: LedgerItem | undefined) =>
    item !== undefined && paymentOf(item).state === "reversed";
  if (owners.size > 0 && items.every(isLeaving)) throw new PaymentFault("MONTH_NOT_RELEASED");
  return fail(deps, payment, "slice-owned-by-another", "");
}

async function fail(
  deps: ActivationDeps,
  payment: AcceptedPayment,
  cause: FailureCause,
  reason: string,
): Promise<ActivationOutcome> {
  const { paymentKey, amountRupiah } = payment;
  const subject = { kind: "payment", id: paymentKey } as const;
  const openedAt = deps.clock.businessNow();
  await openFailure(deps.ledger, failureOf({ cause, subject, reason, openedAt, amountRupiah }));
  return { kind: "failed", cause };
}

import type { Instant } from "../calendar/calendar.ts";
import { CoreUnavailable } from "../core/core.ts";
import type { PaymentKey } from "../coverage/coverage.ts";
import { failureOf } from "../failure/failure.ts";
import { openFailure } from "../failure/failure-store.ts";
import { MENDED_BY_ANSWER, MENDED_BY_SUCCESS, mendFailures } from "../failure/mend-failures.ts";
import { type ActivationOutcome, activatePayment } from "../payment/activate-payment.ts";
import type { ActivationDeps } from "../payment/activation-deps.ts";
import { paymentOf } from "../payment/payment-item.ts";
import { paymentLedgerKey } from "../payment/payment-key.ts";
import { type RevocationOutcome, revokePayment } from "../payment/revoke-payment.ts";

/** What is to be done at the core about a payment, and since when it has been waited for (machine time). */
export interface Errand {
  readonly kind: "activate" | "revoke";
  readonly paymentKey: PaymentKey;
  readonly waitingSince: Instant;
}

export interface ErrandDeps extends ActivationDeps {
  /** How long the core may stay silent about a payment before ops see it. */
  readonly silenceMs: number;
}

const SUCCESSES: ReadonlySet<string> = new Set(["activated", "already-active", "revoked", "already-revoked"]);

/**
 * Activates or revokes a payment and keeps its failures true: a core that has been silent for too long shows as `core-unavailable`, and an answer closes that
 * again, whoever got it. Consumer and sweeper both come here, at once if it happens so.
 * @throws CoreUnavailable, LedgerFault: to be tried again
 */
export async function carryOut(
  deps: ErrandDeps,
  errand: Errand,
): Promise<ActivationOutcome | RevocationOutcome> {
  const act = errand.kind === "activate" ? activatePayment : revokePayment;
  try {
    const outcome = await act(deps, errand.paymentKey);
    const mended = SUCCESSES.has(outcome.kind) ? MENDED_BY_SUCCESS : MENDED_BY_ANSWER;
    await mendFailures(deps, errand.paymentKey, mended);
    return outcome;
  } catch (error) {
    const waited = deps.clock.machineNow() - errand.waitingSince;
    if (error instanceof CoreUnavailable && waited >= deps.silenceMs) await showSilence(deps, errand);
    throw error;
  }
}

async function showSilence(deps: ErrandDeps, errand: Errand): Promise<void> {
  const subject = { kind: "payment", id: errand.paymentKey } as const;
  const openedAt = deps.clock.businessNow();
  await openFailure(deps.ledger, failureOf({ cause: "core-unavailable", subject, reason: "", openedAt }));
  // Somebody else may have got the answer while we opened it, and found nothing to close.
  if (await isOver(deps, errand)) await mendFailures(deps, errand.paymentKey, MENDED_BY_ANSWER);
}

async function isOver({ ledger }: ErrandDeps, { kind, paymentKey }: Errand): Promise<boolean> {
  const item = await ledger.read(paymentLedgerKey(paymentKey));
  const payment = item && paymentOf(item);
  if (kind === "activate") return payment?.state !== "accepted";
  return payment?.state !== "reversed" || payment.revokedAt !== null;
}

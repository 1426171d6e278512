import type { Instant } from "../calendar/calendar.ts";
import { CoreUnavailable } from "../core/core.ts";
import type { PaymentKey } from "../coverage/coverage.ts";
import { failureOf } from "../failure/failure.ts";
import { openFailure } from "../failure/failure-store.ts";
import { MENDED_BY_ANSWER, MENDED_BY_SUCCESS, mendFailures } from "../failure/mend-failures.ts";
import { type ActivationOutcome, activatePayment } from "../payment/activate-payment.ts";
import type { ActivationDeps } from "../payment/activation-deps.ts";
import { amountOf } from "../payment/amount-of.ts";
import { paymentOf } from "../payment/payment-item.ts";
import { paymentLedgerKey } from "../payment/payment-key.ts";
import { type RevocationOutcome, revokePayment } from "../payment/revoke-payment.ts";
import { faultCodeOf } from "./fault-code.ts";

/** What is to be done at the core about a payment, and since when it has been waited for (machine time). */
export interface Errand {
  readonly kind: "activate" | "revoke";
  readonly paymentKey: PaymentKey;
  readonly waitingSince: Instant;
}

export interface ErrandDeps extends ActivationDeps {
  /** How long a payment's errand may come to nothing before ops see it. */
  readonly silenceMs: number;
}

const SUCCESSES: ReadonlySet<string> = new Set(["activated", "already-active", "revoked", "already-revoked"]);

/**
 * Activates or revokes a payment and keeps its failures true: a core that has been silent for too long shows as `core-unavailable`, attempts that keep ending in a
 * fault of ours as `consumer-crashed`, and an answer closes both again, whoever got it. Consumer, sweeper and replay all come here, at once if it happens so.
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
    if (waited >= deps.silenceMs) await showTrouble(deps, errand, error);
    throw error;
  }
}

async function showTrouble(deps: ErrandDeps, errand: Errand, error: unknown): Promise<void> {
  const before = await standingOf(deps, errand);
  if (before.isOver) return;
  const isSilence = error instanceof CoreUnavailable;
  const failure = failureOf({
    cause: isSilence ? "core-unavailable" : "consumer-crashed",
    subject: { kind: "payment", id: errand.paymentKey },
    reason: isSilence ? "" : faultCodeOf(error),
    openedAt: deps.clock.businessNow(),
    amountRupiah: before.amountRupiah,
  });
  if ((await openFailure(deps.ledger, failure)) === "known") return;
  // Somebody else may have got the answer while we opened it, and found nothing to close.
  const { isOver } = await standingOf(deps, errand);
  if (isOver) await mendFailures(deps, errand.paymentKey, MENDED_BY_ANSWER);
}

async function standingOf({ ledger }: ErrandDeps, { kind, paymentKey }: Errand) {
  const item = await ledger.read(paymentLedgerKey(paymentKey));
  const payment = item && paymentOf(item);
  const isOver =
    kind === "activate"
      ? payment?.state !== "accepted"
      : payment?.state !== "reversed" || payment.revokedAt !== null;
  return { isOver, amountRupiah: amountOf(payment) };
}

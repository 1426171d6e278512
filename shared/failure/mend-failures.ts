import type { Clock } from "../calendar/clock.ts";
import type { Ledger } from "../ledger/ledger.ts";
import { type FailureCause, failureIdOf } from "./failure.ts";
import { failureFrom, failureLedgerKey } from "./failure-item.ts";
import { closeFailure } from "./failure-store.ts";

/** Troubles that are over once the core has answered about the payment, whatever it said. */
export const MENDED_BY_ANSWER: readonly FailureCause[] = [
  "core-unavailable",
  "consumer-crashed",
  "found-by-sweeper",
  "activation-exhausted",
  "revocation-exhausted",
];

/** Troubles that are over once the core and the ledger agree: the months are in force, or taken out. */
export const MENDED_BY_SUCCESS: readonly FailureCause[] = [
  ...MENDED_BY_ANSWER,
  "core-refused",
  "slice-owned-by-another",
];

/**
 * Closes the failures of a payment that are over. It costs one read where nothing was open, which is nearly always.
 * @throws LedgerFault: the message comes back and closes them then
 */
export async function mendFailures(
  { ledger, clock }: { readonly ledger: Ledger; readonly clock: Clock },
  paymentKey: string,
  causes: readonly FailureCause[],
): Promise<number> {
  if (causes.length === 0) return 0;
  const subject = { kind: "payment", id: paymentKey } as const;
  const ids = causes.map((cause) => failureIdOf(cause, subject));
  const items = await ledger.readTogether(ids.map(failureLedgerKey));
  let closed = 0;
  for (const item of items) {
    const failure = item && failureFrom(item);
    if (failure?.status !== "open") continue;
    if ((await closeFailure(ledger, failure.failureId, clock.businessNow())) === "closed") closed += 1;
  }
  return closed;
}

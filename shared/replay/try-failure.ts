import { carryOut, type Errand } from "../activation/carry-out.ts";
import { faultCodeOf } from "../activation/fault-code.ts";
import { CoreUnavailable } from "../core/core.ts";
import type { PaymentKey } from "../coverage/coverage.ts";
import { failureIdOf, type StandingFailure } from "../failure/failure.ts";
import { failureFrom, failureLedgerKey } from "../failure/failure-item.ts";
import { closeFailure } from "../failure/failure-store.ts";
import type { Ledger } from "../ledger/ledger.ts";
import type { ActivationOutcome } from "../payment/activate-payment.ts";
import { eventsOfPayment } from "../payment/payment-event.ts";
import { paymentOf } from "../payment/payment-item.ts";
import { paymentLedgerKey } from "../payment/payment-key.ts";
import type { RevocationOutcome } from "../payment/revoke-payment.ts";
import type { ReplayOutcome } from "./replay.ts";
import type { ReplayDeps } from "./replay-deps.ts";
import { replayWayOf } from "./replayable.ts";

/** What came of a failure's turn; `failure` is undefined where none stands under the id. */
export interface Trial {
  readonly failure: StandingFailure | undefined;
  readonly outcome: ReplayOutcome;
  readonly detail: string;
}

/** A payment may be reversed while its activation is tried; then it is a revocation that is due. Further it cannot move. */
const STATES_MAX = 2;

/**
 * Tries a failure again. What is to be done follows from the ledger as it stands now, not from what the failure or a message said: accepted asks for an activation, reversed for a revocation, an unpublished event is made anew
 * from its item. So it may run twice, late, or at once with the consumer, the sweeper and another replay, and ends as one of them alone would have. Faults are outcomes: one failure that cannot be tried must not stop the rest.
 */
export async function tryFailure(deps: ReplayDeps, failureId: string): Promise<Trial> {
  const item = await deps.ledger.read(failureLedgerKey(failureId));
  const failure = item && failureFrom(item);
  if (!failure) return { failure, outcome: "vanished", detail: "" };
  if (failure.status === "closed") return { failure, outcome: "closed-meanwhile", detail: "" };
  const { subject, cause } = failure;
  const way = replayWayOf(cause);
  if (way === "needs-correction") return { failure, outcome: way, detail: cause };
  if (way === "not-replayable" || subject.kind !== "payment") {
    return { failure, outcome: "not-replayable", detail: cause };
  }
  const work = way === "errand" ? runErrand(deps, subject.id) : publishAgain(deps, failure, subject.id);
  const done = await work.catch((error: unknown) =>
    error instanceof CoreUnavailable
      ? { outcome: "core-silent" as const, detail: "" }
      : { outcome: "faulted" as const, detail: faultCodeOf(error) },
  );
  return { failure, ...done };
}

type Done = Pick<Trial, "outcome" | "detail">;

async function runErrand(deps: ReplayDeps, id: string): Promise<Done> {
  // A payment's subject is its key, as `failureOf` was given it.
  const paymentKey = id as PaymentKey;
  for (let turn = 0; turn < STATES_MAX; turn++) {
    const kind = await errandDue(deps.ledger, paymentKey);
    if (!kind) return { outcome: "vanished", detail: "" };
    // The failure is open already: another silence has nothing new to show.
    const waitingSince = deps.clock.machineNow();
    const outcome = await carryOut(deps, { kind, paymentKey, waitingSince });
    const done = await outcomeOf(deps.ledger, paymentKey, outcome);
    if (done) return done;
  }
  return { outcome: "faulted", detail: "PAYMENT_KEEPS_MOVING" };
}

/** What the payment's state asks for; what is done already is carried out as well, because that closes what is left open. */
async function errandDue(ledger: Ledger, paymentKey: PaymentKey): Promise<Errand["kind"] | undefined> {
  const item = await ledger.read(paymentLedgerKey(paymentKey));
  const payment = item && paymentOf(item);
  switch (payment?.state) {
    case "accepted":
    case "active":
      return "activate";
    case "reversed":
      return "revoke";
    default:
      return undefined;
  }
}

/** @returns undefined when the payment has moved to another state, and another errand is due */
async function outcomeOf(
  ledger: Ledger,
  paymentKey: PaymentKey,
  outcome: ActivationOutcome | RevocationOutcome,
): Promise<Done | undefined> {
  switch (outcome.kind) {
    case "not-accepted":
    case "not-reversed":
      return undefined;
    case "failed":
      return "cause" in outcome && outcome.cause === "slice-owned-by-another"
        ? { outcome: "slice-owned", detail: "" }
        : { outcome: "core-refused", detail: await refusalOf(ledger, paymentKey) };
    default:
      return { outcome: outcome.kind, detail: "" };
  }
}

/** The core's reason stands in the failure that the refusal has just opened. */
async function refusalOf(ledger: Ledger, paymentKey: PaymentKey): Promise<string> {
  const id = failureIdOf("core-refused", { kind: "payment", id: paymentKey });
  const item = await ledger.read(failureLedgerKey(id));
  return item ? failureFrom(item).reason : "";
}

/** Every event that the payment has given rise to so far, under the ids that they always had: who has seen one ignores it. */
async function publishAgain(
  { ledger, clock, publishAll }: ReplayDeps,
  failure: StandingFailure,
  id: string,
): Promise<Done> {
  const item = await ledger.read(paymentLedgerKey(id as PaymentKey));
  if (!item) return { outcome: "vanished", detail: "" };
  if (!(await publishAll(eventsOfPayment(paymentOf(item))))) return { outcome: "not-published", detail: "" };
  await closeFailure(ledger, failure.failureId, clock.businessNow());
  return { outcome: "published", detail: "" };
}

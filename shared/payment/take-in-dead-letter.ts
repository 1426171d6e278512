import * as z from "zod/mini";
import type { Instant } from "../calendar/calendar.ts";
import type { PaymentKey } from "../coverage/coverage.ts";
import { PaymentKeyText } from "../coverage/coverage-item.ts";
import { envelopeOf } from "../event/catalogue.ts";
import { failureOf } from "../failure/failure.ts";
import { openFailure } from "../failure/failure-store.ts";
import { LedgerFault } from "../ledger/fault.ts";
import type { Ledger } from "../ledger/ledger.ts";
import { amountOf } from "./amount-of.ts";
import type { Payment } from "./payment.ts";
import { paymentOf } from "./payment-item.ts";
import { paymentLedgerKey } from "./payment-key.ts";

/** A message that came out of a dead-letter queue. */
export interface DeadLetter {
  readonly messageId: string;
  readonly body: string;
}

export type IntakeOutcome = "opened" | "known" | "settled-meanwhile";

const Message = z.discriminatedUnion("detail-type", [
  envelopeOf("ContributionAccepted.v1"),
  envelopeOf("ContributionReversed.v1"),
  envelopeOf("ReplayRequested.v1"),
]);

/**
 * Makes a dead letter an open failure, so that nothing waits unseen in a queue. If what it asked for is done meanwhile (the last attempt committed and then
 * crashed) there is nothing to open. A letter that cannot be read is a failure as well, named by its message id.
 * @throws LedgerFault: the letter stays in the queue.
 */
export async function takeInDeadLetter(
  ledger: Ledger,
  letter: DeadLetter,
  now: Instant,
): Promise<IntakeOutcome> {
  const errand = errandIn(letter.body);
  if (errand.kind !== "errand") {
    const subject = { kind: "message", id: errand.id ?? letter.messageId } as const;
    return openFailure(ledger, failureOf({ cause: errand.kind, subject, reason: "", openedAt: now }));
  }
  const read = await readPayment(ledger, errand.paymentKey);
  if (read.kind === "payment" && !isUnfinished(errand.cause, read.payment)) return "settled-meanwhile";
  const failure = failureOf({
    cause: errand.cause,
    subject: { kind: "payment", id: errand.paymentKey },
    reason: read.kind === "unreadable" ? read.code : "",
    openedAt: now,
    amountRupiah: read.kind === "payment" ? amountOf(read.payment) : null,
  });
  return openFailure(ledger, failure);
}

/** A payment that cannot be read is what its failure has to say: it must not keep the letter from being taken in. */
async function readPayment(ledger: Ledger, paymentKey: PaymentKey) {
  const item = await ledger.read(paymentLedgerKey(paymentKey));
  if (!item) return { kind: "unknown" } as const;
  try {
    return { kind: "payment", payment: paymentOf(item) } as const;
  } catch (error) {
    if (error instanceof LedgerFault) return { kind: "unreadable", code: error.code } as const;
    throw error;
  }
}

type Exhausted = "activation-exhausted" | "revocation-exhausted";

function isUnfinished(cause: Exhausted, payment: Payment): boolean {
  if (cause === "activation-exhausted") return payment.state === "accepted";
  return payment.state === "reversed" && payment.revokedAt === null;
}

type Letter =
  | { readonly kind: "errand"; readonly cause: Exhausted; readonly paymentKey: PaymentKey }
  /** Of a replay only the replay is named: the failures that it left stand open as they were. */
  | { readonly kind: "replay-unfinished"; readonly id: string }
  | { readonly kind: "message-unreadable"; readonly id?: undefined };

function errandIn(body: string): Letter {
  try {
    const message = z.parse(Message, JSON.parse(body));
    if (message["detail-type"] === "ReplayRequested.v1") {
      return { kind: "replay-unfinished", id: message.detail.data.replayId };
    }
    const isAccepted = message["detail-type"] === "ContributionAccepted.v1";
    const cause = isAccepted ? "activation-exhausted" : "revocation-exhausted";
    return { kind: "errand", cause, paymentKey: z.parse(PaymentKeyText, message.detail.data.paymentKey) };
  } catch {
    return { kind: "message-unreadable" };
  }
}

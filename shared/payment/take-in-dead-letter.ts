import * as z from "zod/mini";
import type { Instant } from "../calendar/calendar.ts";
import type { PaymentKey } from "../coverage/coverage.ts";
import { PaymentKeyText } from "../coverage/coverage-item.ts";
import { envelopeOf } from "../event/catalogue.ts";
import { failureOf } from "../failure/failure.ts";
import { openFailure } from "../failure/failure-store.ts";
import type { Ledger } from "../ledger/ledger.ts";
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
  if (!errand) {
    const subject = { kind: "message", id: letter.messageId } as const;
    return openFailure(
      ledger,
      failureOf({ cause: "message-unreadable", subject, reason: "", openedAt: now }),
    );
  }
  const item = await ledger.read(paymentLedgerKey(errand.paymentKey));
  if (item && !isUnfinished(errand.cause, paymentOf(item))) return "settled-meanwhile";
  const subject = { kind: "payment", id: errand.paymentKey } as const;
  return openFailure(ledger, failureOf({ cause: errand.cause, subject, reason: "", openedAt: now }));
}

type Exhausted = "activation-exhausted" | "revocation-exhausted";

function isUnfinished(cause: Exhausted, payment: Payment): boolean {
  if (cause === "activation-exhausted") return payment.state === "accepted";
  return payment.state === "reversed" && payment.revokedAt === null;
}

function errandIn(body: string): { readonly cause: Exhausted; readonly paymentKey: PaymentKey } | undefined {
  try {
    const message = z.parse(Message, JSON.parse(body));
    const isAccepted = message["detail-type"] === "ContributionAccepted.v1";
    return {
      cause: isAccepted ? "activation-exhausted" : "revocation-exhausted",
      paymentKey: z.parse(PaymentKeyText, message.detail.data.paymentKey),
    };
  } catch {
    return undefined;
  }
}

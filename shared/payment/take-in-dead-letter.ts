import * as z from "zod/mini";
import type { Instant } from "../calendar/calendar.ts";
import type { PaymentKey } from "../coverage/coverage.ts";
import { PaymentKeyText } from "../coverage/coverage-item.ts";
import { envelopeOf } from "../event/catalogue.ts";
import { failureOf } from "../failure/failure.ts";
import { openFailure } from "../failure/failure-store.ts";
import type { Ledger } from "../ledger/ledger.ts";
import { paymentOf } from "./payment-item.ts";
import { paymentLedgerKey } from "./payment-key.ts";

/** A message that came out of a dead-letter queue. */
export interface DeadLetter {
  readonly messageId: string;
  readonly body: string;
}

export type IntakeOutcome = "opened" | "known" | "settled-meanwhile";

const Accepted = envelopeOf("ContributionAccepted.v1");

/**
 * Makes a dead letter an open failure, so that nothing waits unseen in a queue. If the payment was activated meanwhile (the last attempt committed and
 * then crashed) there is nothing to open. A letter that cannot be read is a failure as well, named by its message id.
 * @throws LedgerFault: the letter stays in the queue.
 */
export async function takeInDeadLetter(
  ledger: Ledger,
  letter: DeadLetter,
  now: Instant,
): Promise<IntakeOutcome> {
  const paymentKey = paymentKeyIn(letter.body);
  if (!paymentKey) {
    const subject = { kind: "message", id: letter.messageId } as const;
    return openFailure(
      ledger,
      failureOf({ cause: "message-unreadable", subject, reason: "", openedAt: now }),
    );
  }
  const item = await ledger.read(paymentLedgerKey(paymentKey));
  if (item && paymentOf(item).state !== "accepted") return "settled-meanwhile";
  const subject = { kind: "payment", id: paymentKey } as const;
  return openFailure(
    ledger,
    failureOf({ cause: "activation-exhausted", subject, reason: "", openedAt: now }),
  );
}

function paymentKeyIn(body: string): PaymentKey | undefined {
  try {
    return z.parse(PaymentKeyText, z.parse(Accepted, JSON.parse(body)).detail.data.paymentKey);
  } catch {
    return undefined;
  }
}

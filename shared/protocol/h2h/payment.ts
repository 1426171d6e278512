import { formatInstant, type Instant, parseInstant } from "../../calendar/calendar.ts";
import { rupiah } from "../../money/rupiah.ts";
import type { PaymentCommand, PaymentOutcome } from "../../payment/outcome.ts";
import { type H2hAnswer, h2hAnswer, problemAnswer } from "./answer.ts";
import type { H2hCaller } from "./authenticate.ts";
import type { H2hCall } from "./call.ts";
import { answerFailure } from "./failure.ts";
import { rowOfPayment } from "./outcome-table.ts";
import { acceptedBody, tillEcho } from "./payment-body.ts";
import { paymentRefusalFacts } from "./refusal-facts.ts";
import { PaymentRequest, readRequest } from "./request.ts";

/** A payment understood. `ids` are all that is kept of it in clear, by the names of their fields. */
export interface PaymentReading {
  readonly kind: "read";
  readonly command: PaymentCommand;
  readonly ids: Readonly<Record<string, string | undefined>>;
}

export type PaymentRead = PaymentReading | { readonly kind: "failed"; readonly answer: H2hAnswer };

/** Reads the body of an authenticated payment. The worker is not named in it: the inquiry's own stands (design 5.2). */
export function readPayment(caller: H2hCaller, call: H2hCall): PaymentRead {
  const reading = readRequest(PaymentRequest, call);
  if (reading.kind === "failed") return { kind: "failed", answer: answerFailure(reading.failure) };
  const { paymentReference, inquiryId, amount, paidAt, terminal, advice = false } = reading.request;
  const { idempotencyKey } = caller;
  const command: PaymentCommand = {
    partner: caller.partner.profile,
    terms: caller.terms,
    reference: paymentReference,
    inquiryId,
    nik: undefined,
    amountRupiah: rupiah(amount),
    externalId: idempotencyKey === undefined ? undefined : { service: "idempotency-key", id: idempotencyKey },
    echo: tillEcho(paidAt, terminal),
    advice,
    paidAt: parseInstant(paidAt),
    ifNew: ifNew(caller),
  };
  const ids = {
    paymentReference,
    inquiryId,
    "terminal.storeId": terminal.storeId,
    "terminal.tillId": terminal.tillId,
    "Idempotency-Key": idempotencyKey,
  };
  return { kind: "read", command, ids };
}

/** What holds for a reference never seen; a stored payment is answered without a look at this. */
function ifNew({ stale, partner }: H2hCaller): PaymentCommand["ifNew"] {
  if (stale) return { kind: "unauthorised", because: "timestamp-outside-window" };
  return partner.profile.standing === "suspended"
    ? { kind: "refused", reason: "partner-suspended" }
    : { kind: "allowed" };
}

/** Writes the answer to a payment: the receipt, or a problem. A repeat has the same body and says so in its headers. */
export function answerPayment(outcome: PaymentOutcome): H2hAnswer {
  const row = rowOfPayment(outcome);
  switch (outcome.kind) {
    case "accepted":
      return h2hAnswer(
        row,
        acceptedBody(outcome.payment),
        repeatHeaders(outcome, outcome.payment.receivedAt),
      );
    case "refused": {
      const { extra, headers } = paymentRefusalFacts(outcome.payment, outcome.replayed);
      return problemAnswer(row, {
        extra,
        headers: { ...headers, ...repeatHeaders(outcome, outcome.payment.receivedAt) },
      });
    }
    case "conflict":
      return problemAnswer(row, { extra: { fields: outcome.fields } });
    case "reversed":
    case "undecided":
    case "unauthorised":
      return problemAnswer(row);
  }
}

/** The two headers of a repeat: that it is one, and when the first was answered. */
export function repeatHeaders(
  { replayed }: { readonly replayed: boolean },
  firstAt: Instant,
): Readonly<Record<string, string>> {
  return replayed ? { "kanal-replayed": "true", "kanal-first-answered": formatInstant(firstAt) } : {};
}

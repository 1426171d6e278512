import { parseInstant } from "../../calendar/calendar.ts";
import { rupiah } from "../../money/rupiah.ts";
import type { ReversalCommand, ReversalOutcome } from "../../payment/outcome.ts";
import { type H2hAnswer, h2hAnswer, problemAnswer } from "./answer.ts";
import type { H2hCaller } from "./authenticate.ts";
import type { H2hCall } from "./call.ts";
import { answerFailure, malformed } from "./failure.ts";
import { rowOfReversal } from "./outcome-table.ts";
import { repeatHeaders } from "./payment.ts";
import { reversedBody } from "./payment-body.ts";
import { Reference, ReversalRequest, readRequest } from "./request.ts";
import { referenceInPath } from "./service.ts";

export type ReversalRead =
  | { readonly kind: "read"; readonly command: ReversalCommand }
  | { readonly kind: "failed"; readonly answer: H2hAnswer };

/** Longer runs of digits may be somebody's number, also written in groups as people read it off a card, and a reason is kept in clear. */
const LONG_NUMBER = /\d(?:[ ./-]{0,2}\d){7,}/g;

/** Reads an authenticated reversal. A suspended partner may reverse as well: the money went back, whatever we think of the partner. */
export function readReversal({ partner }: H2hCaller, call: H2hCall): ReversalRead {
  const reference = Reference.safeParse(referenceInPath(call.path));
  if (!reference.success) return { kind: "failed", answer: answerFailure(malformed("paymentReference")) };
  const reading = readRequest(ReversalRequest, call);
  if (reading.kind === "failed") return { kind: "failed", answer: answerFailure(reading.failure) };
  const { reason, amount } = reading.request;
  const reversedAt = parseInstant(reading.request.reversedAt);
  if (reversedAt === undefined) return { kind: "failed", answer: answerFailure(malformed("reversedAt")) };
  const command: ReversalCommand = {
    partner: partner.profile,
    reference: reference.data,
    reversedAt,
    reason: reason.replace(LONG_NUMBER, "********"),
    amountRupiah: amount === undefined ? undefined : rupiah(amount),
  };
  return { kind: "read", command };
}

/** Writes the answer to a reversal. */
export function answerReversal(outcome: ReversalOutcome): H2hAnswer {
  const row = rowOfReversal(outcome);
  switch (outcome.kind) {
    case "reversed": {
      const { payment } = outcome;
      return h2hAnswer(row, reversedBody(payment), repeatHeaders(outcome, payment.reversal.receivedAt));
    }
    case "needs-review":
      return problemAnswer(row, {
        extra: { cause: outcome.cause },
      });
    case "already-refused":
    case "partial":
      return problemAnswer(row);
  }
}

import type { StatusOutcome, StatusQuery } from "../../payment/outcome.ts";
import { type H2hAnswer, h2hAnswer, problemAnswer } from "./answer.ts";
import type { H2hCaller } from "./authenticate.ts";
import type { H2hCall } from "./call.ts";
import { answerFailure, malformed } from "./failure.ts";
import { rowOfStatus } from "./outcome-table.ts";
import { currentBody } from "./payment-body.ts";
import { Reference } from "./request.ts";
import { referenceInPath } from "./service.ts";

export type StatusRead =
  | { readonly kind: "read"; readonly query: StatusQuery }
  | { readonly kind: "failed"; readonly answer: H2hAnswer };

/** Reads an authenticated status question: the reference stands in the path. */
export function readStatus({ partner }: H2hCaller, { path }: H2hCall): StatusRead {
  const reference = Reference.safeParse(referenceInPath(path));
  if (!reference.success) return { kind: "failed", answer: answerFailure(malformed("paymentReference")) };
  return { kind: "read", query: { partner: partner.profile, reference: reference.data, nik: undefined } };
}

/** Writes the answer to a status question, which is also how a slip is printed again. */
export function answerStatus(outcome: StatusOutcome): H2hAnswer {
  const row = rowOfStatus(outcome);
  return outcome.kind === "found" ? h2hAnswer(row, currentBody(outcome.payment)) : problemAnswer(row);
}

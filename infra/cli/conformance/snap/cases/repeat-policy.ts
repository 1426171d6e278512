import type { SnapReply } from "../snap-bank.ts";
import type { SnapBench } from "../snap-bench.ts";

/** How a repeat of a stored payment was sent. */
export interface RepeatKind {
  readonly isAdvice: boolean;
  readonly sameExternalId: boolean;
}

/**
 * Checks the answer to a repeat of a booked payment by the partner's policy (snap-bi.md 5.2 row 2). BRI refunds on every 4xx, so it gets the first answer again. BCA reads the
 * flag, which stays 00; its own test list expects Inconsistent Request for the same message sent twice as new.
 */
export function expectRepeatOfBooked(
  bench: SnapBench,
  first: SnapReply,
  again: SnapReply,
  kind: RepeatKind,
): void {
  const { check, partner } = bench;
  const sentTwice = partner.repeatedPayment === "bca" && !kind.isAdvice;
  if (sentTwice && kind.sameExternalId) {
    check.equal("BCA's own answer to the same message", again.responseCode, "4042518");
  } else if (sentTwice) {
    check.oneOf("a booked payment", again.responseCode, ["2002500", "4042518"]);
  } else {
    check.equal("a repeat is never a refusal", again.responseCode, "2002500");
    check.equal("the body is the first one's", again.text, first.text);
  }
  check.equal("HTTP status is the code's", again.status, Number(String(again.responseCode).slice(0, 3)));
  check.equal("the flag still says booked", again.data.paymentFlagStatus, "00");
}

/** The same payment id with other content: the first stands (row 4). At BRI a 4xx would refund it; BCA is told the first result. */
export function expectConflict(bench: SnapBench, reply: SnapReply): void {
  const { check, partner } = bench;
  if (partner.repeatedPayment === "bca") {
    check.equal("BCA is told the first result", reply.responseCode, "4042518");
    check.equal("the flag is the first one's", reply.data.paymentFlagStatus, "00");
    return;
  }
  check.that("a conflict is 5xx: the bank holds the money", reply.status >= 500, "5xx", reply.status);
  bench.expect(reply, "500-00");
}

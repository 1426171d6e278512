import { formatInstant, type Instant } from "../../calendar/calendar.ts";
import type { InquiryRefused } from "../../payment/outcome.ts";
import type { RefusedPayment } from "../../payment/payment.ts";
import type { H2hAnswer } from "./answer.ts";

interface Facts {
  readonly extra: H2hAnswer["body"];
  readonly headers: H2hAnswer["headers"];
}

const opening = (opensAt: Instant) => ({ opensAt: formatInstant(opensAt) });

/** What a refused inquiry says beside its row: how many months the place could take, when to come back. */
export function inquiryRefusalFacts(refused: InquiryRefused): Facts {
  const headers: Record<string, string> =
    "retryAfterSeconds" in refused ? { "retry-after": String(refused.retryAfterSeconds) } : {};
  if ("monthsToReachFloor" in refused) {
    // Null where not even twelve months reach it: a till's program looks for a member, not for its absence.
    return { headers, extra: { monthsToReachFloor: refused.monthsToReachFloor ?? null } };
  }
  if ("monthsUnderCeiling" in refused) {
    return { headers, extra: { monthsUnderCeiling: refused.monthsUnderCeiling ?? null } };
  }
  return { headers, extra: "opensAt" in refused ? opening(refused.opensAt) : {} };
}

/**
 * What a refused payment says beside its row. How long to wait is said once: the body of a repeat is the same for ever, and by then the wait is another.
 */
export function paymentRefusalFacts({ opensAt, receivedAt }: RefusedPayment, replayed: boolean): Facts {
  if (opensAt === undefined) return { extra: {}, headers: {} };
  const seconds = Math.ceil((opensAt - receivedAt) / 1000);
  return { extra: opening(opensAt), headers: replayed ? {} : { "retry-after": String(seconds) } };
}

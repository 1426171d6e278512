import { businessDateOf, type Instant } from "../calendar/calendar.ts";
import type { Claim, Coverage } from "./coverage.ts";

/**
 * Whether a claim covers the member at this moment. Cover counts from the accepted payment, not from its activation hours later
 * (domain.md case 26), and never from before the payment: months made good afterwards are not shown as cover for the gap, since
 * nothing public says that they are (domain.md 11.2). Claims already moved to history are not seen.
 */
export function coveredAt(coverage: Pick<Coverage, "claims">, at: Instant): boolean {
  return Object.values(coverage.claims).some((claim) => covers(claim, at));
}

function covers(claim: Claim, at: Instant): boolean {
  const day = businessDateOf(at);
  return claim.inForceFrom <= at && claim.from <= day && day <= claim.to;
}

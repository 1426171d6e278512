import { addMonths, type BusinessDate } from "../calendar/calendar.ts";
import type { Coverage, PaymentKey } from "./coverage.ts";

/** A claim stays with the coverage item for so long after its last day. */
const KEPT_MONTHS = 12;

/**
 * The claims that ended more than twelve months before `today`, oldest first. The booking that finds them moves them to history, so
 * that the one item which every payment rewrites stays small.
 */
export function claimsToArchive(coverage: Pick<Coverage, "claims">, today: BusinessDate): PaymentKey[] {
  const ended = Object.entries(coverage.claims).filter(
    ([, claim]) => addMonths(claim.to, KEPT_MONTHS) < today,
  );
  ended.sort(([keyA, a], [keyB, b]) => (`${a.from} ${keyA}` < `${b.from} ${keyB}` ? -1 : 1));
  return ended.map(([key]) => key as PaymentKey);
}

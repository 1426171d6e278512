import type { BusinessDate } from "../calendar/calendar.ts";
import type { Coverage } from "./coverage.ts";
import { lastCoveredDay, lastGraceDay } from "./run-end.ts";

/** What payments say of a member; that he is deceased or has claimed JHT is the core's to say (domain.md 3.3). */
export type CoverageState =
  | { readonly kind: "never-paid" }
  | { readonly kind: "active"; readonly coveredTo: BusinessDate }
  /** Not covered, but the unpaid months can be made good up to and including `until`. */
  | { readonly kind: "grace"; readonly coveredTo: BusinessDate; readonly until: BusinessDate }
  /** More than three months unpaid: the next payment starts afresh. */
  | { readonly kind: "ended"; readonly coveredTo: BusinessDate };

/** The state on a day, consistent with `planMonths`: grace is exactly where a payment buys arrears. */
export function coverageStateOn(coverage: Pick<Coverage, "run">, today: BusinessDate): CoverageState {
  if (coverage.run === null) return { kind: "never-paid" };
  const coveredTo = lastCoveredDay(coverage.run);
  if (today <= coveredTo) return { kind: "active", coveredTo };
  const until = lastGraceDay(coverage.run);
  return today <= until ? { kind: "grace", coveredTo, until } : { kind: "ended", coveredTo };
}

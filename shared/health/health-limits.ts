/** From where on something is to be watched, and from where on it is wrong. The alarms ring at the same numbers. */
export interface HealthLimit {
  readonly warnAbove: number;
  readonly badAbove: number;
}

const MINUTE = 60;
const HOUR = 3_600;

export const HEALTH_LIMITS = {
  /** A read takes a few milliseconds; a bank's ten seconds have room for several of a second. */
  ledgerReadMs: { warnAbove: 200, badAbove: 1_000 },
  /** Two and three of the sweeper's runs: after that nothing mends itself soon. */
  pendingActivationSeconds: { warnAbove: 10 * MINUTE, badAbove: 15 * MINUTE },
  /** What a shift works off by hand; hundreds of them are one outage. */
  openFailures: { warnAbove: 20, badAbove: 500 },
  /** Half a shift of ops. */
  oldestFailureSeconds: { warnAbove: HOUR, badAbove: 4 * HOUR },
  /** Whatever the bus did not take is wrong at once: nothing else would show it. */
  unpublishedChanges: { warnAbove: 0, badAbove: 0 },
  /** A day of a partner's money without proof is a call to the partner, not a fault of ours. */
  lateSettlements: { warnAbove: 0, badAbove: 5 },
  auditDaysBehind: { warnAbove: 0, badAbove: 1 },
  unreadablePartners: { warnAbove: 0, badAbove: 0 },
} as const satisfies Readonly<Record<string, HealthLimit>>;

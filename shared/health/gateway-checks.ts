import type { FailureCause } from "../failure/failure.ts";
import { type OpenTally, tallyCauses } from "../failure/tally-causes.ts";
import type { HealthCheck, HealthSight } from "./health-check.ts";
import { HEALTH_LIMITS } from "./health-limits.ts";
import { oldestPending } from "./oldest-pending.ts";
import { unsealedDays } from "./unsealed-days.ts";

/** An item that is never there: what is measured is the way to the table and back. */
const NOTHING = { PK: "PARTNERS", SK: "none#PROFILE" } as const;

/** What breaks between the ledger and the bus shows as failures of these causes: nobody else would see that the bus takes nothing. */
const UNPUBLISHED: readonly FailureCause[] = ["event-not-published", "record-unreadable"];

/** Everything that can be told from the ledger alone, without a key and without a right to write. */
export const GATEWAY_CHECKS = {
  LedgerReadMs: {
    ...{ name: "ledger-read", unit: "ms", limit: HEALTH_LIMITS.ledgerReadMs, runbook: "ledger-throttled" },
    async measure({ ledger, clock }) {
      const startedAt = clock.machineNow();
      await ledger.read(NOTHING);
      return clock.machineNow() - startedAt;
    },
  },
  PendingActivationSeconds: {
    ...{ name: "pending-activation", unit: "seconds", runbook: "pending-activation" },
    limit: HEALTH_LIMITS.pendingActivationSeconds,
    async measure({ ledger, clock }) {
      const now = clock.businessNow();
      return seconds(now - ((await oldestPending(ledger, now)) ?? now));
    },
  },
  OpenFailures: {
    ...{ name: "open-failures", unit: "count", limit: HEALTH_LIMITS.openFailures, runbook: "oldest-failure" },
    measure: async ({ tally }) => (await tally()).count,
  },
  OldestFailureSeconds: {
    ...{ name: "oldest-failure", unit: "seconds", runbook: "oldest-failure" },
    limit: HEALTH_LIMITS.oldestFailureSeconds,
    async measure({ tally, clock }) {
      const now = clock.businessNow();
      return seconds(now - ((await tally()).oldest ?? now));
    },
  },
  UnpublishedChanges: {
    ...{ name: "unpublished-changes", unit: "count", runbook: "unpublished-changes" },
    limit: HEALTH_LIMITS.unpublishedChanges,
    measure: async ({ tally }) => countOf(await tally(), UNPUBLISHED),
  },
  LateSettlements: {
    ...{ name: "settlement-late", unit: "count", runbook: "settlement-late" },
    limit: HEALTH_LIMITS.lateSettlements,
    measure: async ({ tally }) => countOf(await tally(), ["settlement-file-late"]),
  },
  AuditDaysBehind: {
    ...{ name: "audit-root", unit: "days", runbook: "audit-unsealed" },
    limit: HEALTH_LIMITS.auditDaysBehind,
    measure: ({ ledger, clock }) => unsealedDays(ledger, clock.machineNow()),
  },
} as const satisfies Readonly<Record<string, HealthCheck>>;

/** What checks look at; what is open is counted once, however many ask. */
export function healthSight({ ledger, clock }: Pick<HealthSight, "ledger" | "clock">): HealthSight {
  let counting: Promise<OpenTally> | undefined;
  return {
    ...{ ledger, clock },
    tally() {
      counting ??= tallyCauses(ledger, undefined);
      return counting;
    },
  };
}

const seconds = (ms: number): number => Math.max(0, Math.round(ms / 1000));

const countOf = ({ causes }: OpenTally, wanted: readonly FailureCause[]): number =>
  causes.filter(({ cause }) => wanted.includes(cause)).reduce((sum, { count }) => sum + count, 0);

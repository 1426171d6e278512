import { instant } from "../calendar/calendar.ts";
import { CoreUnavailable } from "../core/core.ts";
import { carryOut, type ErrandDeps } from "./carry-out.ts";
import { type OverduePayment, overduePayment } from "./overdue.ts";
import { pendingPartitions } from "./pending-partitions.ts";

/** How far a run goes. What it leaves is taken up by the next one. */
export interface SweepLimits {
  /** Younger payments are left to their own message. */
  readonly afterMs: number;
  /** Look-back of the index; what is older has become a failure of its own. */
  readonly hours: number;
  readonly perPartition: number;
  /** A core that gave no answer so often is down; the run ends instead of pressing on. */
  readonly unansweredMax: number;
  /** Whether there is time for another payment. */
  readonly hasTime: () => boolean;
}

export interface SweepReport {
  found: number;
  unanswered: number;
  readonly outcomes: Record<string, number>;
  /** Payments that failed for another reason than the core's silence, with the fault. */
  readonly failed: { readonly paymentKey: string; readonly fault: unknown }[];
}

/** Partitions that are worked on at once. */
const LANES = 8;

/** Runs begin at another place each time, a prime apart. */
const TURN = 37;

/**
 * Activates payments that were accepted a while ago and are still not in force, whatever became of their event: the table says what is due. Safe to run at once with
 * the consumer and with itself. Nothing that fails stops the rest.
 */
export async function sweep(deps: ErrandDeps, limits: SweepLimits, runNumber: number): Promise<SweepReport> {
  const report: SweepReport = { found: 0, unanswered: 0, outcomes: {}, failed: [] };
  const now = deps.clock.businessNow();
  const partitions = pendingPartitions(now, limits.hours, runNumber * TURN);
  const goesOn = () => limits.hasTime() && report.unanswered < limits.unansweredMax;
  let next = 0;

  async function lane(): Promise<void> {
    for (let partition = partitions[next++]; partition && goesOn(); partition = partitions[next++]) {
      const items = await deps.ledger.readIndex({
        index: "pending-activation",
        partition,
        limit: limits.perPartition,
        newestFirst: false,
      });
      for (const { pendingActivationSK: paymentKey } of items) {
        if (goesOn()) await attend(deps, report, paymentKey, { now, afterMs: limits.afterMs });
      }
    }
  }
  await Promise.all(Array.from({ length: LANES }, lane));
  return report;
}

async function attend(
  deps: ErrandDeps,
  report: SweepReport,
  paymentKey: unknown,
  when: Parameters<typeof overduePayment>[2],
): Promise<void> {
  try {
    const overdue = await overduePayment(deps.ledger, paymentKey, when);
    if (!overdue) return;
    report.found += 1;
    const { kind } = await carryOut(deps, errandOf(deps, overdue));
    report.outcomes[kind] = (report.outcomes[kind] ?? 0) + 1;
  } catch (fault) {
    if (fault instanceof CoreUnavailable) report.unanswered += 1;
    else report.failed.push({ paymentKey: String(paymentKey), fault });
  }
}

/** Its waiting time is the payment's age, moved from business time to the machine's. */
function errandOf({ clock }: ErrandDeps, { paymentKey, receivedAt }: OverduePayment) {
  const waitingSince = instant(clock.machineNow() - (clock.businessNow() - receivedAt));
  return { kind: "activate", paymentKey, waitingSince } as const;
}

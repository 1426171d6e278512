import { type Instant, instant } from "../calendar/calendar.ts";
import { CoreUnavailable } from "../core/core.ts";
import { failureOf } from "../failure/failure.ts";
import { openFailure } from "../failure/failure-store.ts";
import { MENDED_BY_ANSWER, mendFailures } from "../failure/mend-failures.ts";
import { LedgerFault } from "../ledger/fault.ts";
import { carryOut, type ErrandDeps } from "./carry-out.ts";
import { type OverduePayment, overduePayment } from "./overdue.ts";
import { pendingPartitions } from "./pending-partitions.ts";

/** How far a run goes. What it leaves is taken up by the next one. */
export interface SweepLimits {
  /** Younger payments are left to their own message. */
  readonly afterMs: number;
  /** A payment that is pending for so long must show: what no failure tells of becomes one. */
  readonly boundMs: number;
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
  /** Payments pending beyond their bound that nothing else told ops of. */
  shown: number;
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
 * the consumer and with itself. Nothing that fails stops the rest. A run that the core's silence has ended asks no more, but still looks: what is pending beyond its bound, and
 * stands in no failure, becomes one.
 */
export async function sweep(deps: ErrandDeps, limits: SweepLimits, runNumber: number): Promise<SweepReport> {
  const report: SweepReport = { found: 0, unanswered: 0, shown: 0, outcomes: {}, failed: [] };
  const now = deps.clock.businessNow();
  const partitions = pendingPartitions(now, limits.hours, runNumber * TURN);
  let next = 0;

  async function lane(): Promise<void> {
    for (let partition = partitions[next++]; partition && limits.hasTime(); partition = partitions[next++]) {
      const items = await deps.ledger.readIndex({
        index: "pending-activation",
        partition,
        limit: limits.perPartition,
        newestFirst: false,
      });
      for (const { pendingActivationSK: paymentKey } of items) {
        if (limits.hasTime()) await attend(deps, report, paymentKey, { ...limits, now });
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
  limits: SweepLimits & { readonly now: Instant },
): Promise<void> {
  const isDue = (overdue: OverduePayment) => limits.now - overdue.receivedAt >= limits.boundMs;
  try {
    const overdue = await overduePayment(deps.ledger, paymentKey, limits);
    if (!overdue) return;
    const settled = report.unanswered < limits.unansweredMax && (await settle(deps, report, overdue));
    if (!settled && !overdue.isShown && isDue(overdue)) await show(deps, report, overdue);
  } catch (fault) {
    report.failed.push({ paymentKey: String(paymentKey), fault });
    if (fault instanceof LedgerFault && fault.code === "LEDGER_ITEM_UNREADABLE") {
      await showUnreadable(deps, report, String(paymentKey), fault.code);
    }
  }
}

/** Money that nobody can read will never come into force by itself, however young it is. */
async function showUnreadable(
  { ledger, clock }: ErrandDeps,
  report: SweepReport,
  paymentKey: string,
  reason: string,
): Promise<void> {
  const subject = { kind: "payment", id: paymentKey } as const;
  const failure = failureOf({ cause: "found-by-sweeper", subject, reason, openedAt: clock.businessNow() });
  try {
    if ((await openFailure(ledger, failure)) === "opened") report.shown += 1;
  } catch (fault) {
    report.failed.push({ paymentKey, fault });
  }
}

/** @returns whether there was an answer, whatever it said */
async function settle(deps: ErrandDeps, report: SweepReport, overdue: OverduePayment): Promise<boolean> {
  report.found += 1;
  try {
    const { kind } = await carryOut(deps, errandOf(deps, overdue));
    report.outcomes[kind] = (report.outcomes[kind] ?? 0) + 1;
    return true;
  } catch (fault) {
    if (fault instanceof CoreUnavailable) report.unanswered += 1;
    else report.failed.push({ paymentKey: overdue.paymentKey, fault });
    return false;
  }
}

/** Looks again first: the attempt itself may have shown it, or somebody else got the answer. Whoever gets it later closes this with the rest. */
async function show(deps: ErrandDeps, report: SweepReport, seen: OverduePayment): Promise<void> {
  const { ledger, clock } = deps;
  const now = clock.businessNow();
  const overdue = await overduePayment(ledger, seen.paymentKey, { now, afterMs: 0 });
  if (!overdue || overdue.isShown) return;
  const { paymentKey, amountRupiah } = overdue;
  const subject = { kind: "payment", id: paymentKey } as const;
  const cause = "found-by-sweeper";
  await openFailure(ledger, failureOf({ cause, subject, reason: "", openedAt: now, amountRupiah }));
  report.shown += 1;
  if (!(await overduePayment(ledger, paymentKey, { now, afterMs: 0 }))) {
    await mendFailures(deps, paymentKey, MENDED_BY_ANSWER);
  }
}

/** Its waiting time is the payment's age, moved from business time to the machine's. */
function errandOf({ clock }: ErrandDeps, { paymentKey, receivedAt }: OverduePayment) {
  const waitingSince = instant(clock.machineNow() - (clock.businessNow() - receivedAt));
  return { kind: "activate", paymentKey, waitingSince } as const;
}

import { overduePayment } from "../activation/overdue.ts";
import { pendingPartitions } from "../activation/pending-partitions.ts";
import type { Instant } from "../calendar/calendar.ts";
import { INDEX_SHARDS } from "../ledger/key.ts";
import type { Ledger } from "../ledger/ledger.ts";

/** What is older stands in an open failure by then, if it stands nowhere else (shared/activation/sweep.ts). */
const HOURS = 3;

/** Payments that wait for a person stay in the index and do not count; behind so many of them in one shard nothing is seen. */
const LOOKED_AT_PER_SHARD = 5;

/**
 * When the payment was received that has waited longest for its cover and waits for no person. Bounded: 48 small queries, and five payments a shard read as they stand.
 * @returns undefined when none waits
 */
export async function oldestPending(ledger: Ledger, now: Instant): Promise<Instant | undefined> {
  const partitions = pendingPartitions(now, HOURS, 0);
  for (let hour = 0; hour < HOURS; hour++) {
    const shards = partitions.slice(hour * INDEX_SHARDS, (hour + 1) * INDEX_SHARDS);
    const received = (await Promise.all(shards.map((shard) => waitingIn(ledger, shard, now)))).flat();
    if (received.length > 0) return received.reduce((first, each) => (each < first ? each : first));
  }
  return undefined;
}

async function waitingIn(ledger: Ledger, partition: string, now: Instant): Promise<readonly Instant[]> {
  const items = await ledger.readIndex({
    index: "pending-activation",
    ...{ partition, limit: LOOKED_AT_PER_SHARD, newestFirst: false },
  });
  const payments = await Promise.all(
    items.map(({ pendingActivationSK }) => overduePayment(ledger, pendingActivationSK, { now, afterMs: 0 })),
  );
  return payments.flatMap((payment) => (payment ? [payment.receivedAt] : []));
}

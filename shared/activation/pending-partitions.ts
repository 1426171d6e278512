import type { Instant } from "../calendar/calendar.ts";
import { INDEX_SHARDS, joinKey } from "../ledger/key.ts";

const HOUR_MS = 3_600_000;

/**
 * The partitions of the pending-activation index for the last so many hours, the current one included: hour (UTC) by shard, oldest first. `turn` rotates
 * the list, so that a run that ends early does not leave out the same ones as the run before.
 */
export function pendingPartitions(now: Instant, hours: number, turn: number): readonly string[] {
  const partitions: string[] = [];
  for (let back = hours - 1; back >= 0; back--) {
    const hour = new Date(now - back * HOUR_MS).toISOString().slice(0, 13);
    for (let shard = 0; shard < INDEX_SHARDS; shard++) {
      partitions.push(joinKey("PENDING", hour, String(shard).padStart(2, "0")));
    }
  }
  const start = partitions.length === 0 ? 0 : turn % partitions.length;
  return [...partitions.slice(start), ...partitions.slice(0, start)];
}

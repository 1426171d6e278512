import { addDays, type BusinessDate } from "../calendar/calendar.ts";
import { INDEX_SHARDS, joinKey } from "../ledger/key.ts";

/** The partitions of the coverage-end index for runs whose last day is `today` or one of the `days - 1` days after it. */
export function endingPartitions(today: BusinessDate, days: number): readonly string[] {
  return Array.from({ length: days }, (_, ahead) => addDays(today, ahead)).flatMap((date) =>
    Array.from({ length: INDEX_SHARDS }, (_, shard) => joinKey("END", date, String(shard).padStart(2, "0"))),
  );
}

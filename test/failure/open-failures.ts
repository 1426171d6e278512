import type { StandingFailure } from "../../shared/failure/failure.ts";
import { failureFrom } from "../../shared/failure/failure-item.ts";
import { INDEX_SHARDS } from "../../shared/ledger/key.ts";
import type { Ledger } from "../../shared/ledger/ledger.ts";

/** What ops see: every failure on the open list, as it stands in the table. */
export async function openFailures(ledger: Ledger): Promise<readonly StandingFailure[]> {
  const pages = await Promise.all(
    Array.from({ length: INDEX_SHARDS }, (_, shard) =>
      ledger.readIndex({
        index: "open-failures",
        partition: `OPEN#${String(shard).padStart(2, "0")}`,
        limit: 100,
        newestFirst: false,
      }),
    ),
  );
  const items = await Promise.all(pages.flat().map(({ PK, SK }) => ledger.read({ PK, SK })));
  return items.flatMap((item) => (item ? [failureFrom(item)] : []));
}

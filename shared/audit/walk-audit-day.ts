import type { BusinessDate } from "../calendar/calendar.ts";
import type { Ledger, LedgerCursor } from "../ledger/ledger.ts";
import type { AuditEntry } from "./audit-entry.ts";
import { CHAIN_SHARDS } from "./chain.ts";
import { chainPartition, decodeEntry, FIRST_ENTRY_SORT_KEY, LAST_ENTRY_SORT_KEY } from "./chain-item.ts";

const PAGE = 500;

/** Every entry of a day, shard by shard and oldest first within one, for whoever has to see them all. One Query a page of five hundred. */
export async function* walkAuditDay(
  ledger: Pick<Ledger, "readPage">,
  day: BusinessDate,
): AsyncGenerator<AuditEntry> {
  for (const shard of CHAIN_SHARDS) {
    const range = {
      partition: chainPartition({ day, shard }),
      from: FIRST_ENTRY_SORT_KEY,
      to: LAST_ENTRY_SORT_KEY,
    };
    let after: LedgerCursor | undefined;
    do {
      const page = await ledger.readPage({ ...range, limit: PAGE, after });
      for (const item of page.items) yield decodeEntry(item).entry;
      after = page.next;
    } while (after !== undefined);
  }
}

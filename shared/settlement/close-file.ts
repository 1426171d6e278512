import type { SettlementDeps } from "./deps.ts";
import { SHARDS } from "./errand.ts";
import { filePartition, reconciledWrite, type SettlementFile } from "./file-item.ts";
import { progressKey, progressOf } from "./progress-item.ts";
import { addTotals } from "./settlement.ts";
import { SHARD_RANGE, shardOfItem } from "./shard-item.ts";

/**
 * Closes a file whose shards are all done; before that it does nothing. Whoever ends last closes, and whoever is delivered again too: the write happens once. What stays
 * open is asked of the bank first, so that no end in between forgets it.
 */
export async function closeFile(deps: SettlementDeps, { fileId, asksBank }: SettlementFile): Promise<void> {
  const { ledger, errands, clock } = deps;
  const item = await ledger.read(progressKey(fileId));
  if (!item || progressOf(item).shardsDone < SHARDS.length) return;
  const items = await ledger.readRange({ partition: filePartition(fileId), ...SHARD_RANGE });
  const shards = items.map(shardOfItem);
  if (asksBank) {
    const open = shards.filter(({ differences }) => differences > 0);
    await errands.send(open.map(({ shard }) => ({ kind: "ask", fileId, shard }) as const));
  }
  const money = { count: 0, rupiah: 0 };
  for (const shard of shards) {
    money.count += shard.ledger.count;
    money.rupiah += shard.ledger.rupiah;
  }
  const totals = addTotals(shards.map((shard) => shard.totals));
  await ledger.write(reconciledWrite(fileId, { totals, ledger: money, reconciledAt: clock.businessNow() }));
}

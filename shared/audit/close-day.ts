import type { BusinessDate } from "../calendar/calendar.ts";
import { jitteredWait } from "../ledger/jittered-wait.ts";
import type { Ledger } from "../ledger/ledger.ts";
import { AuditFault } from "./audit-fault.ts";
import { CHAIN_SHARDS, type ChainHead, type ChainId, emptyChain } from "./chain.ts";
import { decodeHead, headItem, headKey, stillAt } from "./chain-item.ts";
import type { ShardHead } from "./signed-document.ts";

const ATTEMPTS_MAX = 8;
const BACKOFF_MS = 30;

/**
 * Closes every chain of a day, those without an entry too, and says where they ended. From then on no entry is taken for the day: one that is on its way finds
 * the closed head and goes to the next open day. A closed day closes the same way again. One GetItem and at most one PutItem a shard.
 * @throws AuditFault when a head keeps moving
 */
export async function closeDay(
  ledger: Pick<Ledger, "read" | "write">,
  day: BusinessDate,
): Promise<readonly ShardHead[]> {
  return Promise.all(
    CHAIN_SHARDS.map(async (shard) => {
      const { sequence, hash } = await closeChain(ledger, { day, shard });
      return { shard, count: sequence, hash };
    }),
  );
}

async function closeChain(ledger: Pick<Ledger, "read" | "write">, chain: ChainId): Promise<ChainHead> {
  for (let attempt = 1; attempt <= ATTEMPTS_MAX; attempt++) {
    const item = await ledger.read(headKey(chain));
    const head = item && decodeHead(item);
    if (head?.closed) return head;
    const end = head ?? emptyChain(chain);
    const closed = headItem(chain, end, true);
    const { kind } = await ledger.write({
      kind: "put",
      item: closed,
      guard: head ? stillAt(head) : "absent",
    });
    if (kind === "committed") return end;
    await jitteredWait(BACKOFF_MS * attempt);
  }
  throw new AuditFault("AUDIT_HEAD_CONTENDED", `an audit chain of ${chain.day} could not be closed`);
}

/** Where the chains of a day stand while it is still open. One BatchGetItem. */
export async function readHeads(
  ledger: Pick<Ledger, "readTogether">,
  day: BusinessDate,
): Promise<readonly ShardHead[]> {
  const items = await ledger.readTogether(CHAIN_SHARDS.map((shard) => headKey({ day, shard })));
  return CHAIN_SHARDS.map((shard, index) => {
    const item = items[index];
    const { sequence, hash } = item ? decodeHead(item) : emptyChain({ day, shard });
    return { shard, count: sequence, hash };
  });
}

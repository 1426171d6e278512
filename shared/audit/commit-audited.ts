import { addDays, type BusinessDate, businessDateOf } from "../calendar/calendar.ts";
import { LedgerFault } from "../ledger/fault.ts";
import { jitteredWait } from "../ledger/jittered-wait.ts";
import { shardOf } from "../ledger/key.ts";
import type { Ledger } from "../ledger/ledger.ts";
import type { LedgerItem, LedgerWrite, WriteResult } from "../ledger/write.ts";
import type { AuditEntry } from "./audit-entry.ts";
import { AuditFault } from "./audit-fault.ts";
import { type ChainHead, type ChainId, chainEntry, emptyChain, entryDigest } from "./chain.ts";
import {
  decodeHead,
  entryItem,
  headItem,
  headKey,
  type StoredHead,
  stillAt,
  takenIdItem,
} from "./chain-item.ts";
import { readLastSeal } from "./seal-state.ts";
import { typedText } from "./typed-text.ts";

/** How often an act is sent again when only the chain's head moved: sixteen chains a day, and each move lets one act through. */
const ATTEMPTS_MAX = 8;
const BACKOFF_MS = 30;

/** The trail's own writes stand before those of the act. */
const OWN_WRITES = 3;
const TAKEN_ID = 2;

/**
 * Writes an act and its entry in the audit trail as one transaction, the entry linked to the chain of its day and shard. `failed[].index` of a guarded result
 * counts in `writes`. An act whose id was entered before is `committed`: it was, with its entry. An entry whose day is closed goes to the first open day after it;
 * it keeps its own instant. Round trips: one GetItem, one TransactWriteItems, one more for each time that another act was quicker on the same chain.
 * @throws AuditFault when another act has this id, or the head kept moving
 */
export async function commitAudited(
  ledger: Pick<Ledger, "read" | "transact">,
  told: AuditEntry,
  writes: readonly LedgerWrite[],
): Promise<WriteResult> {
  // Here, where every entry passes: a NIK that somebody typed into his reason would stand in the trail for ten years.
  const entry = { ...told, reason: typedText(told.reason) };
  let place = await openPlace(ledger, businessDateOf(entry.at), shardOf(entry.auditId));
  for (let attempt = 1; attempt <= ATTEMPTS_MAX; attempt++) {
    const { chain, head } = place;
    const result = await ledger.transact([...entryWrites(chain, head, entry), ...writes]).catch(contended);
    if (result.kind === "committed") return result;
    if (result.kind === "guarded") {
      const taken = result.failed.find(({ index }) => index === TAKEN_ID);
      if (taken) return alreadyEntered(entry, taken.item);
      const failed = result.failed.filter(({ index }) => index >= OWN_WRITES);
      if (failed.length > 0) {
        return {
          kind: "guarded",
          failed: failed.map((each) => ({ ...each, index: each.index - OWN_WRITES })),
        };
      }
    }
    await jitteredWait(BACKOFF_MS * attempt);
    place = await openPlace(ledger, chain.day, chain.shard);
  }
  throw new AuditFault("AUDIT_HEAD_CONTENDED", `an audit chain's head moved ${ATTEMPTS_MAX} times`);
}

interface Place {
  readonly chain: ChainId;
  readonly head: StoredHead | undefined;
}

/** Where the next entry of a day and shard belongs. A closed day's late entry goes behind the last day that was sealed. */
async function openPlace(ledger: Pick<Ledger, "read">, day: BusinessDate, shard: string): Promise<Place> {
  const chain = { day, shard };
  const head = await readHead(ledger, chain);
  if (!head?.closed) return { chain, head };
  const sealed = await readLastSeal(ledger);
  const last = sealed && sealed.day > day ? sealed.day : day;
  const next = { day: addDays(last, 1), shard };
  return { chain: next, head: await readHead(ledger, next) };
}

async function readHead(ledger: Pick<Ledger, "read">, chain: ChainId): Promise<StoredHead | undefined> {
  const item = await ledger.read(headKey(chain));
  return item && decodeHead(item);
}

/** Entry, head and taken id, in this order. A head that was closed meanwhile fails the guard, and the act looks for its place again. */
function entryWrites(chain: ChainId, head: ChainHead | undefined, entry: AuditEntry): readonly LedgerWrite[] {
  const chained = chainEntry(chain, head ?? emptyChain(chain), entry);
  return [
    { kind: "put", item: entryItem(chained), guard: "absent" },
    { kind: "put", item: headItem(chain, chained), guard: head ? stillAt(head) : "absent" },
    { kind: "put", item: takenIdItem(chained), guard: "absent" },
  ];
}

function alreadyEntered(entry: AuditEntry, taken: LedgerItem | undefined): WriteResult {
  if (taken?.digest === entryDigest(entry)) return { kind: "committed" };
  throw new AuditFault("AUDIT_ID_TAKEN", `another act has the audit id ${entry.auditId}`);
}

/** In AWS, two transactions on one head refuse each other as a conflict before either guard is looked at: the same as a head that moved. */
function contended(error: unknown): { readonly kind: "contended" } {
  if (error instanceof LedgerFault && error.code === "LEDGER_CONTENDED") return { kind: "contended" };
  throw error;
}

import type { LedgerItem } from "../../ledger/write.ts";
import { type ChainId, chainedHash, emptyChain } from "../chain.ts";
import { decodeEntry, type StoredEntry, sequenceOfSortKey } from "../chain-item.ts";
import type { Finding } from "./finding.ts";

/** What the entries of one chain themselves say. */
export interface ChainWalk {
  readonly chain: ChainId;
  /** The number of the last entry; 0 for none. */
  readonly end: number;
  /** The hash of the last entry as it is stored; undefined when that entry is not its own. */
  readonly endHash: string | undefined;
  /** The stored hash at each number that was asked for. */
  readonly hashAt: ReadonlyMap<number, string>;
  /** Entries from before the chain existed: nothing proves them. */
  readonly unchained: number;
  readonly findings: readonly Finding[];
}

/**
 * Follows one chain from its beginning, entry by entry in the order of their keys, in memory that does not grow with it. An entry that is wrong is named once:
 * those after it are compared with the hash that it is stored with.
 */
export function chainWalker(chain: ChainId, askedAt: ReadonlySet<number>) {
  const findings: Finding[] = [];
  const hashAt = new Map<number, string>();
  let end = 0;
  let endHash: string | undefined = emptyChain(chain).hash;
  let unchained = 0;
  if (askedAt.has(0)) hashAt.set(0, endHash);

  return {
    take(item: LedgerItem): void {
      const place = sequenceOfSortKey(item.SK);
      if (place === undefined) {
        unchained++;
        return;
      }
      const at = { ...chain, sequence: place };
      if (place > end + 1) {
        findings.push({ kind: "entry-missing", ...chain, sequence: end + 1, through: place - 1 });
        endHash = undefined;
      }
      const judged = judgeEntry(item, at, endHash);
      if (judged.finding) findings.push(judged.finding);
      end = place;
      endHash = judged.hash;
      if (askedAt.has(place) && endHash !== undefined) hashAt.set(place, endHash);
    },
    done: (): ChainWalk => ({ chain, end, endHash, hashAt, unchained, findings }),
  };
}

type Place = ChainId & { readonly sequence: number };

/** @param before the hash of the entry before, where that is known */
function judgeEntry(
  item: LedgerItem,
  at: Place,
  before: string | undefined,
): { readonly finding?: Finding; readonly hash: string | undefined } {
  const entry = readChained(item);
  if (!entry) return { finding: { kind: "entry-altered", ...at }, hash: undefined };
  if (entry.day !== at.day || entry.shard !== at.shard || entry.sequence !== at.sequence) {
    const from = `${entry.day}/${entry.shard}/${entry.sequence}`;
    return { finding: { kind: "entry-moved", ...at, from }, hash: undefined };
  }
  if (chainedHash(entry) !== entry.hash)
    return { finding: { kind: "entry-altered", ...at }, hash: entry.hash };
  if (before !== undefined && entry.previousHash !== before) {
    const finding = { kind: "entry-replaced", ...at, sequence: Math.max(1, at.sequence - 1) } as const;
    return { finding, hash: entry.hash };
  }
  return { hash: entry.hash };
}

function readChained(item: LedgerItem) {
  let stored: StoredEntry;
  try {
    stored = decodeEntry(item);
  } catch {
    return undefined;
  }
  return stored.kind === "chained" ? stored.entry : undefined;
}

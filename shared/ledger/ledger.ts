import type { LedgerKey } from "./key.ts";
import type { LedgerIndexName } from "./table.ts";
import type { LedgerItem, LedgerWrite, WriteResult } from "./write.ts";

/** A stretch of one partition in sort-key order. */
export interface PartitionRange {
  readonly partition: string;
  readonly from: string;
  readonly to: string;
  /** From the end backwards; in order otherwise. */
  readonly newestFirst?: boolean;
  /** Stops after so many items; the whole stretch otherwise. */
  readonly limit?: number;
}

/** A page of an index; the caller must not decide on money with it: indexes lag. */
export interface IndexRange {
  readonly index: LedgerIndexName;
  readonly partition: string;
  readonly limit: number;
  readonly newestFirst: boolean;
}

/**
 * The ledger's verbs. All reads but `readIndex` are strongly consistent, because decisions about money hang on them; each call is one
 * round trip unless the store is contended.
 * @throws LedgerFault when the store keeps refusing for reasons that are not ours (contention, throttling).
 */
export interface Ledger {
  read(key: LedgerKey): Promise<LedgerItem | undefined>;
  /** Reads several items at once; answers stand in the order of the keys. */
  readTogether(keys: readonly LedgerKey[]): Promise<readonly (LedgerItem | undefined)[]>;
  readRange(range: PartitionRange): Promise<readonly LedgerItem[]>;
  readIndex(range: IndexRange): Promise<readonly LedgerItem[]>;
  /** One conditional write. */
  write(write: LedgerWrite): Promise<WriteResult>;
  /** All of the writes or none. */
  transact(writes: readonly LedgerWrite[]): Promise<WriteResult>;
}

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
  /** Begins at this sort key, itself included; at the beginning otherwise. For pages in order, oldest first. */
  readonly from?: string;
  readonly limit: number;
  readonly newestFirst: boolean;
}

/** How many items a page has at most, and where it goes on. */
export interface PageRange {
  readonly limit: number;
  readonly after?: LedgerCursor | undefined;
}

declare const cursorBrand: unique symbol;

/** Where a page ended, to go on from there. Opaque; only the ledger makes and reads one. */
export type LedgerCursor = string & { readonly [cursorBrand]: true };

/** Some items and, if there are more, where they go on. */
export interface LedgerPage {
  readonly items: readonly LedgerItem[];
  readonly next: LedgerCursor | undefined;
}

/**
 * The ledger's verbs. All reads but those of an index are strongly consistent, because decisions about money hang on them; each call is one
 * round trip unless the store is contended.
 * @throws LedgerFault when the store keeps refusing for reasons that are not ours (contention, throttling).
 */
export interface Ledger {
  read(key: LedgerKey): Promise<LedgerItem | undefined>;
  /** Reads several items at once, a hundred a round trip; answers stand in the order of the keys, of which none may come twice. */
  readTogether(keys: readonly LedgerKey[]): Promise<readonly (LedgerItem | undefined)[]>;
  readRange(range: PartitionRange): Promise<readonly LedgerItem[]>;
  /** One page of a stretch of a partition, for stretches that may be long. */
  readPage(range: PartitionRange & PageRange): Promise<LedgerPage>;
  readIndex(range: IndexRange): Promise<readonly LedgerItem[]>;
  /** The same page by page. `upTo` is the last sort key, included. */
  readIndexPage(range: IndexRange & PageRange & { readonly upTo?: string }): Promise<LedgerPage>;
  /** One conditional write. */
  write(write: LedgerWrite): Promise<WriteResult>;
  /** All of the writes or none. */
  transact(writes: readonly LedgerWrite[]): Promise<WriteResult>;
}

import * as z from "zod/mini";
import { type BusinessDate, type Instant, instant, parseBusinessDate } from "../calendar/calendar.ts";
import { decodeItem } from "../ledger/decode-item.ts";
import { joinKey, type LedgerKey } from "../ledger/key.ts";
import type { Expression, LedgerItem } from "../ledger/write.ts";
import type { AuditEntry } from "./audit-entry.ts";
import { type ChainedEntry, type ChainHead, type ChainId, entryDigest } from "./chain.ts";

/** The head as it is stored: a closed one takes no entry any more, because its day is about to be sealed. */
export interface StoredHead extends ChainHead {
  readonly closed: boolean;
}

/** An entry as it was read: one from before the chain existed stands by itself. */
export type StoredEntry =
  | { readonly kind: "chained"; readonly entry: ChainedEntry }
  | { readonly kind: "unchained"; readonly entry: AuditEntry };

const SEQUENCE_DIGITS = 12;

const ENTRY_FIELDS = {
  auditId: z.string(),
  at: z.pipe(
    z.number(),
    z.transform((at): Instant => instant(at)),
  ),
  actor: z.string(),
  action: z.string(),
  subject: z.string(),
  reason: z.string(),
  origin: z.string(),
};

const UnchainedItem = z.object(ENTRY_FIELDS);
const ChainedItem = z.object({
  ...ENTRY_FIELDS,
  day: z.custom<BusinessDate>((day) => typeof day === "string" && parseBusinessDate(day) !== undefined),
  shard: z.string(),
  sequence: z.number(),
  previousHash: z.string(),
  hash: z.string(),
});
const HeadItem = z.object({ sequence: z.number(), hash: z.string(), closed: z.optional(z.boolean()) });

/** The partition of a chain: its entries and its head. */
export const chainPartition = ({ day, shard }: ChainId): string => joinKey("AUDIT", day, shard);

/** Sort key of an entry. Items from before the chain begin with their instant, so they sort before every chained one. */
export const entrySortKey = (sequence: number): string =>
  joinKey("ENTRY", String(sequence).padStart(SEQUENCE_DIGITS, "0"));

/** The number in an entry's sort key; undefined for an entry from before the chain. */
export function sequenceOfSortKey(sortKey: string): number | undefined {
  const digits = /^ENTRY#(\d+)$/.exec(sortKey)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

/** Before every entry of a partition, chained or not. */
export const FIRST_ENTRY_SORT_KEY = "0";
/** Behind every entry; the head sorts behind it. */
export const LAST_ENTRY_SORT_KEY = "ENTRY$";

export const headKey = (chain: ChainId): LedgerKey => ({ PK: chainPartition(chain), SK: "HEAD" });

export function entryItem(entry: ChainedEntry): LedgerItem {
  return { PK: chainPartition(entry), SK: entrySortKey(entry.sequence), schemaVersion: 2, ...entry };
}

export function headItem(chain: ChainId, { sequence, hash }: ChainHead, closed = false): LedgerItem {
  return { ...headKey(chain), schemaVersion: 1, sequence, hash, ...(closed && { closed }) };
}

/** Says that an act has been entered, and where: the same act again meets it, whatever day is open by then. */
export function takenIdItem(entry: ChainedEntry): LedgerItem {
  const { auditId, day, shard, sequence } = entry;
  const key = { PK: joinKey("AUDIT", "ID", auditId), SK: "TAKEN" };
  return { ...key, schemaVersion: 1, day, shard, sequence, digest: entryDigest(entry) };
}

/** @throws LedgerFault LEDGER_ITEM_UNREADABLE */
export function decodeEntry(item: LedgerItem): StoredEntry {
  return item.schemaVersion === 1
    ? { kind: "unchained", entry: decodeItem("audit entry", UnchainedItem, item) }
    : { kind: "chained", entry: decodeItem("audit entry", ChainedItem, item) };
}

/** @throws LedgerFault LEDGER_ITEM_UNREADABLE */
export function decodeHead(item: LedgerItem): StoredHead {
  const { sequence, hash, closed } = decodeItem("audit head", HeadItem, item);
  return { sequence, hash, closed: closed === true };
}

/** The head has neither moved nor been closed since it was read. */
export function stillAt(head: ChainHead): Expression {
  return {
    expression: "#sequence = :sequence AND #hash = :hash AND attribute_not_exists(closed)",
    names: { "#sequence": "sequence", "#hash": "hash" },
    values: { ":sequence": head.sequence, ":hash": head.hash },
  };
}

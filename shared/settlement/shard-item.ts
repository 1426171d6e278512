import * as z from "zod/mini";
import { BusinessDateText, InstantMs } from "../calendar/calendar-schema.ts";
import { decodeItem } from "../ledger/decode-item.ts";
import { joinKey, type LedgerKey } from "../ledger/key.ts";
import type { LedgerItem } from "../ledger/write.ts";
import { MemberKey } from "../member/member.ts";
import { filePartition, TotalsSchema } from "./file-item.ts";
import { type SeenLine, seenLinesOf, seenText } from "./seen-line.ts";
import { type Difference, DifferenceCause, DifferenceClass } from "./settlement.ts";

/** Differences in one item: far under DynamoDB's 400 KB with the longest references. */
export const DIFFERENCES_PER_ITEM = 400;

/** Lines and differences of a sixteenth of the references stand in a partition of their own: a large file spreads over sixteen. */
export const shardPartition = (fileId: string, shard: string): string => joinKey("SETTLEMENT", fileId, shard);

const numbered = (prefix: string, number: number) => `${prefix}#${String(number).padStart(5, "0")}`;

const SeenItem = z.object({ schemaVersion: z.literal(1), lines: z.string(), details: z.string() });

/** The seen lines of one chunk and shard. */
export function seenItem(
  place: { readonly fileId: string; readonly shard: string; readonly chunk: number },
  seen: readonly SeenLine[],
): LedgerItem {
  const { fileId, shard, chunk } = place;
  return {
    PK: shardPartition(fileId, shard),
    SK: numbered("SEEN", chunk),
    schemaVersion: 1,
    ...seenText(seen),
  };
}

export const SEEN_RANGE = { from: "SEEN#", to: "SEEN$" } as const;

/** Reads them back. @throws LedgerFault */
export function seenOf(item: LedgerItem): readonly SeenLine[] {
  return seenLinesOf(decodeItem("seen lines", SeenItem, item));
}

const DifferenceSchema = z.object({
  class: DifferenceClass,
  cause: z.nullable(DifferenceCause),
  reference: z.string(),
  line: z.nullable(z.number()),
  firstLine: z.nullable(z.number()),
  theirsRupiah: z.number(),
  oursRupiah: z.number(),
  paidAt: z.nullable(InstantMs),
  memberKey: z.nullable(MemberKey),
  months: z.nullable(z.number()),
  terminal: z.nullable(z.string()),
  otherDate: z.nullable(BusinessDateText),
});
const DifferencesItem = z.object({ schemaVersion: z.literal(1), differences: z.string() });

/** Some of a shard's differences. `run` names who found them: only those of the run that the shard's result names count. */
export function differencesItem(
  place: { readonly fileId: string; readonly shard: string; readonly run: string; readonly page: number },
  differences: readonly Difference[],
): LedgerItem {
  const { fileId, shard, run, page } = place;
  const SK = numbered(joinKey("DIFFERENCES", run), page);
  const text = JSON.stringify(differences);
  return { PK: shardPartition(fileId, shard), SK, schemaVersion: 1, differences: text };
}

export const differencesRange = (run: string) => ({
  from: `${joinKey("DIFFERENCES", run)}#`,
  to: `${joinKey("DIFFERENCES", run)}$`,
});

/** Reads them back. @throws LedgerFault, ZodError */
export function differencesOf(item: LedgerItem): readonly Difference[] {
  const { differences } = decodeItem("settlement differences", DifferencesItem, item);
  return z.parse(z.array(DifferenceSchema), JSON.parse(differences));
}

const ShardItem = z.object({
  schemaVersion: z.literal(1),
  shard: z.string(),
  run: z.string(),
  /** How many differences the run found. */
  differences: z.number(),
  totals: TotalsSchema,
  ledger: z.object({ count: z.number(), rupiah: z.number() }),
});

/** What a shard came to. */
export type ShardResult = Omit<z.infer<typeof ShardItem>, "schemaVersion">;

export const shardKey = (fileId: string, shard: string): LedgerKey => ({
  PK: filePartition(fileId),
  SK: joinKey("SHARD", shard),
});
export const SHARD_RANGE = { from: "SHARD#", to: "SHARD$" } as const;

export function shardItem(fileId: string, result: ShardResult): LedgerItem {
  return { ...shardKey(fileId, result.shard), schemaVersion: 1, ...result };
}

/** Reads a shard's result. @throws LedgerFault */
export function shardOfItem(item: LedgerItem): ShardResult {
  const { schemaVersion: _, ...result } = decodeItem("settlement shard", ShardItem, item);
  return result;
}

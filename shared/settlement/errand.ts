import * as z from "zod/mini";
import { INDEX_SHARDS } from "../ledger/key.ts";
import type { SettlementFile } from "./file-item.ts";

const fileId = z.string().check(z.regex(/^[A-Za-z0-9_-]{22}$/));
const count = z.number().check(z.int(), z.minimum(0));

/** A part of the work that one message stands for. It names what to do and nothing of what was found: that is in the ledger. */
export const Errand = z.discriminatedUnion("kind", [
  /** Match the lines of one chunk with their payments. */
  z.object({ kind: z.literal("chunk"), fileId, chunk: count }),
  /** Put together what all lines of a shard's references say, and find the payments that no line names. */
  z.object({ kind: z.literal("shard"), fileId, shard: z.string().check(z.regex(/^\d\d$/)) }),
  /** Ask the bank about what is open in a shard. */
  z.object({ kind: z.literal("ask"), fileId, shard: z.string().check(z.regex(/^\d\d$/)) }),
  /** Look which files are overdue. */
  z.object({ kind: z.literal("look-for-late") }),
]);
export type Errand = z.infer<typeof Errand>;

/** Where errands go. Sent at least once; done again, each comes out the same. */
export interface Errands {
  send(errands: readonly Errand[]): Promise<void>;
}

/** All shards, `00` to `15`. */
export const SHARDS: readonly string[] = Array.from({ length: INDEX_SHARDS }, (_, shard) =>
  String(shard).padStart(2, "0"),
);

/** What is to do first for a file that was taken in: its chunks, or the shards at once where it has no line. */
export function firstErrands({ fileId: id, chunks }: SettlementFile): readonly Errand[] {
  return chunks.length > 0
    ? chunks.map((_, chunk) => ({ kind: "chunk", fileId: id, chunk }) as const)
    : shardErrands(id);
}

/** What is to do once all chunks are matched. */
export const shardErrands = (id: string): readonly Errand[] =>
  SHARDS.map((shard) => ({ kind: "shard", fileId: id, shard }) as const);

import * as z from "zod/mini";
import { decodeItem } from "../ledger/decode-item.ts";
import type { LedgerKey } from "../ledger/key.ts";
import type { LedgerItem, LedgerWrite } from "../ledger/write.ts";
import { filePartition } from "./file-item.ts";

/** How far a file is. It stands apart from the file, because each part counts it up and nobody else looks. */
const ProgressItem = z.object({
  schemaVersion: z.literal(1),
  chunksDone: z.number(),
  shardsDone: z.number(),
});

export const progressKey = (fileId: string): LedgerKey => ({ PK: filePartition(fileId), SK: "PROGRESS" });

export function progressItem(fileId: string): LedgerItem {
  return { ...progressKey(fileId), schemaVersion: 1, chunksDone: 0, shardsDone: 0 };
}

/** Reads how far a file is. @throws LedgerFault */
export function progressOf(item: LedgerItem) {
  const { chunksDone, shardsDone } = decodeItem("settlement progress", ProgressItem, item);
  return { chunksDone, shardsDone };
}

/** Counts one part more; written with the part's own result, which is put if absent, so that no part counts twice. */
export function countUp(fileId: string, what: "chunksDone" | "shardsDone"): LedgerWrite {
  return {
    kind: "update",
    key: progressKey(fileId),
    update: { expression: `SET ${what} = ${what} + :one`, values: { ":one": 1 } },
    guard: { expression: "attribute_exists(PK)" },
  };
}

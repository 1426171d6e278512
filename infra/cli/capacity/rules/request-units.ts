const WRITE_UNIT_BYTES = 1024;
const READ_UNIT_BYTES = 4096;
/** A transaction writes each item twice: once to prepare, once to commit. */
const TRANSACTION_FACTOR = 2;

/** How the caller wrote: alone, or as a part of a TransactWriteItems. */
export type WriteMode = "alone" | "transaction";

/** Write request units of one item: by the larger of what stood there and what stands there now, in whole kilobytes. */
export function writeUnits(
  { beforeBytes, afterBytes }: { readonly beforeBytes: number; readonly afterBytes: number },
  mode: WriteMode,
): number {
  const units = Math.max(1, Math.ceil(Math.max(beforeBytes, afterBytes) / WRITE_UNIT_BYTES));
  return mode === "transaction" ? units * TRANSACTION_FACTOR : units;
}

/** Read request units of one item read by its key: whole 4 KB, half of it where the read may be stale. Nothing found costs as much as the smallest item. */
export function readUnits(bytes: number, consistency: "consistent" | "eventual"): number {
  const units = Math.max(1, Math.ceil(bytes / READ_UNIT_BYTES));
  return consistency === "consistent" ? units : units / 2;
}

/** A Query is charged for the sum of what it read, not item by item. */
export function queryUnits(itemsBytes: readonly number[], consistency: "consistent" | "eventual"): number {
  return readUnits(
    itemsBytes.reduce((total, bytes) => total + bytes, 0),
    consistency,
  );
}

import { createHash } from "node:crypto";

/** The two key attributes of an item. */
export interface LedgerKey {
  readonly PK: string;
  readonly SK: string;
}

/**
 * Joins the parts of a key with `#`. SNAP references are 1-128 printable ASCII characters, `#` included (design section 2), so `#` and `%`
 * inside a part are escaped: without it "a#b"+"c" and "a"+"b#c" would be one payment.
 */
export function joinKey(...parts: readonly string[]): string {
  return parts
    .map((part) => part.replace(/[%#]/g, (character) => (character === "#" ? "%23" : "%25")))
    .join("#");
}

/** The parts that `joinKey` joined. */
export function splitKey(key: string): readonly string[] {
  return key.split("#").map((part) => part.replaceAll("%23", "#").replaceAll("%25", "%"));
}

/** How many partitions a busy index value is spread over. */
export const INDEX_SHARDS = 16;

/** A stable shard `00`..`15` for an index partition, so that no day or hour is one hot partition (design section 6). */
export function shardOf(text: string): string {
  const first = createHash("sha256").update(text).digest()[0] ?? 0;
  return String(first % INDEX_SHARDS).padStart(2, "0");
}

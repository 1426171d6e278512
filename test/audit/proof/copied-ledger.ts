import type { LedgerKey } from "../../../shared/ledger/key.ts";
import type { Ledger, LedgerCursor } from "../../../shared/ledger/ledger.ts";
import type { LedgerItem } from "../../../shared/ledger/write.ts";

/**
 * What somebody holds who has the ledger's disk: every item, and no guard in the way. Made from a real trail, so that a test breaks a copy in no time and
 * the trail itself stays whole for the next.
 */
export function copiedLedger(from: Iterable<LedgerItem>) {
  const nameOf = ({ PK, SK }: LedgerKey) => JSON.stringify([PK, SK]);
  const items = new Map([...from].map((item) => [nameOf(item), item]));
  const put = (item: LedgerItem) => void items.set(nameOf(item), item);
  const partition = (name: string) =>
    [...items.values()].filter(({ PK }) => PK === name).toSorted((a, b) => (a.SK < b.SK ? -1 : 1));
  const read: Ledger["read"] = async (key) => items.get(nameOf(key));
  return {
    put,
    remove: (key: LedgerKey) => void items.delete(nameOf(key)),
    partition,
    read,
    readTogether: (keys: readonly LedgerKey[]) => Promise.all(keys.map(read)),
    readPage: (async ({ partition: name, from: first, to, limit, after }) => {
      const all = partition(name).filter(({ SK }) => SK >= first && SK <= to && SK > (after ?? ""));
      const page = all.slice(0, limit);
      return { items: page, next: all.length > limit ? (page.at(-1)?.SK as LedgerCursor) : undefined };
    }) satisfies Ledger["readPage"],
    write: (async (write) => {
      if (write.kind !== "put") throw new RangeError(write.kind);
      put(write.item);
      return { kind: "committed" };
    }) satisfies Ledger["write"],
  };
}

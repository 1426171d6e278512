import { LEDGER_TABLE, type LedgerIndex, type LedgerIndexName } from "../../../../shared/ledger/table.ts";
import { itemBytes, type WireItem } from "./item-size.ts";
import { writeUnits } from "./request-units.ts";

/** What one change of an item does to one index. */
export interface IndexWrite {
  readonly index: LedgerIndexName;
  /** Partition keys of the index that are written, one for each write. */
  readonly partitions: readonly string[];
  readonly units: number;
  /** What the index holds of the item afterwards; 0 where it holds nothing. */
  readonly bytes: number;
}

/** Attributes of an item that an index holds; undefined where the item lacks one of the index's keys and so does not stand in it. */
function projection(index: LedgerIndex, item: WireItem | undefined): WireItem | undefined {
  if (!item?.[index.partitionKey] || !item[index.sortKey]) return undefined;
  const { partitionKey, sortKey } = LEDGER_TABLE;
  const held = [partitionKey, sortKey, index.partitionKey, index.sortKey, ...index.include];
  return Object.fromEntries(Object.entries(item).filter(([name]) => held.includes(name)));
}

/**
 * The writes to the indexes that a change of an item costs, by DynamoDB's rules: one to add, to remove or to change what is copied, two where the index's
 * own key changes, none where nothing that the index holds has changed. An index is written after the commit, once: its writes do not count double.
 */
export function indexWrites(
  before: WireItem | undefined,
  after: WireItem | undefined,
): readonly IndexWrite[] {
  return LEDGER_TABLE.indexes.flatMap((index) => {
    const [old, now] = [projection(index, before), projection(index, after)];
    if (JSON.stringify(sorted(old)) === JSON.stringify(sorted(now))) return [];
    const place = (held: WireItem) => JSON.stringify([held[index.partitionKey], held[index.sortKey]]);
    const isMove = old !== undefined && now !== undefined && place(old) !== place(now);
    const parts = isMove ? [[old, undefined] as const, [undefined, now] as const] : [[old, now] as const];
    const units = parts.map(([from, to]) =>
      writeUnits({ beforeBytes: bytes(from), afterBytes: bytes(to) }, "alone"),
    );
    return [
      {
        index: index.name,
        partitions: parts.map(([from, to]) => String((to ?? from)?.[index.partitionKey]?.S)),
        units: units.reduce((total, each) => total + each, 0),
        bytes: bytes(now),
      },
    ];
  });
}

const bytes = (held: WireItem | undefined): number => (held ? itemBytes(held) : 0);

const sorted = (item: WireItem | undefined) =>
  item && Object.entries(item).sort(([one], [other]) => (one < other ? -1 : 1));

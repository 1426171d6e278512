import type { LedgerKey } from "./key.ts";
import type { LedgerWrite } from "./write.ts";

/**
 * The write that adds to counters of an item, and makes the item with these facts where it is not there yet. Its version is 1; an item of another one is left alone.
 * Counters need no guard: they are always there to be added to.
 */
export function additionWrite(
  key: LedgerKey,
  facts: Readonly<Record<string, unknown>>,
  sums: ReadonlyMap<string, number>,
): LedgerWrite {
  const set = [...Object.entries(facts), ["schemaVersion", 1] as const];
  const added = [...sums];
  const names = [
    ...set.map(([name], index) => [`#f${index}`, name]),
    ...added.map(([name], at) => [`#c${at}`, name]),
  ];
  const values = [
    ...set.map(([, value], at) => [`:f${at}`, value]),
    ...added.map(([, sum], at) => [`:c${at}`, sum]),
  ];
  const setting = set.map((_, at) => `#f${at} = :f${at}`).join(", ");
  const adding = added.map((_, at) => `#c${at} :c${at}`).join(", ");
  return {
    kind: "update",
    key,
    update: {
      expression: `SET ${setting} ADD ${adding}`,
      names: Object.fromEntries(names),
      values: Object.fromEntries(values),
    },
    guard: {
      expression: "attribute_not_exists(PK) OR schemaVersion = :version",
      values: { ":version": 1 },
    },
  };
}

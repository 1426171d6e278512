import { LEDGER_TABLE } from "../../../../shared/ledger/table.ts";
import type { Measurements } from "../measure/measurements.ts";
import { stepsOfPayment } from "./payment-usage.ts";

/** DynamoDB adds this to each item, in the table and in every index, when it counts what is stored. */
const OVERHEAD_BYTES = 100;
const DAYS_A_YEAR = 365;
const GB = 1024 ** 3;

/** What one payment leaves behind, by kind of item. */
export interface StoredKind {
  readonly kind: string;
  readonly items: number;
  readonly tableBytes: number;
  readonly indexBytes: number;
  /** Null: for ever. */
  readonly keptDays: number | null;
}

/** Counters and rates are few items that all payments share: they do not grow with them. */
const SHARED = new Set(["REPORT", "ATTEMPT-COUNT", "ATTEMPT-RATE", "LIMIT FAMILY", "LIMIT PLACE"]);

/** What is left of a payment of a kind, the last state of each item. */
export function storedByPayment(measured: Measurements, name: string): readonly StoredKind[] {
  const items = stepsOfPayment(measured, name, "quiet").flatMap(({ step, times }) =>
    step.items.map((item) => ({ ...item, times: step.step === "inquiry" ? times : 1 })),
  );
  const kinds = Map.groupBy(items, ({ kind }) => kind);
  return [...kinds]
    .filter(([kind]) => !SHARED.has(kind))
    .map(([kind, of]) => {
      const made = of.filter(({ beforeBytes }) => beforeBytes === 0);
      const last = of.filter((item) => item.beforeBytes > 0 || !changesLater(of, item));
      const sum = (count: (item: (typeof of)[number]) => number) =>
        last.reduce((total, item) => total + count(item) * item.count * item.times, 0);
      const grows = kind === "MEMBER COVERAGE" && made.length === 0;
      return {
        kind,
        items: grows ? 0 : sum(() => 1),
        tableBytes: grows
          ? sum(({ beforeBytes, afterBytes }) => afterBytes - beforeBytes)
          : sum(({ afterBytes }) => afterBytes + OVERHEAD_BYTES),
        indexBytes: grows ? 0 : sum(({ indexes, afterBytes }) => indexBytes(of, indexes, afterBytes)),
        keptDays: of[0]?.keptDays ?? null,
      };
    });
}

type Item = { readonly beforeBytes: number; readonly afterBytes: number };

/** Whether another step changes what this one made. */
const changesLater = (of: readonly Item[], { afterBytes }: Item): boolean =>
  of.some(({ beforeBytes }) => beforeBytes === afterBytes && beforeBytes > 0);

type Indexes = Readonly<Record<string, { readonly bytes: number }>>;

/** What the indexes hold of an item at last: what a later change did not touch is as the first one left it. */
function indexBytes(of: readonly (Item & { readonly indexes: Indexes })[], own: Indexes, _: number): number {
  const first = of.find(({ beforeBytes }) => beforeBytes === 0)?.indexes ?? {};
  const held = { ...first, ...own };
  return LEDGER_TABLE.indexes.reduce((total, { name }) => {
    const bytes = held[name]?.bytes ?? 0;
    return total + (bytes > 0 ? bytes + OVERHEAD_BYTES : 0);
  }, 0);
}

/** GB that so many payments a year have left behind after so many years, table and indexes. What ends does so after its days. */
export function storedAfter(kinds: readonly StoredKind[], paymentsAYear: number, years: number) {
  const total = (of: (kind: StoredKind) => number) =>
    kinds.reduce((sum, kind) => {
      const held = kind.keptDays === null ? years : Math.min(years, kind.keptDays / DAYS_A_YEAR);
      return sum + of(kind) * held * paymentsAYear;
    }, 0) / GB;
  return { tableGb: total(({ tableBytes }) => tableBytes), indexGb: total(({ indexBytes }) => indexBytes) };
}

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { instant } from "../../../../shared/calendar/calendar.ts";
import { LEDGER_TABLE } from "../../../../shared/ledger/table.ts";
import { stepsOfPayment } from "../cost/payment-usage.ts";
import { tablePartitions } from "../limits/service-limits.ts";
import { TRAFFIC } from "../limits/traffic.ts";
import type { Measurements } from "../measure/measurements.ts";
import {
  type SimulatedWrite,
  simulatedPayments,
  type UnitsByKind,
  writesOfPayment,
} from "./payment-writes.ts";
import { seededRandom } from "./seeded-random.ts";

/** How the units of a second lie on the partitions of a table or an index. */
export interface PlaceLoad {
  readonly place: string;
  readonly partitions: number;
  readonly unitsPerSecond: number;
  /** Units a second of one partition: the mean of all, and of the fullest in its fullest second. */
  readonly mean: number;
  readonly most: number;
  /** Units a second of the hottest single key. */
  readonly hottestKey: number;
  /** How many partitions carry so many units, in steps of `step`, in the mean second. */
  readonly histogram: { readonly step: number; readonly counts: readonly number[] };
}

export interface KeyLoad {
  readonly paymentsPerSecond: number;
  readonly seconds: number;
  readonly places: readonly PlaceLoad[];
}

export const KEY_LOAD_FILE = new URL("../key-load.json", import.meta.url);

/** Reads what was simulated last. */
export const keptKeyLoad = (): KeyLoad => JSON.parse(readFileSync(KEY_LOAD_FILE, "utf8")) as KeyLoad;

const SEED = 42;
const SECONDS = 3;
const BEGIN = instant(Date.parse("2026-11-30T19:30:00+07:00"));
const HISTOGRAM_STEP = 50;
/** A table that has grown with its load has more partitions than its units alone ask for: it splits before one is full. */
const ROOM = 2;

/** Three seconds at the design's pace: every write of every payment on the partition to which DynamoDB's hash of its key leads. MD5 stands for that hash, which is not public; any good one spreads alike. */
export function keyLoad(measured: Measurements): KeyLoad {
  const perSecond = TRAFFIC.designPaymentsPerSecond;
  const units = unitsByKind(measured);
  const places = new Map<string, Tally>();
  const tallyOf = (place: SimulatedWrite["place"]): Tally => {
    const known = places.get(place) ?? new Tally(partitionsOf(place, measured, units, perSecond));
    places.set(place, known);
    return known;
  };
  const random = seededRandom(SEED);
  for (const { second, ...pay } of simulatedPayments(random, { perSecond, seconds: SECONDS, begin: BEGIN })) {
    for (const write of writesOfPayment(pay, units)) tallyOf(write.place).add(second, write);
  }
  return {
    ...{ paymentsPerSecond: perSecond, seconds: SECONDS },
    places: [...places].map(([place, tally]) => ({ place, ...tally.summary() })),
  };
}

/** Units a second on partitions and on keys. */
class Tally {
  readonly #partitions: number;
  readonly #seconds: Float64Array[];
  readonly #keys = new Map<string, number>();
  #hottest = 0;

  constructor(partitions: number) {
    this.#partitions = partitions;
    this.#seconds = Array.from({ length: SECONDS }, () => new Float64Array(partitions));
  }

  add(second: number, { partition, units }: SimulatedWrite): void {
    const hash = createHash("md5").update(partition).digest().readUInt32BE(0);
    const at = Math.floor((hash / 2 ** 32) * this.#partitions);
    const load = this.#seconds[second];
    if (load) load[at] = (load[at] ?? 0) + units;
    const total = (this.#keys.get(partition) ?? 0) + units;
    this.#keys.set(partition, total);
    this.#hottest = Math.max(this.#hottest, total);
  }

  summary(): Omit<PlaceLoad, "place"> {
    const all = this.#seconds.map((load) => load.reduce((sum, units) => sum + units, 0));
    const unitsPerSecond = all.reduce((sum, units) => sum + units, 0) / SECONDS;
    const means = Array.from({ length: this.#partitions }, (_, at) => {
      return this.#seconds.reduce((sum, load) => sum + (load[at] ?? 0), 0) / SECONDS;
    });
    const counts: number[] = [];
    for (const units of means) {
      const bin = Math.floor(units / HISTOGRAM_STEP);
      counts[bin] = (counts[bin] ?? 0) + 1;
    }
    return {
      ...{ partitions: this.#partitions, unitsPerSecond: Math.round(unitsPerSecond) },
      mean: Math.round(unitsPerSecond / this.#partitions),
      most: Math.round(Math.max(...this.#seconds.map((load) => Math.max(...load)))),
      hottestKey: Math.round(this.#hottest / SECONDS),
      histogram: { step: HISTOGRAM_STEP, counts: Array.from(counts, (count) => count ?? 0) },
    };
  }
}

/** Units that the simulated writes take, as measured: what an inquiry writes is spread over the one write that stands for it. */
export function unitsByKind(measured: Measurements): UnitsByKind {
  const steps = stepsOfPayment(measured, "snap-monthly-payer", "busy");
  const table = (kinds: RegExp) =>
    steps.reduce((sum, { step, times }) => {
      const of = step.items.filter(({ kind }) => kinds.test(kind));
      return sum + times * of.reduce((total, { units, count }) => total + units * count, 0);
    }, 0);
  const index = (name: string) =>
    steps.reduce((sum, { step, times }) => {
      const of = step.items.filter(({ kind }) => !kind.startsWith("ATTEMPT"));
      return (
        sum + times * of.reduce((total, { indexes, count }) => total + (indexes[name]?.units ?? 0) * count, 0)
      );
    }, 0);
  return {
    PAYMENT: table(/^PAYMENT$/),
    QUOTE: table(/^QUOTE$/) + table(/^LIMIT/),
    // Two writes stand for the ids of inquiries and payment.
    EXTERNAL: table(/^EXTERNAL$/) / 2,
    MEMBER: table(/^MEMBER/),
    COUNTED: table(/^COUNTED$/) / 2,
    REPORT: table(/^REPORT$/),
    ...Object.fromEntries(LEDGER_TABLE.indexes.map(({ name }) => [name, index(name)])),
  };
}

function partitionsOf(
  place: SimulatedWrite["place"],
  measured: Measurements,
  units: UnitsByKind,
  perSecond: number,
): number {
  if (place === "table") return tablePartitions(measured, perSecond) * ROOM;
  return Math.max(4, Math.ceil(((units[place] ?? 0) * perSecond) / 1_000) * ROOM);
}

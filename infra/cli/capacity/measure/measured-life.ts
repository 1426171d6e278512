import {
  addMonths,
  businessDateOf,
  type Instant,
  instant,
  startOf,
} from "../../../../shared/calendar/calendar.ts";
import type { Programme } from "../../../../shared/contribution/programme.ts";
import type { Cast } from "./cast.ts";
import type { MeasuringGround } from "./ground.ts";
import { liveThrough } from "./life.ts";
import { recorder } from "./recorder.ts";
import type { StepUsage } from "./usage.ts";

/** A kind of payment whose life is measured. */
export interface LifeKind {
  readonly name: string;
  readonly protocol: "snap" | "h2h";
  readonly months: number;
  readonly programmes: readonly Programme[];
  /** Payments of one month each that the worker made before, month after month. */
  readonly paidBefore: number;
  /** Payments of this kind that are lived through together. */
  readonly together: number;
}

const TWO: readonly Programme[] = ["JKK", "JKM"];
const THREE: readonly Programme[] = ["JKK", "JKM", "JHT"];
const KIND = { protocol: "snap", months: 1, programmes: TWO, paidBefore: 0, together: 1 } as const;

/** What is measured. A worker who has paid for over a year has a full coverage item, and each payment moves a claim to its history: the usual payment of later years. */
export const LIFE_KINDS: readonly LifeKind[] = [
  { ...KIND, name: "snap-1-month" },
  { ...KIND, name: "snap-12-months", months: 12 },
  { ...KIND, name: "snap-1-month-jht", programmes: THREE },
  { ...KIND, name: "snap-12-months-jht", months: 12, programmes: THREE },
  { ...KIND, name: "h2h-1-month", protocol: "h2h" },
  { ...KIND, name: "h2h-12-months", protocol: "h2h", months: 12 },
  { ...KIND, name: "h2h-1-month-jht", protocol: "h2h", programmes: THREE },
  { ...KIND, name: "h2h-12-months-jht", protocol: "h2h", months: 12, programmes: THREE },
  { ...KIND, name: "snap-monthly-payer", paidBefore: 14 },
  { ...KIND, name: "snap-busy", together: 25 },
];

/** The day of every measurement, in a month with a discount. */
export const MEASURED_AT = instant(Date.parse("2026-11-20T10:00:00.123+07:00"));

/** Lives a payment of this kind and says what each step used; what the worker paid before is played first and not counted. */
export async function measuredLife(
  ground: MeasuringGround,
  cast: Cast,
  kind: LifeKind,
): Promise<readonly StepUsage[]> {
  const { months, protocol, programmes, paidBefore, together } = kind;
  const workers: string[] = [];
  while (workers.length < together) workers.push(await cast.worker(programmes));
  const casesOf = (count: number) =>
    workers.map((nik) => ({ voice: cast[protocol](), nik, months: count, reference: cast.reference() }));
  for (let ago = paidBefore; ago > 0; ago--) {
    ground.clock.moveTo(monthsBefore(MEASURED_AT, ago));
    await liveThrough(ground, casesOf(1), await recorder(ground));
  }
  ground.clock.moveTo(MEASURED_AT);
  const record = await recorder(ground);
  await liveThrough(ground, casesOf(months), record);
  return record.steps;
}

function monthsBefore(time: Instant, months: number): Instant {
  const day = businessDateOf(time);
  return instant(startOf(addMonths(day, -months)) + (time - startOf(day)));
}

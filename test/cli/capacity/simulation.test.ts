import { expect, test } from "vitest";
import { keptMeasurements } from "../../../infra/cli/capacity/measure/measurements.ts";
import { keptKeyLoad, keyLoad, unitsByKind } from "../../../infra/cli/capacity/simulation/key-load.ts";
import {
  nikOf,
  simulatedPayments,
  writesOfPayment,
} from "../../../infra/cli/capacity/simulation/payment-writes.ts";
import { peakDay } from "../../../infra/cli/capacity/simulation/peak-day.ts";
import { arrivals, seededRandom } from "../../../infra/cli/capacity/simulation/seeded-random.ts";
import { parseInstant } from "../../../shared/calendar/calendar.ts";
import { parseNik } from "../../../shared/member/nik.ts";

const FULL = process.env.KANAL_TEST === "full";
const measured = keptMeasurements();

test("the same seed gives the same numbers, evenly between nothing and one", () => {
  const [one, other] = [seededRandom(1), seededRandom(1)];
  const numbers = Array.from({ length: 2_000 }, one);
  expect(Array.from({ length: 2_000 }, other)).toEqual(numbers);
  expect(numbers.reduce((sum, each) => sum + each, 0) / 2_000).toBeCloseTo(0.5, 1);
});

test("arrivals vary around their mean as Poisson's do", () => {
  const random = seededRandom(2);
  const counts = Array.from({ length: 4_000 }, () => arrivals(random, 100));
  const mean = counts.reduce((sum, each) => sum + each, 0) / counts.length;
  const variance = counts.reduce((sum, each) => sum + (each - mean) ** 2, 0) / counts.length;
  expect(mean).toBeCloseTo(100, 0);
  expect(variance / mean).toBeGreaterThan(0.85);
  expect(variance / mean).toBeLessThan(1.15);
});

test("the peak day brings the last day's share of 20 million payments", () => {
  const day = peakDay();
  expect(day).toHaveLength(24 * 60);
  const payments = day.reduce((sum, { mean }) => sum + mean * 60, 0);
  expect(payments / 5_000_000).toBeGreaterThan(0.95);
  expect(payments / 5_000_000).toBeLessThan(1.05);
});

test("members have numbers of right form, each his own", () => {
  const members = [0, 1, 399, 400, 5_999_999, 6_000_000, 19_999_999];
  const niks = members.map(nikOf);
  expect(new Set(niks).size).toBe(members.length);
  for (const nik of niks) expect(parseNik(nik), nik).toBeDefined();
});

test("a simulated payment takes the units that one was measured to take, without its attempts", () => {
  const begin = parseInstant("2026-11-30T19:30:00+07:00");
  if (begin === undefined) throw new Error("no time");
  const units = unitsByKind(measured);
  const [pay] = simulatedPayments(seededRandom(3), { perSecond: 1, seconds: 1, begin });
  if (!pay) throw new Error("no payment");
  const writes = writesOfPayment(pay, units);
  const sum = (place: RegExp) =>
    writes.filter((write) => place.test(write.place)).reduce((all, each) => all + each.units, 0);
  // Payment twice 4, coverage 6, history 2, slices 4, quote and limit 1.25 times 4, three and a bit ids, two notes and the report's share.
  expect(sum(/^table$/)).toBeCloseTo(8 + 6 + 2 + 4 + 5 + 4.5 + 4 + (units.REPORT ?? 0), 1);
  expect(sum(/^(?!table$)/)).toBe(2 + 2 + 2 + 1 + 2);
});

test.runIf(FULL)(
  "the stored distribution of the keys is what the simulation gives",
  { timeout: 120_000 },
  () => {
    expect(keyLoad(measured)).toEqual(keptKeyLoad());
  },
);

import fc from "fast-check";
import { expect, it } from "vitest";
import { type ActivationTimes, addTimes, bucketOf, percentile } from "../../shared/report/activation-time.ts";

const counted = (times: readonly number[]): ActivationTimes =>
  times.map((ms) => ({ [bucketOf(ms)]: 1 })).reduce(addTimes, {});

/** The nearest rank of the durations themselves. */
const exact = (times: readonly number[], share: number) =>
  [...times].sort((a, b) => a - b)[Math.max(1, Math.ceil(times.length * share)) - 1] ?? 0;

it("tells half and nearly all of any durations within a tenth", () => {
  const durations = fc.array(
    fc.oneof(fc.integer({ min: 10, max: 5_000 }), fc.integer({ min: 10, max: 2e9 })),
    {
      minLength: 1,
      maxLength: 200,
    },
  );
  fc.assert(
    fc.property(durations, fc.constantFrom(0.5, 0.95, 1), (times, share) => {
      const told = percentile(counted(times), share) ?? Number.NaN;
      const is = exact(times, share);
      // Half a millisecond for the rounding of the smallest.
      expect(Math.abs(told - is)).toBeLessThanOrEqual(is * 0.1 + 0.5);
    }),
  );
});

it("says the same however the durations were spread over counters", () => {
  const times = [12, 40, 41, 900, 3_600_000, 5];
  const parts = [times.slice(0, 2), times.slice(2, 5), times.slice(5)].map(counted);
  expect(percentile(parts.reduce(addTimes), 0.95)).toBe(percentile(counted(times), 0.95));
});

it("takes clocks that differ, and waits beyond every bucket", () => {
  expect([bucketOf(-50), bucketOf(0), bucketOf(1)]).toEqual([0, 0, 0]);
  expect(bucketOf(1e12)).toBe(bucketOf(1e13));
  expect(percentile({}, 0.5)).toBeUndefined();
});

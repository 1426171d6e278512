import { expect, test } from "vitest";
import { breaksAt, keyPatterns } from "../../../infra/cli/capacity/limits/key-patterns.ts";
import { limits, tablePartitions } from "../../../infra/cli/capacity/limits/service-limits.ts";
import { TRAFFIC } from "../../../infra/cli/capacity/limits/traffic.ts";
import { keptMeasurements } from "../../../infra/cli/capacity/measure/measurements.ts";

const measured = keptMeasurements();
const patterns = keyPatterns(measured);

test("the shares of the partners are whole, and the first is the largest", () => {
  expect(TRAFFIC.shares.reduce((sum, [, share]) => sum + share, 0)).toBeCloseTo(1, 9);
  expect(TRAFFIC.shares[0][1]).toBe(TRAFFIC.topPartnerShare);
});

test("an activation that is put and taken away in sixteen shards is full at eight thousand payments a second", () => {
  const pending = patterns.find(({ key }) => key.startsWith("PENDING"));
  expect(pending && breaksAt(pending)).toBe(8_000);
});

test("keys and limits stand in the order in which they give way", () => {
  const inOrder = (values: readonly number[]) => values.toSorted((one, other) => one - other);
  const keys = patterns.map(breaksAt);
  const all = limits(measured).map(({ paymentsPerSecond }) => paymentsPerSecond);
  expect(keys).toEqual(inOrder(keys));
  expect(all).toEqual(inOrder(all));
  expect(all.every((value) => value > 0 && Number.isFinite(value))).toBe(true);
});

test("the table has room for what it is asked", () => {
  expect(tablePartitions(measured, 2_000)).toBeGreaterThan(tablePartitions(measured, 1_000));
});

import { expect, test } from "vitest";
import { queryUnits, readUnits, writeUnits } from "../../../infra/cli/capacity/rules/request-units.ts";

const KB = 1024;
const put = (afterBytes: number) => ({ beforeBytes: 0, afterBytes });

test("a write counts whole kilobytes, twice in a transaction", () => {
  expect(writeUnits(put(KB), "alone")).toBe(1);
  expect(writeUnits(put(KB + 1), "alone")).toBe(2);
  expect(writeUnits(put(3 * KB), "alone")).toBe(3);
  // The DynamoDB guide's own example: 3 KB in a transaction are six units; half a kilobyte more is a kilobyte more.
  expect(writeUnits(put(3 * KB), "transaction")).toBe(6);
  expect(writeUnits(put(3.5 * KB), "transaction")).toBe(8);
});

test("an update counts the larger of before and after, a deletion what was there", () => {
  expect(writeUnits({ beforeBytes: 2_914, afterBytes: 900 }, "alone")).toBe(3);
  expect(writeUnits({ beforeBytes: 2 * KB, afterBytes: 0 }, "alone")).toBe(2);
});

test("a consistent read counts whole 4 KB, a stale one half of it", () => {
  expect(readUnits(4 * KB, "consistent")).toBe(1);
  expect(readUnits(4 * KB + 1, "consistent")).toBe(2);
  // The DynamoDB guide's own example: 8 KB are two units, one where the read may be stale.
  expect(readUnits(8 * KB, "consistent")).toBe(2);
  expect(readUnits(8 * KB, "eventual")).toBe(1);
  expect(readUnits(0, "consistent")).toBe(1);
});

test("a Query is charged for its sum", () => {
  expect(queryUnits([1_500, 1_500, 1_500], "consistent")).toBe(2);
  expect(queryUnits([100, 100], "eventual")).toBe(0.5);
  expect(queryUnits([], "consistent")).toBe(1);
});

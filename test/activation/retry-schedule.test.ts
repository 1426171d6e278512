import { expect, test } from "vitest";
import { QUEUES } from "../../infra/settings.ts";
import { ATTEMPTS_MAX, waitAfter } from "../../shared/activation/retry-schedule.ts";

const HOUR = 3_600;
const attempts = Array.from({ length: ATTEMPTS_MAX }, (_, index) => index + 1);
const total = (spread: number) => attempts.reduce((sum, attempt) => sum + waitAfter(attempt, spread), 0);

test("the waits between all attempts come to 24 hours at the least and to little more at the most", () => {
  expect(total(0)).toBeGreaterThanOrEqual(24 * HOUR);
  expect(total(1)).toBeLessThanOrEqual(31 * HOUR);
});

test("the first waits are short, then they double up to an hour, and what failed together does not come back together", () => {
  expect([1, 2, 3, 4, 9, 10, 32].map((attempt) => waitAfter(attempt, 0))).toEqual([
    10, 20, 40, 80, 2_560, 3_600, 3_600,
  ]);
  expect(waitAfter(10, 1)).toBe(4_500);
});

test("the queue's redrive counts the same attempts; after the last there is nothing to wait for", () => {
  expect(QUEUES.activation.maxReceiveCount).toBe(ATTEMPTS_MAX);
  expect(waitAfter(ATTEMPTS_MAX, 1)).toBe(0);
});

test("no wait is longer than SQS can hold a message back", () => {
  expect(Math.max(...attempts.map((attempt) => waitAfter(attempt, 1)))).toBeLessThanOrEqual(12 * HOUR);
});

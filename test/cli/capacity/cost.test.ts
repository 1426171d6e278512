import { expect, test } from "vitest";
import { costOfMillion, fixedCosts, totalUsd } from "../../../infra/cli/capacity/cost/cost-of-million.ts";
import { paymentTotals } from "../../../infra/cli/capacity/cost/payment-totals.ts";
import { PRICES, priceOf } from "../../../infra/cli/capacity/cost/prices.ts";
import { storedAfter } from "../../../infra/cli/capacity/cost/storage.ts";
import { keptMeasurements } from "../../../infra/cli/capacity/measure/measurements.ts";

const measured = keptMeasurements();

test("a price is for one of its unit, a stand-in's times its factor", () => {
  expect(priceOf("lambda-request")).toBeCloseTo(0.2 / 1e6, 12);
  expect(priceOf("dynamodb-write")).toBeCloseTo((0.625 * 1.1385) / 1e6, 12);
  expect(() => priceOf("moon-dust")).toThrow(/moon-dust/);
});

test("no price stands for Jakarta without saying whose it is", () => {
  for (const { basis, factor, source } of PRICES.prices) {
    expect(source).not.toBe("");
    if (basis === "jakarta" || basis === "global") expect(factor).toBe(1);
    if (basis === "virginia") expect(factor).toBeGreaterThan(1);
  }
});

test("a million payments' writes cost a million times one payment's units", () => {
  const used = paymentTotals(measured, "snap-monthly-payer", "quiet");
  const [table, index] = costOfMillion(measured, "snap-monthly-payer", "quiet");
  expect(table?.usd).toBeCloseTo(used.tableWrites * 1e6 * priceOf("dynamodb-write"), 6);
  expect(index?.quantity).toBe(used.indexWrites);
});

test("full batches are never dearer than payments alone, and more months never cheaper", () => {
  const usd = (name: string, traffic: "quiet" | "busy") => totalUsd(costOfMillion(measured, name, traffic));
  expect(usd("snap-monthly-payer", "busy")).toBeLessThan(usd("snap-monthly-payer", "quiet"));
  expect(usd("snap-12-months", "quiet")).toBeGreaterThan(usd("snap-1-month", "quiet"));
  expect(usd("snap-12-months-jht", "quiet")).toBeGreaterThan(usd("snap-12-months", "quiet"));
});

test("what ends is held for its days only", () => {
  const item = { items: 1, tableBytes: 1_024, indexBytes: 512 };
  const money = [{ ...item, kind: "PAYMENT", keptDays: null }];
  const quotes = [{ ...item, kind: "QUOTE", keptDays: 73 }];
  const aYear = 1024 ** 2;
  expect(storedAfter(money, aYear, 10)).toEqual({ tableGb: 10, indexGb: 5 });
  expect(storedAfter(quotes, aYear, 10)).toEqual({ tableGb: 0.2, indexGb: 0.1 });
});

test("the fixed costs are priced", () => {
  for (const { usd } of fixedCosts()) expect(usd).toBeGreaterThan(0);
});

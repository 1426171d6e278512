import { expect, it } from "vitest";
import { keptOf, windowOf } from "../../shared/attempt/sample.ts";
import { attempt, FORGED, REFUSED, time } from "./attempt-samples.ts";

const many = (count: number, facts: Parameters<typeof attempt>[0] = {}) =>
  Array.from({ length: count }, () => attempt(facts));
const none = new Map<string, number>();

it("keeps everything of a quiet minute", () => {
  const quiet = [...many(60), ...many(120, REFUSED), ...many(60, FORGED)];
  expect(keptOf(quiet, none)).toEqual(quiet);
});

it("keeps about one in twenty above the rate, and the same ones every time", () => {
  const busy = many(4_000);
  const kept = keptOf(busy, new Map([[windowOf(busy[0] ?? attempt()).name, 60]]));
  expect(kept.length).toBeGreaterThan(140);
  expect(kept.length).toBeLessThan(270);
  const counted = new Map([[windowOf(busy[0] ?? attempt()).name, 5_000]]);
  expect(keptOf([...busy].reverse(), counted)).toEqual([...kept].reverse());
});

it("a flood that nobody signed does not push out what the bank sent", () => {
  const flood = [...many(500, FORGED), ...many(50, REFUSED), ...many(50)];
  const kept = keptOf(flood, none);
  expect(kept.filter(({ isSigned }) => isSigned)).toHaveLength(100);
  expect(kept.filter(({ isSigned }) => !isSigned).length).toBeLessThan(120);
});

it("repeats count with refusals: somebody will ask about them", () => {
  const repeats = many(100, { outcome: "replayed" });
  expect(keptOf([...many(500), ...repeats], none)).toEqual(expect.arrayContaining(repeats));
});

it("a till that keeps asking for the status leaves its payments in sight", () => {
  const payments = many(60);
  const kept = keptOf([...many(600, { operation: "snap.status" }), ...payments], none);
  expect(kept).toEqual(expect.arrayContaining(payments));
  expect(kept.length).toBeLessThan(200);
});

it("each partner and minute has a rate of its own", () => {
  const later = many(60, { at: time("2026-11-20T10:01:00+07:00") });
  const other = many(60, { partnerId: "bni" });
  const kept = keptOf([...many(60), ...later, ...other], none);
  expect(kept).toHaveLength(180);
});

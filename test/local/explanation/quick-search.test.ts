import { expect, it } from "vitest";
import { explained, signWith } from "./h2h-desk.ts";
import { explainedToken, explainedTransaction, hmac, rsa } from "./snap-desk.ts";

/** A refusal may wait this long for its explanation. */
const MS_MAX = 20;
const RUNS_MAX = 100;

/** Processor time of the quickest of some runs: what the work costs, whatever else the machine does. A quick one ends it; a slow search stays slow a hundred times. */
async function quickestMs(work: () => unknown): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < RUNS_MAX && !times.some((time) => time < MS_MAX); run++) {
    const before = process.threadCpuUsage();
    await work();
    const { user, system } = process.threadCpuUsage(before);
    times.push((user + system) / 1_000);
  }
  return Math.min(...times);
}

/** A body as long as a long one gets: 4 KB. */
const LONG = JSON.stringify({ text: "é/ ".repeat(1_300), more: { b: 1, a: 2 } });

const SEARCHES: readonly (readonly [string, () => Promise<number | undefined> | number | undefined])[] = [
  ["a transaction", async () => (await explainedTransaction(hmac("nothing known")))?.tried],
  ["a transaction of 4 KB", async () => (await explainedTransaction(hmac("?"), { body: LONG }))?.tried],
  ["a transaction with RSA", async () => (await explainedTransaction(rsa("nothing known")))?.tried],
  ["a token call", () => explainedToken(rsa("nothing known"))?.tried],
  ...(["ed", "ec", "pss", "rsa", "hmac"] as const).map(
    (name) => [`H2H, ${name}`, () => explained(name, signWith(name, "nothing known")).tried] as const,
  ),
];

it.each(SEARCHES)(
  "%s that fits no known mistake is searched through in less than 20 ms",
  async (_, search) => {
    expect(await search()).toBeGreaterThan(50);
    expect(await quickestMs(search)).toBeLessThan(MS_MAX);
  },
);

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Bench, startBench } from "./bench.ts";
import { PLANTED_BUGS } from "./planted-bugs.ts";
import { search } from "./search.ts";

let bench: Bench;
beforeAll(async () => {
  bench = await startBench();
});
afterAll(() => bench.stop());

/** Each bug has to show within so many histories; with this seed the slowest takes about five. */
const ENOUGH = 40;
const SEED = 11;
/** Bugs that show late; they are for the full run. */
const SLOW: readonly string[] = [
  ...["revocation by month only", "money moved away and booked for nobody", "credit dropped"],
  ...["event before the write", "tombstone ignored"],
];
const IS_FULL = process.env.KANAL_TEST === "full";

describe("the model test finds", () => {
  const planted = Object.entries(PLANTED_BUGS).filter(([name]) => IS_FULL || !SLOW.includes(name));
  it.each(planted)("%s", { timeout: 60_000 }, async (_, plant) => {
    const found = await search(bench, { seed: SEED, histories: ENOUGH, plant: plant(), shortenMs: 0 });
    expect(found?.message).toMatch(/^(ModelBroken|InvariantBroken)/);
  });

  it("bugs that are still planted under the names of the slow ones", () => {
    expect(Object.keys(PLANTED_BUGS)).toEqual(expect.arrayContaining([...SLOW]));
  });

  it("nothing where no bug is planted", { timeout: 60_000 }, async () => {
    expect(await search(bench, { seed: SEED, histories: 10 })).toBeUndefined();
  });
});

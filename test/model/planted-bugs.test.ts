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

describe("the model test finds", () => {
  it.each(Object.entries(PLANTED_BUGS))("%s", { timeout: 60_000 }, async (_, plant) => {
    const found = await search(bench, { seed: SEED, histories: ENOUGH, plant: plant(), shortenMs: 0 });
    expect(found?.message).toMatch(/^(ModelBroken|InvariantBroken)/);
  });

  it("nothing where no bug is planted", { timeout: 60_000 }, async () => {
    expect(await search(bench, { seed: SEED, histories: 10 })).toBeUndefined();
  });
});

import { expect, test } from "vitest";
import { indexUnits, readUnitsOf, tableUnits } from "../../../infra/cli/capacity/cost/payment-totals.ts";
import { openCast } from "../../../infra/cli/capacity/measure/cast.ts";
import { openMeasuringGround } from "../../../infra/cli/capacity/measure/ground.ts";
import { LIFE_KINDS, MEASURED_AT } from "../../../infra/cli/capacity/measure/measured-life.ts";
import { keptLife, keptMeasurements, measureAll } from "../../../infra/cli/capacity/measure/measurements.ts";

const FULL = process.env.KANAL_TEST === "full";
const stored = keptMeasurements();

test("by our rules every step takes the units that the engine says", () => {
  for (const { name, steps } of stored.lives) {
    for (const step of steps) {
      const ours = {
        read: readUnitsOf(step),
        write: tableUnits(step) + indexUnits(step) - step.refusedUnits,
      };
      expect(ours, `${name}, ${step.step}`).toEqual(step.engine);
    }
  }
});

// The full run measures it among all others.
test.skipIf(FULL)(
  "a payment's life still takes what was measured, call by call and byte by byte",
  {
    timeout: 30_000,
  },
  async () => {
    const [first] = LIFE_KINDS;
    if (!first) throw new Error("nothing is measured");
    const ground = await openMeasuringGround(MEASURED_AT);
    try {
      const life = await keptLife(ground, await openCast(ground), first);
      expect(life, "npm run capacity -- --measure makes it anew").toEqual(
        stored.lives.find(({ name }) => name === first.name),
      );
    } finally {
      await ground.stop();
    }
  },
);

test.runIf(FULL)("so does everything that was measured", { timeout: 180_000 }, async () => {
  const { measuredOn: _, durations: __, ...kept } = stored;
  expect(await measureAll(), "npm run capacity -- --measure makes it anew").toEqual(kept);
});

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  expectedDifferences,
  type SeededDay,
  seededLines,
  seededPayments,
} from "../../infra/cli/settlement/seeded-day.ts";
import type { Ledger } from "../../shared/ledger/ledger.ts";
import type { WriteResult } from "../../shared/ledger/write.ts";
import type { Errand } from "../../shared/settlement/errand.ts";
import type { WrittenLine } from "../../shared/settlement/write-file.ts";
import { startTestLedger, type TestLedger } from "../engine/test-ledger.ts";
import { at, DAY, type SettlementWorld, settlementWorld } from "./settlement-world.ts";

let engine: TestLedger;
beforeAll(async () => {
  engine = await startTestLedger();
});
afterAll(() => engine.stop());

const NOON = at("2026-11-26T12:00:00+07:00");
const line = (reference: string): WrittenLine => ({
  ...{ type: "payment", reference, amountRupiah: 8_400, paidAt: NOON },
});

/** A day of two chunks in which half is wrong: mostly lines without a payment, which cost no seeding. */
async function wideDay(world: SettlementWorld) {
  const seeded: SeededDay = {
    partnerId: world.partnerId,
    businessDate: DAY,
    references: 44,
    differences: 22,
  };
  await world.put(...seededPayments(seeded));
  const known = [...seededLines(seeded)];
  const unknown = Array.from({ length: 2_000 }, (_, n) => line(`U-${n}`));
  const lines = [...known.slice(0, 30), ...unknown, ...known.slice(30)];
  const names = [
    ...[...expectedDifferences(seeded)].map(({ reference, class: name }) => `${name} ${reference}`),
    ...unknown.map(({ reference }) => `theirs-only ${reference}`),
  ];
  return { text: world.file(lines), names: names.sort() };
}

const namesIn = async (world: SettlementWorld) =>
  (await world.differences()).map(({ class: name, reference }) => `${name} ${reference}`).sort();

const backwards = (errands: readonly Errand[]) => [...errands].reverse();
const twice = (errands: readonly Errand[]) => [...errands, ...errands];

describe("whatever becomes of the messages, the result is the same", () => {
  test.each([
    ["in order", (errands: readonly Errand[]) => errands],
    ["backwards", backwards],
    ["each twice and all at once", twice],
  ])("%s", async (_, order) => {
    const world = await settlementWorld(engine);
    const { text, names } = await wideDay(world);
    await world.hand(text);
    expect(world.errands).toHaveLength(2);
    while (world.errands.length > 0) {
      await Promise.all(order(world.errands.splice(0)).map((errand) => world.carryOut(errand)));
    }
    expect(await namesIn(world)).toEqual(names);
    const { collected } = await world.day();
    expect(collected?.totals?.["theirs-only"]?.count).toBe(2_004);
  });

  test.skipIf(process.env.KANAL_TEST !== "full")(
    "a function that dies after each write, and one that is cut off by its time, leave nothing out and nothing twice",
    async () => {
      const world = await settlementWorld(engine);
      const { text, names } = await wideDay(world);
      await world.hand(text);
      let died = 0;
      // Dies right after a write has taken effect: after the first, and at each next delivery one write later.
      const dyingAfter = (writes: number): Ledger => {
        let left = writes;
        const thenDie = async (result: WriteResult) => {
          if (left-- > 0) return result;
          died += 1;
          throw new Error("the function died");
        };
        return {
          ...world.ledger,
          transact: async (all) => thenDie(await world.ledger.transact(all)),
          write: async (one) => thenDie(await world.ledger.write(one)),
        };
      };
      for (let errand = world.errands.shift(); errand; errand = world.errands.shift()) {
        await expect(world.carryOut(errand, () => false)).rejects.toThrow(/OUT_OF_TIME|died/);
        for (let attempt = 0; ; attempt++) {
          const outcome = await world.carryOut(errand, () => true, dyingAfter(attempt)).catch(() => "died");
          if (outcome !== "died") break;
          expect(attempt).toBeLessThan(10);
        }
      }
      expect(died).toBeGreaterThan(18);
      expect(await namesIn(world)).toEqual(names);
    },
  );

  test("an announcement that came again after a crash sends its errands again", async () => {
    const world = await settlementWorld(engine);
    const text = world.file([line("A")]);
    await world.hand(text);
    world.errands.length = 0;
    expect(await world.hand(text)).toBe("known");
    await world.drain();
    expect((await world.day()).state).toBe("reconciled");
  });
});

describe("a file that comes twice", () => {
  test("while it is matched is read on from where it lies now, or the day would be matching for ever", async () => {
    const world = await settlementWorld(engine);
    const text = world.file([line("A")]);
    await world.hand(text, "one.csv");
    const [chunk] = world.errands.splice(0);
    const again = await world.lay(text, "one.csv");
    expect(chunk && (await world.carryOut(chunk))).toBe("gone");
    const { takeInFile } = await import("../../shared/settlement/take-in-file.ts");
    expect(await takeInFile(world.deps, again)).toBe("known");
    await world.drain();
    expect(await world.day()).toMatchObject({ state: "reconciled", files: 1 });
    expect(await namesIn(world)).toEqual(["theirs-only A"]);
  });

  test("changes nothing, under whatever name", async () => {
    const world = await settlementWorld(engine);
    const text = world.file([line("A")]);
    await world.hand(text, "one.csv");
    await world.drain();
    const before = await world.day();
    world.moveTo("2026-11-27T11:00:00+07:00");
    expect(await world.hand(text, "one.csv")).toBe("known");
    expect(await world.hand(text, "two.csv")).toBe("known");
    expect(world.errands).toEqual([]);
    expect(await world.day()).toEqual(before);
  });

  test("with other content is the day's next revision, and the first stays as it was", async () => {
    const world = await settlementWorld(engine);
    await world.hand(world.file([line("A")]), "one.csv");
    await world.drain();
    world.moveTo("2026-11-27T11:00:00+07:00");
    expect(await world.hand(world.file([line("A"), line("B")]), "one.csv")).toBe("taken-in");
    await world.drain();
    const { collected, files } = await world.day();
    expect({ files, revision: collected?.revision, lines: collected?.control.lines }).toEqual({
      ...{ files: 2, revision: 2, lines: 2 },
    });
    expect((await world.differences()).map(({ reference }) => reference)).toEqual(["A", "B"]);
  });

  test("announced in the wrong order leaves the one that was laid down last", async () => {
    const world = await settlementWorld(engine);
    const first = await world.lay(world.file([line("A")]), "one.csv");
    world.moveTo("2026-11-27T11:00:00+07:00");
    await world.hand(world.file([line("A"), line("B")]), "two.csv");
    const { takeInFile } = await import("../../shared/settlement/take-in-file.ts");
    expect(await takeInFile(world.deps, first)).toBe("taken-in");
    await world.drain();
    expect((await world.day()).collected).toMatchObject({ name: "two.csv", control: { lines: 2 } });
  });

  test("replaced before it was read, or while it is matched, is gone and harms nothing", async () => {
    const world = await settlementWorld(engine);
    const place = await world.lay(world.file([line("A")]));
    await world.lay(world.file([line("B")]));
    const { takeInFile } = await import("../../shared/settlement/take-in-file.ts");
    expect(await takeInFile(world.deps, place)).toBe("gone");
    await world.hand(world.file([line("C")]));
    const [chunk] = world.errands.splice(0);
    await world.hand(world.file([line("D")]));
    expect(chunk && (await world.carryOut(chunk))).toBe("gone");
    await world.drain();
    expect((await world.differences()).map(({ reference }) => reference)).toEqual(["D"]);
  });
});

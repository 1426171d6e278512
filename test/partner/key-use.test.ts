import { afterAll, beforeAll, expect, it } from "vitest";
import type { Instant } from "../../shared/calendar/calendar.ts";
import { LedgerFault } from "../../shared/ledger/fault.ts";
import type { Ledger } from "../../shared/ledger/ledger.ts";
import { keyUses, readKeyUses } from "../../shared/partner/key-use.ts";
import { PartnerId } from "../../shared/partner/partner.ts";
import { startTestLedger, type TestLedger } from "../engine/test-ledger.ts";
import { later, NOW } from "./key-samples.ts";

let engine: TestLedger;
beforeAll(async () => {
  engine = await startTestLedger();
});
afterAll(() => engine.stop());

const MINUTE_MS = 60_000;
const written = () => new Promise((resolve) => setTimeout(resolve, 30));

/** The notes of one instance whose clock the test sets. */
function instanceAt(start: Instant, ledger: Pick<Ledger, "write"> = engine.ledger) {
  let now = start;
  const uses = keyUses(ledger, () => now);
  return {
    ...uses,
    async use(partnerId: PartnerId, keyId: string, at: Instant) {
      now = at;
      uses.note(partnerId, keyId);
      await written();
    },
  };
}

it("snap-bi 8.28: a key's use is written once in fifteen minutes and instance, however many requests it signs", async () => {
  const bri = PartnerId.parse("bri");
  const instance = instanceAt(NOW);
  engine.takeCalls();
  for (let second = 0; second < 5; second++) await instance.use(bri, "k1", later(second * 1_000));
  await instance.use(bri, "k2", later(5_000));
  await instance.use(bri, "k1", later(15 * MINUTE_MS - 1));
  expect(engine.takeCalls()).toEqual(["PutItem", "PutItem"]);
  await instance.use(bri, "k1", later(15 * MINUTE_MS));
  expect(engine.takeCalls()).toEqual(["PutItem"]);
  expect(Object.fromEntries(await readKeyUses(engine.ledger, bri))).toEqual({
    k1: later(15 * MINUTE_MS),
    k2: later(5_000),
  });
});

it("an instance that is late never turns the time of last use back", async () => {
  const bni = PartnerId.parse("bni");
  await instanceAt(NOW).use(bni, "k1", later(1_000));
  const late = instanceAt(NOW);
  await late.use(bni, "k1", NOW);
  expect(late.takeFailures()).toEqual({});
  expect((await readKeyUses(engine.ledger, bni)).get("k1")).toBe(later(1_000));
});

it("a note returns at once, before anything is sent, and a store that is down is counted and not asked by every request", async () => {
  let asked = 0;
  const down: Pick<Ledger, "write"> = {
    write() {
      asked += 1;
      return Promise.reject(new LedgerFault("LEDGER_CONTENDED", "down"));
    },
  };
  const instance = instanceAt(NOW, down);
  const pos = PartnerId.parse("pos");
  instance.note(pos, "k1");
  expect(asked).toBe(0);
  await written();
  for (let second = 1; second < 60; second += 10) await instance.use(pos, "k1", later(second * 1_000));
  expect(asked).toBe(1);
  expect(instance.takeFailures()).toEqual({ keyUsesLost: 1 });
  expect(instance.takeFailures()).toEqual({});
  await instance.use(pos, "k1", later(MINUTE_MS));
  expect(asked).toBe(2);
});

it("a store that never answers holds nobody up and is asked once", async () => {
  let asked = 0;
  const silent: Pick<Ledger, "write"> = {
    write() {
      asked += 1;
      return new Promise(() => undefined);
    },
  };
  const instance = instanceAt(NOW, silent);
  for (let times = 0; times < 100; times++) instance.note(PartnerId.parse("pos"), "k1");
  await written();
  expect(asked).toBe(1);
});

it("a key that was never used is not there", async () => {
  expect([...(await readKeyUses(engine.ledger, PartnerId.parse("nobody")))]).toEqual([]);
});

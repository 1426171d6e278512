import { UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { lambda } from "../../../infra/local/aws/lambda.ts";
import { scheduledEvent } from "../../../infra/local/aws/schedule.ts";
import { type SweepLimits, sweep } from "../../../shared/activation/sweep.ts";
import { instant } from "../../../shared/calendar/calendar.ts";
import { httpCore } from "../../../shared/core/http-core.ts";
import { LedgerFault } from "../../../shared/ledger/fault.ts";
import type { Nik } from "../../../shared/member/member.ts";
import { paymentOf } from "../../../shared/payment/payment-item.ts";
import { paymentLedgerKey } from "../../../shared/payment/payment-key.ts";
import { type RunningCore, startFakeCore } from "../../core/running-core.ts";
import { startTestLedger, type TestLedger } from "../../engine/test-ledger.ts";
import { openFailures } from "../../failure/open-failures.ts";
import { paymentWorld } from "../../payment/payment-world.ts";

const workers = Array.from({ length: 4 }, (_, n) => `999999150385000${n + 1}` as Nik);

let fake: RunningCore;
let engine: TestLedger;
let world: Awaited<ReturnType<typeof paymentWorld>>;

beforeAll(async () => {
  fake = await startFakeCore();
});
afterAll(() => fake.stop());
beforeEach(async () => {
  await fake.behave("up");
  engine = await startTestLedger();
  onTestFinished(engine.stop);
  world = await paymentWorld(engine, "2026-11-20T10:00:00+07:00");
  for (const nik of workers) await world.register(nik);
});

async function paid(nik = workers[0]) {
  const outcome = await world.buy(1, { nik });
  if (outcome.kind !== "accepted") throw new Error(outcome.kind);
  return outcome.payment;
}

async function stateOf({ paymentKey }: { paymentKey: string }) {
  const item = await engine.ledger.read(paymentLedgerKey(paymentKey as never));
  return item && paymentOf(item).state;
}

const clock = { machineNow: () => instant(Date.now()) };
const core = () => httpCore({ baseUrl: fake.url, secret: fake.secret, clock, deadlineMs: 3_000 });
const causes = async () => (await openFailures(engine.ledger)).map(({ cause }) => cause);

/** The deployed function over this test's ledger, called by its schedule. Each hour that it looks back is 16 queries, and 26 hours are what is deployed. */
async function sweeper(hours: 3 | 26) {
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_DYNAMODB: engine.url,
    KANAL_TABLE_NAME: engine.table,
    KANAL_CORE_SILENCE_SECONDS: "120",
    KANAL_SWEEP_AFTER_SECONDS: "300",
    KANAL_SWEEP_HOURS: String(hours),
  });
  const { createHandler } = await import("../../../functions/activation-sweeper/handler.ts");
  const invoke = lambda(
    "activation-sweeper",
    60_000,
    createHandler({ clock: world.deps.clock, core: core() }),
  );
  return () => invoke(scheduledEvent("activation-sweep"));
}

describe("a payment whose event was lost", () => {
  it("is put in force by the sweeper once it is old enough, from the payment's own instant", async () => {
    const payment = await paid();
    const run = await sweeper(3);
    world.moveTo("2026-11-20T10:04:59+07:00");
    await run();
    expect(await stateOf(payment)).toBe("accepted");
    world.moveTo("2026-11-20T10:05:00+07:00");
    await run();
    expect(await stateOf(payment)).toBe("active");
    expect((await fake.record()).effects.at(-1)?.order).toMatchObject({
      paymentKey: payment.paymentKey,
      inForceFrom: "2026-11-20T10:00:00.000+07:00",
    });
  });

  it("is found a day later, and is none of the sweeper's when the look-back has passed", async () => {
    const [first, second] = [await paid(workers[0]), await paid(workers[1])];
    const run = await sweeper(26);
    world.moveTo("2026-11-21T12:00:00+07:00");
    await run();
    expect([await stateOf(first), await stateOf(second)]).toEqual(["accepted", "accepted"]);
    world.moveTo("2026-11-21T11:30:00+07:00");
    await run();
    expect([await stateOf(first), await stateOf(second)]).toEqual(["active", "active"]);
  });

  it("is put in force once, by several sweepers at once", async () => {
    const payment = await paid();
    const run = await sweeper(3);
    world.moveTo("2026-11-20T11:00:00+07:00");
    await Promise.all(Array.from({ length: 3 }, run));
    expect(await stateOf(payment)).toBe("active");
    const { effects } = await fake.record();
    expect(effects.filter(({ order }) => order.paymentKey === payment.paymentKey)).toHaveLength(1);
  });
});

describe("a sweep", () => {
  const limits: SweepLimits = {
    ...{ afterMs: 0, boundMs: 900_000, hours: 2, perPartition: 25, unansweredMax: 100 },
    hasTime: () => true,
  };
  const deps = () => ({ ledger: engine.ledger, clock: world.deps.clock, core: core(), silenceMs: 60_000 });

  it("shows a silent core as a failure of each payment, and the next one closes them", async () => {
    await fake.behave("down");
    const payment = await paid();
    world.moveTo("2026-11-20T10:10:00+07:00");
    expect(await sweep(deps(), limits, 0)).toMatchObject({ found: 1, unanswered: 1, outcomes: {} });
    expect(await causes()).toEqual(["core-unavailable"]);
    await fake.behave("up");
    expect(await sweep(deps(), limits, 1)).toMatchObject({ unanswered: 0, outcomes: { activated: 1 } });
    expect([await stateOf(payment), await causes()]).toEqual(["active", []]);
  });

  it("does not press on against a core that is down", async () => {
    await fake.behave("down");
    for (const nik of workers) await paid(nik);
    world.moveTo("2026-11-20T10:10:00+07:00");
    const before = (await fake.record()).arrivals.length;
    await sweep(deps(), { ...limits, unansweredMax: 1 }, 0);
    // Its eight lanes may each have been on their way.
    expect((await fake.record()).arrivals.length - before).toBeLessThanOrEqual(4);
    let asked = 0;
    await sweep(deps(), { ...limits, hasTime: () => asked++ < 0 }, 0);
    expect((await fake.record()).arrivals.length - before).toBeLessThanOrEqual(4);
  });

  it("leaves what the core has refused to the person who looks at it", async () => {
    await fake.behave("reject");
    await paid();
    world.moveTo("2026-11-20T10:10:00+07:00");
    expect(await sweep(deps(), limits, 0)).toMatchObject({ found: 1, outcomes: { failed: 1 } });
    expect(await causes()).toEqual(["core-refused"]);
    expect(await sweep(deps(), limits, 1)).toMatchObject({ found: 0, outcomes: {} });
  });

  it("goes on past a payment that cannot be read, and names it", async () => {
    const [broken, whole] = [await paid(workers[0]), await paid(workers[1])];
    const { PK, SK } = paymentLedgerKey(broken.paymentKey);
    await engine.client.send(
      new UpdateItemCommand({
        TableName: engine.table,
        Key: { PK: { S: PK }, SK: { S: SK } },
        UpdateExpression: "REMOVE receivedAt",
      }),
    );
    world.moveTo("2026-11-20T10:10:00+07:00");
    const report = await sweep(deps(), limits, 0);
    expect(report).toMatchObject({ outcomes: { activated: 1 }, failed: [{ paymentKey: broken.paymentKey }] });
    expect(await stateOf(whole)).toBe("active");
    expect(await openFailures(engine.ledger)).toMatchObject([
      { cause: "found-by-sweeper", reason: "LEDGER_ITEM_UNREADABLE", subject: { id: broken.paymentKey } },
    ]);
  });
});

describe("a payment that is pending beyond its bound", () => {
  const limits: SweepLimits = {
    ...{ afterMs: 300_000, boundMs: 900_000, hours: 2, perPartition: 25, unansweredMax: 0 },
    hasTime: () => true,
  };
  const deps = () => ({ ledger: engine.ledger, clock: world.deps.clock, core: core(), silenceMs: 60_000 });

  it("and stands in no failure becomes one, although the core is not asked any more; an answer closes it", async () => {
    const payment = await paid();
    world.moveTo("2026-11-20T10:14:59+07:00");
    expect(await sweep(deps(), limits, 0)).toMatchObject({ found: 0, shown: 0 });
    world.moveTo("2026-11-20T10:15:00+07:00");
    expect(await sweep(deps(), limits, 0)).toMatchObject({ found: 0, shown: 1 });
    expect(await openFailures(engine.ledger)).toMatchObject([
      { cause: "found-by-sweeper", subject: { id: payment.paymentKey }, amountRupiah: payment.amountRupiah },
    ]);
    expect(await sweep(deps(), limits, 1)).toMatchObject({ shown: 0 });
    await sweep(deps(), { ...limits, unansweredMax: 5 }, 2);
    expect([await stateOf(payment), await causes()]).toEqual(["active", []]);
  });

  it("and is shown as a silent core already, is not shown twice", async () => {
    await fake.behave("down");
    await paid();
    world.moveTo("2026-11-20T10:15:00+07:00");
    await sweep(deps(), { ...limits, unansweredMax: 1 }, 0);
    await sweep(deps(), limits, 1);
    expect(await causes()).toEqual(["core-unavailable"]);
  });

  it("because each attempt ends in a fault of ours, shows as a crash with the fault's code", async () => {
    const payment = await paid();
    world.moveTo("2026-11-20T10:15:00+07:00");
    const broken = {
      ...engine.ledger,
      transact: () => Promise.reject(new LedgerFault("LEDGER_CONTENDED", "x")),
    };
    const report = await sweep({ ...deps(), ledger: broken }, { ...limits, unansweredMax: 1 }, 0);
    expect(report).toMatchObject({ found: 1, shown: 0, failed: [{ paymentKey: payment.paymentKey }] });
    expect(await openFailures(engine.ledger)).toMatchObject([
      { cause: "consumer-crashed", reason: "LEDGER_CONTENDED", amountRupiah: payment.amountRupiah },
    ]);
    await sweep(deps(), { ...limits, unansweredMax: 1 }, 1);
    expect([await stateOf(payment), await causes()]).toEqual(["active", []]);
  });
});

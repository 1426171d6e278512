import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { instant, parseInstant } from "../../../shared/calendar/calendar.ts";
import { httpCore } from "../../../shared/core/http-core.ts";
import { readCoverage } from "../../../shared/coverage/coverage-store.ts";
import { coveredAt } from "../../../shared/coverage/covered-at.ts";
import type { LedgerItem } from "../../../shared/ledger/write.ts";
import { paymentEvent } from "../../../shared/payment/payment-event.ts";
import { paymentOf } from "../../../shared/payment/payment-item.ts";
import { paymentLedgerKey } from "../../../shared/payment/payment-key.ts";
import { reversePayment } from "../../../shared/payment/reverse-payment.ts";
import { type RunningCore, startFakeCore } from "../../core/running-core.ts";
import { startTestLedger, type TestLedger } from "../../engine/test-ledger.ts";
import { openFailures } from "../../failure/open-failures.ts";
import { BRI, FISHER, paymentWorld } from "../../payment/payment-world.ts";
import { type ActivationQueueOptions, activationQueue, DEAD_LETTERS, QUEUE } from "./activation-queue.ts";

const DEADLINE_MS = 300;
const clock = { machineNow: () => instant(Date.now()) };

let engine: TestLedger;
let fake: RunningCore;
let world: Awaited<ReturnType<typeof paymentWorld>>;

beforeAll(async () => {
  [engine, fake] = await Promise.all([startTestLedger(), startFakeCore()]);
});
afterAll(async () => {
  fake.stop();
  await engine.stop();
});
beforeEach(async () => {
  await fake.behave("up");
  world = await paymentWorld(engine);
  await world.register(FISHER);
});

const working = (options: Partial<ActivationQueueOptions> = {}) =>
  activationQueue({
    engine,
    clock: world.deps.clock,
    core: httpCore({ baseUrl: fake.url, secret: fake.secret, clock, deadlineMs: DEADLINE_MS }),
    ...options,
  });

async function paid() {
  const outcome = await world.buy(1);
  if (outcome.kind !== "accepted") throw new Error(outcome.kind);
  return outcome.payment;
}
type Paid = Awaited<ReturnType<typeof paid>>;

const accepted = (payment: Paid) => paymentEvent(undefined, payment);

async function stored({ paymentKey }: Paid) {
  const item: LedgerItem | undefined = await engine.ledger.read(paymentLedgerKey(paymentKey));
  return item && paymentOf(item);
}
const stateOf = async (payment: Paid) => (await stored(payment))?.state;

const failuresOf = async ({ paymentKey }: Paid) =>
  (await openFailures(engine.ledger)).filter(({ subject }) => subject.id === paymentKey);
const causesOf = async (payment: Paid) => (await failuresOf(payment)).map(({ cause }) => cause);

const soon = { timeout: 5_000, interval: 10 };

describe("while the core gives no answer", () => {
  it("the payment waits and nobody is troubled; after a while it is an open failure, which closes itself", async () => {
    await fake.behave("down");
    const payment = await paid();
    const queue = await working({ silenceSeconds: 1 });
    queue.sendEvent(accepted(payment));
    await vi.waitFor(() => expect(queue.receives()).toBeGreaterThan(1), soon);
    expect([await stateOf(payment), await causesOf(payment)]).toEqual(["accepted", []]);

    await vi.waitFor(async () => expect(await causesOf(payment)).toEqual(["core-unavailable"]), soon);
    await fake.behave("up");
    await vi.waitFor(async () => expect(await stateOf(payment)).toBe("active"), soon);
    await vi.waitFor(async () => expect(await causesOf(payment)).toEqual([]), soon);
    await vi.waitFor(() => expect(queue.isEmpty()).toBe(true), soon);
    expect(queue.queues.depth(DEAD_LETTERS).waiting).toBe(0);
  });

  it("each attempt waits longer than the one before", async () => {
    await fake.behave("down");
    const queue = await working({ msPerSecond: 20 });
    queue.sendEvent(accepted(await paid()));
    const waits: number[] = [];
    for (let attempt = 1; attempt <= 3; attempt++) {
      await vi.waitFor(() => {
        expect(queue.receives()).toBe(attempt);
        expect(queue.queues.depth(QUEUE).inFlight).toBe(0);
      }, soon);
      waits.push((queue.queues.nextVisibleAt(QUEUE) ?? 0) - Date.now());
    }
    const [first = 0, second = 0, third = 0] = waits;
    expect(first).toBeLessThan(second);
    expect(second).toBeLessThan(third);
  });

  it("a core that does not answer is not asked for ever: the attempts end in the dead letters", async () => {
    await fake.behave("down");
    const payment = await paid();
    const queue = await working({ maxReceiveCount: 3 });
    queue.sendEvent(accepted(payment));
    await vi.waitFor(() => expect(queue.queues.depth(DEAD_LETTERS).waiting).toBe(1), soon);
    expect([queue.receives(), await stateOf(payment)]).toEqual([3, "accepted"]);
  });

  it("domain case 50: inquiries and payments go on, and cover counts from the payment's instant", async () => {
    await fake.behave("down");
    const payment = await paid();
    const queue = await working();
    queue.sendEvent(accepted(payment));
    await vi.waitFor(() => expect(queue.receives()).toBeGreaterThan(0), soon);
    // Domain case 26: the core comes back six hours later.
    world.moveTo("2026-11-20T16:00:00+07:00");
    await fake.behave("up");
    await vi.waitFor(async () => expect(await stateOf(payment)).toBe("active"), soon);
    expect((await fake.record()).effects.at(-1)?.order).toMatchObject({
      paymentKey: payment.paymentKey,
      inForceFrom: "2026-11-20T10:00:00.000+07:00",
    });
    const coverage = await readCoverage(engine.ledger, payment.memberKey);
    const fiveMinutesLater = parseInstant("2026-11-20T10:05:00+07:00") ?? instant(0);
    expect(coveredAt(coverage, fiveMinutesLater)).toBe(true);
  });
});

describe("the core's answer", () => {
  it("that comes slowly is waited for", async () => {
    await fake.behave("slow", DEADLINE_MS / 3);
    const payment = await paid();
    const queue = await working();
    queue.sendEvent(accepted(payment));
    await vi.waitFor(async () => expect(await stateOf(payment)).toBe("active"), soon);
    expect(queue.receives()).toBe(1);
  });

  it("that came too late: the order goes again and takes effect once", async () => {
    await fake.behave("twice", DEADLINE_MS * 2);
    const payment = await paid();
    const queue = await working();
    queue.sendEvent(accepted(payment));
    await vi.waitFor(async () => expect(await stateOf(payment)).toBe("active"), soon);
    const { effects } = await fake.record();
    expect(effects.filter(({ order }) => order.paymentKey === payment.paymentKey)).toHaveLength(1);
  });

  it("that refuses opens a failure with its reason at once, and the message is done", async () => {
    await fake.behave("reject");
    const payment = await paid();
    const queue = await working();
    queue.sendEvent(accepted(payment));
    await vi.waitFor(() => expect(queue.isEmpty()).toBe(true), soon);
    expect(await failuresOf(payment)).toMatchObject([{ cause: "core-refused", reason: "member-deceased" }]);
    expect([queue.receives(), await stateOf(payment)]).toEqual([1, "accepted"]);
  });

  it("that refused and then confirms, when ops send the event again, closes the failure", async () => {
    await fake.behave("reject");
    const payment = await paid();
    const queue = await working();
    queue.sendEvent(accepted(payment));
    await vi.waitFor(async () => expect(await causesOf(payment)).toEqual(["core-refused"]), soon);
    await fake.behave("up");
    queue.sendEvent(accepted(payment));
    await vi.waitFor(async () => expect(await stateOf(payment)).toBe("active"), soon);
    await vi.waitFor(async () => expect(await causesOf(payment)).toEqual([]), soon);
  });
});

describe("a message", () => {
  it("that nobody can read is in the dead letters within seconds, and its neighbours are done", async () => {
    const payment = await paid();
    const queue = await working();
    for (const body of ["{", '{"detail-type":"Strange.v9"}', "null"]) queue.send(body);
    queue.sendEvent(accepted(payment));
    await vi.waitFor(() => expect(queue.queues.depth(DEAD_LETTERS).waiting).toBe(3), soon);
    expect(await stateOf(payment)).toBe("active");
    expect(queue.receives()).toBe(3 * 33 + 1);
  });

  it("delivered twice, and late, changes nothing", async () => {
    const payment = await paid();
    const queue = await working();
    for (let n = 0; n < 3; n++) queue.sendEvent(accepted(payment));
    await vi.waitFor(() => expect(queue.isEmpty()).toBe(true), soon);
    const before = await stored(payment);
    queue.sendEvent(accepted(payment));
    await vi.waitFor(() => expect(queue.isEmpty()).toBe(true), soon);
    expect(await stored(payment)).toEqual(before);
  });

  it("of a reversed payment takes the months out at the core, with the higher sequence", async () => {
    const payment = await paid();
    const queue = await working();
    queue.sendEvent(accepted(payment));
    await vi.waitFor(async () => expect(await stateOf(payment)).toBe("active"), soon);
    await reversePayment(world.deps, {
      partner: BRI,
      reference: payment.reference,
      reversedAt: world.deps.clock.businessNow(),
      reason: "customer-changed-mind",
      amountRupiah: undefined,
    });
    queue.sendEvent(paymentEvent(payment, await stored(payment)));
    await vi.waitFor(async () => {
      expect(await stored(payment)).toMatchObject({ state: "reversed", revokedAt: expect.any(Number) });
    }, soon);
    const orders = (await fake.record()).effects.filter(
      ({ order }) => order.paymentKey === payment.paymentKey,
    );
    expect(orders.map(({ path, order }) => [path, order.sequence])).toEqual([
      ["/activations", 1],
      ["/revocations", 2],
    ]);
  });
});

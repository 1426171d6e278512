import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { sweep } from "../../shared/activation/sweep.ts";
import { instant } from "../../shared/calendar/calendar.ts";
import { failureOf } from "../../shared/failure/failure.ts";
import { closeFailure, openFailure } from "../../shared/failure/failure-store.ts";
import { failureStory, failuresOfPayment } from "../../shared/failure/failure-story.ts";
import type { AcceptedPayment } from "../../shared/payment/payment.ts";
import { paymentEvent } from "../../shared/payment/payment-event.ts";
import { reversePayment } from "../../shared/payment/reverse-payment.ts";
import { previewReplay } from "../../shared/replay/preview-replay.ts";
import { listReplays, readAttempts, readReplay, replaysOfPayment } from "../../shared/replay/read-replay.ts";
import type { ReplaySelection } from "../../shared/replay/replay.ts";
import { requestReplay } from "../../shared/replay/request-replay.ts";
import { entriesLately } from "../audit/entries-lately.ts";
import { startTestLedger, type TestLedger } from "../engine/test-ledger.ts";
import { openFailures } from "../failure/open-failures.ts";
import { BRI } from "../payment/payment-world.ts";
import { ANI, BUDI, replayWorld } from "./replay-world.ts";

let engine: TestLedger;
let desk: Awaited<ReturnType<typeof replayWorld>>;

beforeAll(async () => {
  engine = await startTestLedger();
});
afterAll(() => engine.stop());
beforeEach(async () => {
  desk = await replayWorld(engine);
  // One engine for all: what an earlier case left open is not this one's.
  for (const { failureId } of await openFailures(engine.ledger)) {
    await closeFailure(engine.ledger, failureId, desk.deps.clock.businessNow());
  }
});

const everything = (): ReplaySelection => ({
  kind: "filter",
  openedBefore: instant(Date.parse("2030-01-01")),
});

async function requested(selection: ReplaySelection, actor = ANI, reason = "The core is back.") {
  const outcome = await requestReplay(desk.world.deps, actor, selection, reason);
  if (outcome.kind !== "requested") throw new Error(outcome.because);
  return outcome.replayId;
}

const idsOf = async (payments: readonly AcceptedPayment[]) =>
  (await Promise.all(payments.map(({ paymentKey }) => failuresOfPayment(engine.ledger, paymentKey))))
    .flat()
    .map(({ failureId }) => failureId);

const states = (payments: readonly AcceptedPayment[]) => Promise.all(payments.map(desk.stateOf));
const all = (payments: readonly AcceptedPayment[], state: string) => payments.map(() => state);

/** Each payment in force at the core, by one order that took effect. */
function expectOnceEach(payments: readonly AcceptedPayment[]) {
  for (const { paymentKey } of payments) expect(desk.core.effects).toContain(`${paymentKey}/1`);
  const mine = new Set<string>(payments.map(({ paymentKey }) => paymentKey));
  const orders = [...desk.core.effects].filter((effect) =>
    mine.has(effect.slice(0, effect.lastIndexOf("/"))),
  );
  expect(orders).toHaveLength(payments.length);
}

/** Counters, outcomes and stored attempts tell the same. */
async function expectAddsUp(replayId: string, total: number) {
  const replay = await readReplay(engine.ledger, replayId);
  const sum = Object.values(replay?.outcomes ?? {}).reduce((all, count) => all + count, 0);
  const { attempts } = await readAttempts(engine.ledger, replayId, { limit: 1_000 });
  expect([replay?.total, replay?.done, sum, attempts.length]).toEqual(Array(4).fill(total));
  return replay;
}

describe("a replay", () => {
  it("after an outage: preview says how many and how much, all are in force once, nothing is open, and the history tells by whom and why", async () => {
    const payments = await desk.paid(6);
    await desk.fail(payments);
    const sum = payments.reduce((all, { amountRupiah }) => all + amountRupiah, 0);
    desk.world.moveTo("2026-11-20T10:30:00+07:00");
    expect(await previewReplay(desk.deps, everything())).toEqual({
      ...{ count: 6, amountRupiah: sum, notReplayable: 0, isCapped: false },
      byCause: { "core-unavailable": { count: 6, amountRupiah: sum } },
    });
    const replayId = await requested(everything());
    expect(await readReplay(engine.ledger, replayId)).toMatchObject({
      state: "listing",
      done: 0,
      requestedBy: "ani",
    });
    await desk.run(replayId);
    expect(await states(payments)).toEqual(all(payments, "active"));
    expectOnceEach(payments);
    expect(await openFailures(engine.ledger)).toEqual([]);
    expect(await expectAddsUp(replayId, 6)).toMatchObject({
      ...{ state: "done", amountRupiah: sum, outcomes: { activated: 6 }, because: null },
    });
    const [first] = payments;
    expect(await replaysOfPayment(engine.ledger, first?.paymentKey ?? "")).toMatchObject([
      { replayId, by: "ani", reason: "The core is back.", outcome: "activated" },
    ]);
    const [failureId = ""] = await idsOf(payments.slice(0, 1));
    const story = await failureStory(engine.ledger, failureId);
    expect(story?.history.map(({ kind }) => kind)).toEqual(["opened", "replayed", "closed"]);
    const entries = await entriesLately(engine.ledger, desk.world.deps.clock.machineNow());
    expect(entries.find(({ subject }) => subject === replayId)).toMatchObject({
      ...{ actor: "ani", action: "replay.request", reason: "The core is back.", origin: "10.0.0.7" },
    });
    expect(
      (await listReplays(engine.ledger, { now: desk.deps.clock.businessNow(), limit: 5 }))[0],
    ).toMatchObject({
      replayId,
    });
  });

  it("run three times over, and three runners of it at once, count each failure once", async () => {
    const payments = await desk.paid(5);
    await desk.fail(payments);
    const replayId = await requested({ kind: "ids", failureIds: await idsOf(payments) });
    await Promise.all([1, 2, 3].map(() => desk.run(replayId)));
    await desk.run(replayId);
    await expectAddsUp(replayId, 5);
    expectOnceEach(payments);
    expect(await states(payments)).toEqual(all(payments, "active"));
  });

  it("of the same failures as another one, at once with it, leaves each in force once and each told of both", async () => {
    const payments = await desk.paid(4);
    await desk.fail(payments);
    const failureIds = await idsOf(payments);
    const one = await requested({ kind: "ids", failureIds });
    const two = await requested({ kind: "ids", failureIds }, BUDI, "Me too.");
    await Promise.all([desk.run(one), desk.run(two)]);
    for (const replayId of [one, two]) await expectAddsUp(replayId, 4);
    expectOnceEach(payments);
    const told = await replaysOfPayment(engine.ledger, payments[0]?.paymentKey ?? "");
    expect(told.map(({ by }) => by).sort()).toEqual(["ani", "budi"]);
  });

  it("at once with the automatic retry and the sweeper leaves each in force once", async () => {
    const payments = await desk.paid(5);
    await desk.fail(payments);
    const replayId = await requested({ kind: "ids", failureIds: await idsOf(payments) });
    const limits = {
      afterMs: 0,
      boundMs: 0,
      hours: 2,
      perPartition: 25,
      unansweredMax: 9,
      hasTime: () => true,
    };
    await Promise.all([
      desk.run(replayId),
      sweep(desk.deps, limits, 0),
      ...payments.map((payment) => desk.attempt(payment)),
    ]);
    await expectAddsUp(replayId, 5);
    expectOnceEach(payments);
    expect([await states(payments), await openFailures(engine.ledger)]).toEqual([
      all(payments, "active"),
      [],
    ]);
  });

  it("by filter takes what was open when it was asked for, and nothing that went wrong later", async () => {
    const [before, later] = [await desk.paid(3), await desk.paid(2)];
    await desk.fail(before);
    desk.world.moveTo("2026-11-20T10:05:00+07:00");
    const replayId = await requested(everything());
    desk.world.moveTo("2026-11-20T10:05:01+07:00");
    await desk.fail(later);
    await desk.run(replayId);
    await expectAddsUp(replayId, 3);
    expect(await states(later)).toEqual(all(later, "accepted"));
    expect(await openFailures(engine.ledger)).toHaveLength(2);
  });

  it("goes on where its time was up, slice by slice, and adds up", async () => {
    const payments = await desk.paid(18);
    await desk.fail(payments);
    desk.world.moveTo("2026-11-20T10:05:00+07:00");
    const replayId = await requested(everything());
    // A slice looks at the clock when it begins, after a chunk is listed, and before each attempt.
    const slices = await desk.run(replayId, 6);
    expect(slices).toBeGreaterThan(3);
    await expectAddsUp(replayId, 18);
    expectOnceEach(payments);
  });
});

describe("what a replay says of a failure", () => {
  const outcomeOf = async (failureIds: readonly string[]) => {
    const replayId = await requested({ kind: "ids", failureIds });
    await desk.run(replayId);
    const { attempts } = await readAttempts(engine.ledger, replayId, { limit: 100 });
    return attempts.map(({ outcome, detail }) => [outcome, detail]);
  };
  const opened = async (
    cause: Parameters<typeof failureOf>[0]["cause"],
    id: string,
    kind: "payment" | "message" = "payment",
  ) => {
    const failure = failureOf({
      cause,
      subject: { kind, id },
      reason: "",
      openedAt: desk.deps.clock.businessNow(),
    });
    await openFailure(engine.ledger, failure);
    return failure.failureId;
  };

  it("that the core refuses again: its reason, and the failure stays", async () => {
    const payments = await desk.paid(1);
    await desk.fail(payments, "reject");
    desk.core.mode = "reject";
    expect(await outcomeOf(await idsOf(payments))).toEqual([["core-refused", "member-deceased"]]);
    expect(await openFailures(engine.ledger)).toMatchObject([{ cause: "core-refused" }]);
  });

  it("whose payment was reversed meanwhile: its months are taken out", async () => {
    const payments = await desk.paid(1);
    await desk.fail(payments);
    await reversePayment(desk.world.deps, {
      ...{ partner: BRI, reference: payments[0]?.reference ?? "", reason: "customer-changed-mind" },
      ...{ reversedAt: desk.deps.clock.businessNow(), amountRupiah: undefined },
    });
    expect(await outcomeOf(await idsOf(payments))).toEqual([["revoked", ""]]);
    expect(await openFailures(engine.ledger)).toEqual([]);
  });

  it("whose event was never published: the same event again, by its old id; if the bus takes none, it stays open", async () => {
    const payments = await desk.paid(1);
    const failureId = await opened("event-not-published", payments[0]?.paymentKey ?? "");
    desk.bus.isDown = true;
    expect(await outcomeOf([failureId])).toEqual([["not-published", ""]]);
    expect(await openFailures(engine.ledger)).toHaveLength(1);
    desk.bus.isDown = false;
    expect(await outcomeOf([failureId])).toEqual([["published", ""]]);
    expect(desk.published).toEqual([paymentEvent(undefined, payments[0])]);
    expect(await openFailures(engine.ledger)).toEqual([]);
  });

  it("that no replay can help: money needs a correction, a message that nobody can read stays one, nothing is tried", async () => {
    expect(await outcomeOf([await opened("advice-too-late", "bri#late")])).toEqual([
      ["needs-correction", "advice-too-late"],
    ]);
    expect(await outcomeOf([await opened("message-unreadable", "m-1", "message")])).toEqual([
      ["not-replayable", "message-unreadable"],
    ]);
    expect(await outcomeOf(["no-such-failure"])).toEqual([["vanished", ""]]);
    expect([desk.core.arrivals, (await openFailures(engine.ledger)).length]).toEqual([0, 2]);
  });

  it("that was closed before its turn: nothing is tried", async () => {
    const payments = await desk.paid(1);
    await desk.fail(payments);
    const ids = await idsOf(payments);
    await desk.attempt(payments[0] as AcceptedPayment);
    expect(await outcomeOf(ids)).toEqual([["closed-meanwhile", ""]]);
  });
});

describe("a core that is down", () => {
  it("ends the replay after some silences in a row instead of all of them, and says so", async () => {
    const payments = await desk.paid(30);
    await desk.fail(payments);
    const replayId = await requested({ kind: "ids", failureIds: await idsOf(payments) });
    desk.core.mode = "down";
    desk.core.arrivals = 0;
    await desk.run(replayId);
    const replay = await readReplay(engine.ledger, replayId);
    expect(replay).toMatchObject({ state: "halted", because: "core-silent", total: 30 });
    expect(desk.core.arrivals).toBeLessThan(29);
    expect(replay?.done).toBe(replay?.outcomes["core-silent"]);
    expect(await openFailures(engine.ledger)).toHaveLength(30);
  });
});

describe("a request", () => {
  it("without a reason, without failures or with too many picked ones is refused, and nothing is written", async () => {
    const ask = (selection: ReplaySelection, reason: string) =>
      requestReplay(desk.world.deps, ANI, selection, reason);
    const ids = (count: number): ReplaySelection => ({
      kind: "ids",
      failureIds: Array.from({ length: count }, (_, n) => `f${n}`),
    });
    expect(await ask(ids(1), " \t")).toEqual({ kind: "refused", because: "reason-missing" });
    expect(await ask(ids(0), "Why not.")).toEqual({ kind: "refused", because: "empty" });
    expect(await ask(everything(), "Why not.")).toEqual({ kind: "refused", because: "empty" });
    expect(await ask(ids(501), "Why not.")).toEqual({ kind: "refused", because: "too-many" });
  });
});

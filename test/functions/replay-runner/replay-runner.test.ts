import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { cloudEvent } from "../../../shared/event/cloud-event.ts";
import { failureOf } from "../../../shared/failure/failure.ts";
import { openFailure } from "../../../shared/failure/failure-store.ts";
import { failuresOfPayment } from "../../../shared/failure/failure-story.ts";
import { takeInDeadLetter } from "../../../shared/payment/take-in-dead-letter.ts";
import { readReplay } from "../../../shared/replay/read-replay.ts";
import type { ReplaySelection } from "../../../shared/replay/replay.ts";
import { requestReplay } from "../../../shared/replay/request-replay.ts";
import { startTestLedger, type TestLedger } from "../../engine/test-ledger.ts";
import { openFailures } from "../../failure/open-failures.ts";
import { ANI, replayWorld } from "../../replay/replay-world.ts";
import { replayQueue } from "./replay-queue.ts";

/** `KANAL_TEST=full` replays a thousand. */
const IS_FULL = process.env.KANAL_TEST === "full";
const COUNT = IS_FULL ? 1_000 : 16;

let engine: TestLedger;
let desk: Awaited<ReturnType<typeof replayWorld>>;

beforeAll(async () => {
  engine = await startTestLedger();
  desk = await replayWorld(engine);
});
afterAll(() => engine.stop());

async function requested(selection: ReplaySelection): Promise<string> {
  const outcome = await requestReplay(desk.world.deps, ANI, selection, "The core is back.");
  if (outcome.kind !== "requested") throw new Error(outcome.because);
  return outcome.replayId;
}
const queueOf = (sliceMs: number) =>
  replayQueue({ engine, clock: desk.deps.clock, core: desk.core.port, sliceMs });
const soon = (seconds: number) => ({ timeout: seconds * 1_000, interval: 50 });

test(`${COUNT} failures of one outage are in force after several slices, each once, and the replay adds up`, {
  timeout: 900_000,
}, async () => {
  const payments = [];
  for (let left = COUNT; left > 0; left -= 50) payments.push(...(await desk.paid(Math.min(left, 50))));
  await desk.fail(payments);
  desk.world.moveTo("2026-11-20T10:30:00+07:00");
  const openedBefore = desk.deps.clock.businessNow();
  const replayId = await requested({ kind: "filter", cause: "core-unavailable", openedBefore });
  const queue = await queueOf(IS_FULL ? 5_000 : 150);
  const began = Date.now();
  queue.sendRequested(replayId);
  // The bus delivers at least once.
  queue.sendRequested(replayId);
  await vi.waitFor(async () => {
    expect((await readReplay(engine.ledger, replayId))?.state).toBe("done");
  }, soon(600));
  const replay = await readReplay(engine.ledger, replayId);
  expect(replay).toMatchObject({ total: COUNT, done: COUNT });
  // What was tried twice at once was in force already for one of the two.
  expect(
    (replay?.outcomes.activated ?? 0) +
      (replay?.outcomes["already-active"] ?? 0) +
      (replay?.outcomes["closed-meanwhile"] ?? 0),
  ).toBe(COUNT);
  expect(new Set(queue.slices()).size).toBeGreaterThan(1);
  expect(desk.core.effects.size).toBe(COUNT);
  const states = new Set<string | undefined>();
  for (const payment of payments) states.add(await desk.stateOf(payment));
  expect(states).toEqual(new Set(["active"]));
  if (IS_FULL)
    console.info(`${COUNT} failures in ${Date.now() - began} ms and ${queue.slices().length} slices`);
  else expect(await openFailures(engine.ledger)).toEqual([]);
});

test("an event that was never published reaches the activation's queue by the deployed bus client", async () => {
  const [payment] = await desk.paid(1);
  const paymentKey = payment?.paymentKey ?? "";
  const openedAt = desk.deps.clock.businessNow();
  const subject = { kind: "payment", id: paymentKey } as const;
  await openFailure(
    engine.ledger,
    failureOf({ cause: "event-not-published", subject, reason: "", openedAt }),
  );
  const [failure] = await failuresOfPayment(engine.ledger, paymentKey);
  const replayId = await requested({ kind: "ids", failureIds: [failure?.failureId ?? ""] });
  const queue = await queueOf(60_000);
  queue.sendRequested(replayId);
  await vi.waitFor(async () => {
    expect(await readReplay(engine.ledger, replayId)).toMatchObject({
      state: "done",
      outcomes: { published: 1 },
    });
  }, soon(10));
  expect(queue.onActivationQueue()).toBe(1);
});

test("a message that is none of ours ends in the dead letters, and a replay's letter is a failure that names the replay", async () => {
  const queue = await queueOf(60_000);
  queue.send("{}");
  await vi.waitFor(() => expect(queue.deadLetters()).toBe(1), soon(10));
  const now = desk.deps.clock.businessNow();
  const detail = cloudEvent("ReplayRequested.v1", "R-9", now, { replayId: "R-9", requestedAt: "" });
  const body = JSON.stringify({ "detail-type": detail.type, detail, slice: 4 });
  expect(await takeInDeadLetter(engine.ledger, { messageId: "m-1", body }, now)).toBe("opened");
  expect(
    (await openFailures(engine.ledger)).find(({ cause }) => cause === "replay-unfinished"),
  ).toMatchObject({
    subject: { kind: "message", id: "R-9" },
  });
});

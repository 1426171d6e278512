import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { PaymentKey } from "../../shared/coverage/coverage.ts";
import { failureIdOf } from "../../shared/failure/failure.ts";
import { noteWrite } from "../../shared/failure/failure-note.ts";
import { PartnerId } from "../../shared/partner/partner.ts";
import { paymentKeyOf } from "../../shared/payment/payment-key.ts";
import type { PaymentTimeline } from "../../shared/timeline/payment-timeline.ts";
import { FORGED, REFUSED } from "../attempt/attempt-samples.ts";
import { startTestLedger, type TestLedger } from "../engine/test-ledger.ts";
import { FISHER } from "../payment/payment-world.ts";
import { storyWorld } from "./story-world.ts";

let engine: TestLedger;
let world: Awaited<ReturnType<typeof storyWorld>>;
beforeAll(async () => {
  engine = await startTestLedger();
});
afterAll(() => engine.stop());
beforeEach(async () => {
  world = await storyWorld(engine);
  world.clockAt("10:00:00");
});

async function told(key: PaymentKey): Promise<PaymentTimeline> {
  const timeline = await world.timeline(key);
  if (!timeline) throw new Error("nothing is known");
  // Whoever reads it sees no number of the worker's, and of his name the first letters.
  expect(JSON.stringify(timeline)).not.toContain(FISHER);
  expect(JSON.stringify(timeline)).not.toContain("Santoso");
  return timeline;
}
/** Seconds since ten o'clock, and what happened. */
const lines = ({ steps }: PaymentTimeline) => {
  const ten = Date.parse("2026-11-20T10:00:00+07:00");
  return steps.map((step) => {
    const what = step.kind === "published" ? step.event : step.kind === "requested" ? step.verdict : "";
    return `${(step.at - ten) / 1000} ${step.kind} ${what}`.trim();
  });
};
const bri = (reference: string) => paymentKeyOf(PartnerId.parse("bri"), reference);

it("an ordinary payment: price, request, booking, bus, cover, with how long each took", async () => {
  world.clockAt("09:59:30");
  const asked = await world.inquire({ months: 2 });
  if (asked.kind !== "quoted") throw new Error(asked.kind);
  const { inquiryId, totalRupiah: amountRupiah } = asked.quote;
  world.clockAt("10:00:00");
  const outcome = await world.pay({ inquiryId, amountRupiah });
  if (outcome.kind !== "accepted") throw new Error(outcome.kind);
  const { paymentKey, reference } = outcome.payment;
  await world.asked(reference);
  world.clockAt("10:00:01");
  await world.publish(paymentKey);
  world.clockAt("10:00:03");
  await world.activate(paymentKey);
  await world.publish(paymentKey);

  const timeline = await told(paymentKey);
  expect(lines(timeline)).toEqual([
    "-30 quoted",
    "-0.02 requested ok",
    "0 booked",
    "1 published accepted",
    "3 published activated",
    "3 activated",
  ]);
  expect(timeline.steps.map(({ sinceMs }) => sinceMs)).toEqual([null, 29_980, 20, 1_000, 2_000, 0]);
  expect(timeline.durations).toEqual({
    ...{ quotedToBookedMs: 30_000, bookedToPublishedMs: 1_000, publishedToActivatedMs: 2_000 },
    ...{ bookedToActivatedMs: 3_000, reversedToRevokedMs: null },
  });
  expect(timeline).toMatchObject({ partnerId: "bri", reference, settlement: { kind: "awaited" } });
});

it("refused attempts before the success, and advice that repeats it", async () => {
  world.clockAt("10:00:00");
  const asked = await world.inquire({ months: 1 });
  if (asked.kind !== "quoted") throw new Error(asked.kind);
  const { inquiryId } = asked.quote;
  world.clockAt("10:00:05");
  await world.asked(inquiryId, FORGED);
  world.clockAt("10:00:06");
  await world.asked(inquiryId, { responseCode: "5042500", outcome: null, fault: "DEADLINE_PASSED" });
  world.clockAt("10:00:10");
  const outcome = await world.pay({ inquiryId });
  if (outcome.kind !== "accepted") throw new Error(outcome.kind);
  await world.asked(inquiryId);
  for (const second of ["20", "30"]) {
    world.clockAt(`10:00:${second}`);
    await world.asked(inquiryId, { outcome: "replayed" });
  }
  const timeline = await told(outcome.payment.paymentKey);
  expect(lines(timeline)).toEqual([
    ...["0 quoted", "4.98 requested refused", "5.98 requested failed", "9.98 requested ok", "10 booked"],
    ...["19.98 requested ok", "29.98 requested ok"],
  ]);
  const requests = timeline.steps.flatMap((step) => (step.kind === "requested" ? [step.attempt] : []));
  expect(requests.map(({ isSigned, outcome: word }) => [isSigned, word])).toEqual([
    ...[[false, null] as const, [true, null] as const, [true, "accepted"] as const],
    ...[[true, "replayed"] as const, [true, "replayed"] as const],
  ]);
});

it("what was refused every time has a story although no payment was ever kept", async () => {
  await world.asked("NEVER-1", FORGED);
  world.clockAt("10:01:00");
  await world.asked("NEVER-1", REFUSED);
  const timeline = await told(bri("NEVER-1"));
  expect(timeline.payment).toBeUndefined();
  expect(lines(timeline)).toEqual(["-0.02 requested refused", "59.98 requested refused"]);
});

it("the core is down, ops see it, somebody replays, and cover begins", async () => {
  const { paymentKey } = await world.paid();
  world.clockAt("10:00:01");
  await world.publish(paymentKey);
  world.clockAt("10:02:00");
  await world.activateInVain(paymentKey);
  const [failure] = (await told(paymentKey)).openFailures;
  expect(failure?.cause).toBe("core-unavailable");
  const failureId = failureIdOf("core-unavailable", { kind: "payment", id: paymentKey });
  world.clockAt("10:30:00");
  await world.activate(paymentKey);
  const at = world.deps.clock.businessNow();
  const replay = { by: "rina", text: "core is back", replayId: "R1", attemptId: `R1.${failureId}` };
  await engine.ledger.write(
    noteWrite(failureId, "R1", { kind: "replayed", at, outcome: "activated", ...replay }),
  );

  const timeline = await told(paymentKey);
  expect(lines(timeline)).toEqual([
    ...["0 quoted", "0 booked", "1 published accepted", "120 failure-opened"],
    ...["1800 replayed", "1800 activated", "1800 failure-closed"],
  ]);
  expect(timeline.steps.find(({ kind }) => kind === "replayed")).toMatchObject({
    ...{ by: "rina", because: "core is back", outcome: "activated", replayId: "R1" },
  });
  expect(timeline.openFailures).toEqual([]);
  expect(timeline.durations.bookedToActivatedMs).toBe(1_800_000);
});

describe("money that went back", () => {
  it("before cover began", async () => {
    const { paymentKey, reference } = await world.paid();
    world.clockAt("10:00:30");
    await world.reverse(reference);
    world.clockAt("10:00:31");
    await world.revoke(paymentKey);
    const timeline = await told(paymentKey);
    expect(lines(timeline)).toEqual(["0 quoted", "0 booked", "30 reversed", "31 revoked"]);
    expect(timeline.durations.reversedToRevokedMs).toBe(1_000);
  });

  it("after cover began", async () => {
    const { paymentKey, reference } = await world.paid();
    world.clockAt("10:00:02");
    await world.activate(paymentKey);
    world.clockAt("10:05:00");
    await world.reverse(reference);
    world.clockAt("10:05:02");
    await world.revoke(paymentKey);
    await world.publish(paymentKey);
    const timeline = await told(paymentKey);
    expect(lines(timeline).slice(1)).toEqual([
      "0 booked",
      "2 activated",
      "300 reversed",
      "302 published reversed",
      "302 revoked",
    ]);
    expect(timeline.steps.find(({ kind }) => kind === "reversed")).toMatchObject({
      because: "customer-cancelled",
    });
  });

  it("before the payment came", async () => {
    await world.reverse("EARLY-1");
    const timeline = await told(bri("EARLY-1"));
    expect(timeline.payment?.state).toBe("tombstone");
    expect(lines(timeline)).toEqual(["0 reversed"]);
  });
});

it("script in what a partner wrote is plain data", async () => {
  const reference = '<script>alert("1")</script>';
  await world.asked(reference, REFUSED);
  const { reference: shown, steps } = await told(bri(reference));
  expect(shown).toBe(reference);
  expect(steps).toHaveLength(1);
});

it("of what nobody ever asked nothing is told, nor of what is no payment's key", async () => {
  expect(await world.timeline(bri("NOBODY"))).toBeUndefined();
  for (const key of ["", "bri", "bri#", "bri#a#b", "BRI!#a", "#a"]) {
    expect(await world.timeline(key as PaymentKey)).toBeUndefined();
  }
});

it("costs a bounded number of reads, all of the table itself", async () => {
  const { paymentKey } = await world.paid();
  engine.takeCalls();
  await told(paymentKey);
  const calls = engine.takeCalls();
  expect(calls.length).toBeLessThanOrEqual(10);
  expect(new Set(calls)).toEqual(new Set(["GetItem", "BatchGetItem", "Query"]));
});

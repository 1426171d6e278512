import { afterAll, beforeAll, expect, it } from "vitest";
import type { Attempt } from "../../shared/attempt/attempt.ts";
import { attemptsOf } from "../../shared/attempt/attempts-of.ts";
import { paymentVerdicts, readAttemptDay } from "../../shared/attempt/read-attempt-day.ts";
import { takeInAttempts } from "../../shared/attempt/take-in-attempts.ts";
import { businessDate, instant } from "../../shared/calendar/calendar.ts";
import type { LedgerCursor } from "../../shared/ledger/ledger.ts";
import { startTestLedger, type TestLedger } from "../engine/test-ledger.ts";
import { attempt, FORGED, REFUSED, time } from "./attempt-samples.ts";

let engine: TestLedger;
beforeAll(async () => {
  engine = await startTestLedger();
});
afterAll(() => engine.stop());

let batches = 0;
const takeIn = (attempts: readonly Attempt[], batchId = `batch-${++batches}`) =>
  takeInAttempts(engine.ledger, { batchId, attempts }, time("2026-11-20T10:05:00+07:00"));

it("is found by what the partner calls the payment and by the day, the newest first", async () => {
  const at = (second: number) => time(`2026-11-20T10:00:0${second}+07:00`);
  const story = [
    attempt({ ...FORGED, at: at(1), reference: "FOUND", partnerId: "pos" }),
    attempt({ ...REFUSED, at: at(2), reference: "FOUND", partnerId: "pos" }),
    attempt({ at: at(3), reference: "FOUND", partnerId: "pos" }),
    attempt({ at: at(4), reference: null, partnerId: "pos", operation: "snap.token" }),
  ];
  expect(await takeIn(story)).toEqual({ kept: 4, sampledAway: 0, counted: true });
  const newest = [...story].reverse();
  const of = (partnerId: string, reference: string) =>
    attemptsOf(engine.ledger, { partnerId, reference }, { limit: 10 });
  expect((await of("pos", "FOUND")).attempts).toEqual(newest.slice(1));
  // Another partner's reference of the same text is another payment.
  expect((await of("bri", "FOUND")).attempts).toEqual([]);

  const pages: Attempt[] = [];
  let after: LedgerCursor | undefined;
  do {
    const query = { partnerId: "pos", day: businessDate("2026-11-20") };
    const page = await attemptsOf(engine.ledger, query, { limit: 3, after });
    pages.push(...page.attempts);
    after = page.next;
  } while (after);
  expect(pages).toEqual(newest);
});

it("keeps an attempt for 90 days", async () => {
  const at = time("2026-11-20T10:00:00+07:00");
  await takeIn([attempt({ reference: "KEPT", at })]);
  const [item] = await engine.ledger.readRange({ partition: "ATTEMPT#bri#KEPT", from: "0", to: "~" });
  expect(Number(item?.expiresAt) * 1000 - at).toBe(90 * 86_400_000);
});

it("counts each batch once however often it comes, and says what it sampled away", async () => {
  const at = time("2026-11-21T08:30:00+07:00");
  const busy = Array.from({ length: 300 }, () => attempt({ at, reference: null }));
  const refused = Array.from({ length: 10 }, () => attempt({ ...REFUSED, at, reference: null }));
  const failed = attempt({
    at,
    reference: null,
    responseCode: "5042500",
    outcome: null,
    fault: "DEADLINE_PASSED",
  });
  const batch = [...busy, ...refused, failed];
  const first = await takeIn(batch, "busy");
  expect(first.counted).toBe(true);
  expect(first.kept).toBeGreaterThanOrEqual(71);
  expect(first.kept).toBeLessThan(110);
  expect(await takeIn(batch, "busy")).toMatchObject({ counted: false });

  const counts = await readAttemptDay(engine.ledger, businessDate("2026-11-21"));
  expect(counts).toHaveLength(1);
  expect(counts[0]).toMatchObject({ hour: "08", channel: "BRILINK", partnerId: "bri", requests: 311 });
  expect(counts[0]?.kept).toBe(first.kept);
  expect(counts[0]?.words).toEqual({
    "snap.payment|accepted": 300,
    "snap.payment|quote-expired": 10,
    "snap.payment|5042500": 1,
  });
  expect(paymentVerdicts(counts)).toEqual({ ok: 300, refused: 10, failed: 1 });
});

it("what a minute held before counts towards its rate", async () => {
  const at = time("2026-11-22T08:30:00+07:00");
  const minute = (seconds: number) =>
    Array.from({ length: 60 }, () => attempt({ at: instant(at + seconds * 1000), partnerId: "rate" }));
  expect((await takeIn(minute(1))).sampledAway).toBe(0);
  expect((await takeIn(minute(2))).sampledAway).toBeGreaterThan(45);
  expect((await takeIn(minute(61))).sampledAway).toBe(0);
});

it("adds up what batches of one hour counted in different shards", async () => {
  const at = time("2026-11-23T08:30:00+07:00");
  await Promise.all(
    Array.from({ length: 12 }, () => takeIn([attempt({ at }), attempt({ at, partnerId: "bni" })])),
  );
  const counts = await readAttemptDay(engine.ledger, businessDate("2026-11-23"));
  expect(counts.map(({ partnerId, requests }) => [partnerId, requests])).toEqual([
    ["bni", 12],
    ["bri", 12],
  ]);
});

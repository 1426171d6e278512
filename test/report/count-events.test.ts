import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { takeInAttempts } from "../../shared/attempt/take-in-attempts.ts";
import { addDays, businessDate, parseInstant, startOf } from "../../shared/calendar/calendar.ts";
import { eventIdOf } from "../../shared/event/cloud-event.ts";
import { countEvents, FACTS_MAX } from "../../shared/report/count-events.ts";
import { publishedTimes } from "../../shared/report/counted-event.ts";
import { EventUnreadable, factOfEvent } from "../../shared/report/fact-of-event.ts";
import { figuresOfCells, readReportDay } from "../../shared/report/read-report-day.ts";
import { attempt, FORGED, REFUSED } from "../attempt/attempt-samples.ts";
import { startTestLedger, type TestLedger } from "../engine/test-ledger.ts";
import { accepted, activated, credited, failed, payment, reversed, revoked, seen } from "./event-samples.ts";

let engine: TestLedger;
beforeAll(async () => {
  engine = await startTestLedger();
});
afterAll(() => engine.stop());

/** Each test has a day of its own, so that they share the engine and nothing else. */
let days = 0;
const newDay = () => addDays(businessDate("2026-11-01"), days++);
const now = (day: string) => parseInstant(`${day}T23:59:59+07:00`) ?? startOf(businessDate(day));

it("counts money in its own hour, channel and partner, and an activation in the hour of its payment", async () => {
  const day = newDay();
  const [fast, slow, gone] = [payment("A"), payment("B"), payment("C", "indomaret", "INDOMARET")];
  const report = await countEvents(
    engine.ledger,
    seen(
      accepted(fast, `${day}T09:59:59.900+07:00`),
      activated(fast, `${day}T09:59:59.900+07:00`, `${day}T10:00:00.400+07:00`),
      accepted(slow, `${day}T10:00:00+07:00`, 25_200),
      activated(slow, `${day}T10:00:00+07:00`, `${day}T13:00:00+07:00`),
      credited(gone, `${day}T10:30:00+07:00`, 50_000),
      reversed(gone, `${day}T11:00:00+07:00`, 50_000),
      revoked(gone, `${day}T11:00:05+07:00`),
      failed("bri#B", `${day}T10:02:00+07:00`),
      failed(null, `${day}T10:02:00+07:00`),
    ),
    now(day),
  );
  expect(report).toEqual({ counted: 9, known: 0, tooOld: 0 });

  const { cells, total } = await readReportDay(engine.ledger, day);
  const rows = cells.map(({ hour, channel, partnerId, payments, rupiah, activated: up, reversed: back }) => {
    return [hour, channel, partnerId, payments, rupiah, up, back];
  });
  expect(rows).toEqual([
    ["09", "BRILINK", "bri", 1, 8_400, 1, 0],
    ["10", "BRILINK", "bri", 1, 25_200, 1, 0],
    ["10", "INDOMARET", "indomaret", 1, 50_000, 0, 0],
    ["10", "UNKNOWN", "bri", 0, 0, 0, 0],
    ["10", "UNKNOWN", "none", 0, 0, 0, 0],
    ["11", "INDOMARET", "indomaret", 0, 0, 0, 1],
  ]);
  expect(total).toMatchObject({ payments: 3, rupiah: 83_600, credited: 1, creditedRupiah: 50_000 });
  expect(total).toMatchObject({ reversedRupiah: 50_000, revoked: 1, failures: 2 });
  expect(total.p50Ms).toBeGreaterThan(450);
  expect(total.p50Ms).toBeLessThan(550);
  const brilink = figuresOfCells(cells.filter(({ channel }) => channel === "BRILINK"));
  expect(brilink.rupiah).toBe(33_600);
  expect(Math.abs((brilink.p95Ms ?? 0) / 3_600_000 - 3)).toBeLessThan(0.3);
});

it("counts each event once, however batches repeat, overlap and cross", async () => {
  const day = newDay();
  const payments = Array.from({ length: 12 }, (_, index) => payment(`ONCE-${index}`, `p${index % 3}`));
  const all = seen(
    ...payments.map((of) => accepted(of, `${day}T08:00:00+07:00`)),
    ...payments.map((of) => activated(of, `${day}T08:00:00+07:00`, `${day}T08:00:01+07:00`)),
  );
  const batch = fc.array(fc.constantFrom(...all), { minLength: 1, maxLength: FACTS_MAX });
  for (const round of fc.sample(fc.array(batch, { minLength: 2, maxLength: 4 }), {
    numRuns: 8,
    seed: 20261127,
  })) {
    const counting = round.map((facts) => countEvents(engine.ledger, facts, now(day)));
    // A batch that lost a race for good comes back, as its messages would.
    const lost = (await Promise.allSettled(counting)).flatMap(({ status }, index) =>
      status === "rejected" ? [round[index] ?? []] : [],
    );
    for (const facts of lost) await countEvents(engine.ledger, facts, now(day));
  }
  await countEvents(engine.ledger, [...all].reverse(), now(day));

  const { total, cells } = await readReportDay(engine.ledger, day);
  expect(total).toMatchObject({ payments: 12, rupiah: 12 * 8_400, activated: 12 });
  expect(cells.map(({ payments: each }) => each)).toEqual([4, 4, 4]);
});

it("tells beside the bus what the logs told: how payments went that were signed, and all requests", async () => {
  const day = newDay();
  const at = now(day);
  const attempts = [
    ...[attempt({ at }), attempt({ at }), attempt({ ...REFUSED, at }), attempt({ ...FORGED, at })],
    ...[attempt({ at, responseCode: "5042500" }), attempt({ at, operation: "snap.inquiry" })],
  ];
  await takeInAttempts(engine.ledger, { batchId: `of ${day}`, attempts }, at);
  const { verdicts, requests } = await readReportDay(engine.ledger, day);
  expect(verdicts).toEqual({ ok: 2, refused: 1, failed: 1 });
  expect(requests.map(({ channel, requests: each }) => [channel, each])).toEqual([
    ["BRILINK", 5],
    ["UNKNOWN", 1],
  ]);
});

it("adds a batch that nobody has seen in one call, and reads a day in twice sixteen", async () => {
  const day = newDay();
  const batch = seen(
    ...Array.from({ length: FACTS_MAX }, (_, index) =>
      accepted(payment(`CALL-${index}`, `p${index}`), `${day}T08:00:00+07:00`),
    ),
  );
  engine.takeCalls();
  await countEvents(engine.ledger, batch, now(day));
  expect(engine.takeCalls()).toEqual(["TransactWriteItems"]);
  const { total } = await readReportDay(engine.ledger, day);
  expect(engine.takeCalls()).toEqual(Array.from({ length: 32 }, () => "Query"));
  expect(total.payments).toBe(FACTS_MAX);
});

it("remembers when an event was first seen on the bus", async () => {
  const day = newDay();
  const [first] = seen(accepted(payment("SEEN"), `${day}T08:00:00+07:00`));
  if (!first) throw new Error("no fact");
  await countEvents(engine.ledger, [first], now(day));
  const later = { ...first, publishedAt: now(day) };
  await countEvents(engine.ledger, [later], now(day));
  const ids = [
    eventIdOf("ContributionAccepted.v1", "bri#SEEN"),
    eventIdOf("CoverageActivated.v1", "bri#SEEN"),
  ];
  expect(await publishedTimes(engine.ledger, ids)).toEqual([first.publishedAt, undefined]);
});

it("does not count what is older than its own memory", async () => {
  const old = seen(accepted(payment("OLD"), "2025-01-05T08:00:00+07:00"));
  const report = await countEvents(engine.ledger, old, now("2026-11-27"));
  expect(report).toEqual({ counted: 0, known: 0, tooOld: 1 });
  expect((await readReportDay(engine.ledger, businessDate("2025-01-05"))).cells).toEqual([]);
});

it("reads events of an older version, without channel and time of receipt", () => {
  const of = payment("V0");
  const event = JSON.parse(activated(of, "2026-11-20T08:00:00+07:00", "2026-11-20T08:00:02+07:00"));
  for (const added of ["channel", "receivedAt"]) delete event.detail.data[added];
  const fact = factOfEvent(JSON.stringify(event));
  expect(fact).toMatchObject({ cell: { hour: "08", channel: "UNKNOWN" }, activationMs: 2_000 });
});

it.each([
  "",
  "null",
  "[]",
  '{"detail-type":"CoverageEnding.v1"}',
  accepted(payment("NIK"), "2026-11-20T08:00:00+07:00").replace("+07:00", ""),
])("refuses a message that is no event without quoting it: %#", (body) => {
  expect(() => factOfEvent(body)).toThrow(EventUnreadable);
});

import { afterAll, beforeAll, expect, it } from "vitest";
import { lambda } from "../../../infra/local/aws/lambda.ts";
import { sqsEvent } from "../../../infra/local/aws/sqs-event.ts";
import { businessDate, type Instant, parseInstant } from "../../../shared/calendar/calendar.ts";
import type { Clock } from "../../../shared/calendar/clock.ts";
import { eventIdOf } from "../../../shared/event/cloud-event.ts";
import { publishedTimes } from "../../../shared/report/counted-event.ts";
import { readReportDay } from "../../../shared/report/read-report-day.ts";
import { startTestLedger, type TestLedger } from "../../engine/test-ledger.ts";
import { accepted, credited, payment } from "../../report/event-samples.ts";

const time = (text: string): Instant => {
  const at = parseInstant(text);
  if (at === undefined) throw new Error(text);
  return at;
};
const BUSINESS = time("2027-01-05T09:00:10+07:00");
const MACHINE = time("2026-11-27T18:00:10+07:00");
const clock: Clock = { businessNow: () => BUSINESS, machineNow: () => MACHINE };

let engine: TestLedger;
beforeAll(async () => {
  engine = await startTestLedger();
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_DYNAMODB: engine.url,
    AWS_REGION: "ap-southeast-3",
    AWS_ACCESS_KEY_ID: "local",
    AWS_SECRET_ACCESS_KEY: "local",
    KANAL_TABLE_NAME: engine.table,
  });
});
afterAll(() => engine.stop());

const batchOf = (...bodies: readonly string[]) =>
  sqsEvent(
    "reporting",
    bodies.map((body, index) => ({
      ...{ id: `m-${index}`, body, receiveCount: 1 },
      ...{ sentAt: MACHINE - 10_000, firstReceivedAt: MACHINE, deadLetterSource: undefined },
    })),
  );

it("counts a batch, gives back alone what nobody can read, and says in business time when the bus had it", async () => {
  const { createHandler } = await import("../../../functions/reporting/handler.ts");
  const invoke = lambda("reporting", 30_000, createHandler({ clock }));
  const [one, other] = [payment("R-1"), payment("R-2", "pos", "KANTOR_POS")];
  const paidAt = "2027-01-05T09:00:00+07:00";
  const batch = batchOf(accepted(one, paidAt), '{"detail":"?"}', credited(other, paidAt));
  const failed = { batchItemFailures: [{ itemIdentifier: "m-1" }] };
  expect(await invoke(batch)).toEqual(failed);
  expect(await invoke(batch)).toEqual(failed);

  const { total } = await readReportDay(engine.ledger, businessDate("2027-01-05"));
  expect(total).toMatchObject({ payments: 2, credited: 1, rupiah: 16_800 });
  const [publishedAt] = await publishedTimes(engine.ledger, [
    eventIdOf("ContributionAccepted.v1", one.ref.paymentKey),
  ]);
  expect(publishedAt).toBe(BUSINESS - 10_000);
});

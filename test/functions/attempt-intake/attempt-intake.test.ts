import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, it } from "vitest";
import { requestLog } from "../../../functions/request-log.ts";
import { lambda } from "../../../infra/local/aws/lambda.ts";
import { logsEvent } from "../../../infra/local/aws/logs-event.ts";
import { attemptsOf } from "../../../shared/attempt/attempts-of.ts";
import { readAttemptDay } from "../../../shared/attempt/read-attempt-day.ts";
import { businessDate } from "../../../shared/calendar/calendar.ts";
import { time } from "../../attempt/attempt-samples.ts";
import { startTestLedger, type TestLedger } from "../../engine/test-ledger.ts";

const HOUR_MS = 3_600_000;
/** The sandbox's business clock stands 40 days ahead. */
const clock = {
  businessNow: () => time("2027-01-05T09:00:00+07:00"),
  machineNow: () => time(`${new Date(Date.now() + HOUR_MS).toISOString()}`),
};

let engine: TestLedger;
beforeAll(async () => {
  engine = await startTestLedger();
  process.env.AWS_ENDPOINT_URL_DYNAMODB = engine.url;
  process.env.KANAL_TABLE_NAME = engine.table;
});
afterAll(() => engine.stop());

const intake = async () => {
  const { createHandler } = await import("../../../functions/attempt-intake/handler.ts");
  return lambda("attempt-intake", 60_000, createHandler({ clock }));
};
const delivery = (lines: readonly string[]) =>
  logsEvent({
    functionName: "partner-api",
    events: lines.map((message, index) => ({ id: `line-${index}`, timestamp: Date.now(), message })),
  });

/** Lines as the function itself prints them. */
function printed(...facts: readonly object[]): readonly string[] {
  const lines: string[] = [];
  const log = requestLog("partner-api", (line) => void lines.push(line));
  for (const [index, more] of facts.entries()) {
    log({
      ...{ operation: "snap.payment", requestId: `R${index}`, responseCode: "2002500" },
      ...{ durationMs: 5, bodySha256: "00", partnerId: "bri", ...more },
    });
  }
  return lines;
}

it("takes in the lines that functions print, past those that are others' or broken, once", async () => {
  const lines = [
    "START RequestId: 5f0 Version: $LATEST\n",
    ...printed({ keyId: "k1", reference: "REF-9", outcome: "accepted", channel: "BRILINK" }),
    '{"message":"request","requestId":7}',
    ...printed({ responseCode: "4012500", reference: "REF-9", requestId: "R9" }),
    '{"level":"INFO","message":"ran","records":2}',
    "REPORT RequestId: 5f0 Duration: 3 ms",
  ];
  const invoke = await intake();
  await invoke(delivery(lines));
  await invoke(delivery(lines));

  const query = { partnerId: "bri", reference: "REF-9" };
  const { attempts } = await attemptsOf(engine.ledger, query, { limit: 10 });
  expect(attempts.map(({ responseCode, isSigned }) => [responseCode, isSigned]).sort()).toEqual([
    ["2002500", true],
    ["4012500", false],
  ]);
  // An hour before the intake, in the business's time.
  expect(attempts[0]?.at).toBeLessThanOrEqual(clock.businessNow() - HOUR_MS + 5_000);
  const counts = await readAttemptDay(engine.ledger, businessDate("2027-01-05"));
  expect(counts.reduce((sum, { requests }) => sum + requests, 0)).toBe(2);
});

it("lets the message by which CloudWatch tries the way pass", async () => {
  const control = {
    messageType: "CONTROL_MESSAGE",
    logEvents: [{ id: "", timestamp: 0, message: "CWL CONTROL" }],
  };
  const data = gzipSync(JSON.stringify(control)).toString("base64");
  await expect((await intake())({ awslogs: { data } })).resolves.toBeUndefined();
});

it.each(["", "bm8=", gzipSync("{}").toString("base64")])(
  "refuses a delivery that is none: %#",
  async (data) => {
    await expect((await intake())({ awslogs: { data } })).rejects.toThrow("does not parse");
  },
);

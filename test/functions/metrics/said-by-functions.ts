import { createServer } from "node:http";
import { requestLog } from "../../../functions/request-log.ts";
import { lambda } from "../../../infra/local/aws/lambda.ts";
import { scheduledEvent } from "../../../infra/local/aws/schedule.ts";
import { sqsEvent } from "../../../infra/local/aws/sqs-event.ts";
import { instant } from "../../../shared/calendar/calendar.ts";
import type { TestLedger } from "../../engine/test-ledger.ts";
import { insuredBank } from "../partner-api/insured-bank.ts";
import { shop } from "../partner-api/shop.ts";
import { printedLines } from "../printed-lines.ts";

/** A line as CloudWatch gets it. */
export type Line = Record<string, unknown>;

/** What the functions that partners call print of a bank and a shop to which everything happens that alarms look for: real proxy events, real signatures, the deployed handlers. */
export async function saidAboutRequests(engine: TestLedger): Promise<readonly Line[]> {
  let isBroken = false;
  const bri = await insuredBank(engine, {
    between: (real) => ({
      ...real,
      readTogether: (keys) => (isBroken ? Promise.reject(new Error("broken")) : real.readTogether(keys)),
    }),
  });
  const payment = await bri.quotedPayment();
  await bri.pay(payment);
  await bri.pay(payment);
  await bri.pay({ ...payment, paidAmount: { value: "1.00", currency: "IDR" } });
  await bri.pay(payment, { secret: "not the bank's" });
  await bri.pay(payment, { headers: { "X-PARTNER-ID": "nobody" }, token: "nobody's" });
  isBroken = true;
  await bri.pay(await bri.quotedPayment());
  const till = await shop(engine);
  await till.register();
  await till.pay(await till.quotedPayment());
  await till.lookUp("9999990101700009");
  const lines: Line[] = [];
  const print = (line: string) => void lines.push(JSON.parse(line));
  for (const line of bri.lines) requestLog("partner-api", print)(line);
  for (const line of till.lines)
    requestLog(line.operation.includes("lookup") ? "member-desk" : "partner-api", print)(line);
  return lines;
}

const NOW = instant(Date.parse("2026-11-20T10:00:30+07:00"));
const clock = { businessNow: () => NOW, machineNow: () => NOW };

/** What a run of the functions that follow events and the clock prints. The bus is a server that takes everything. */
export async function saidByRuns(
  engine: TestLedger,
  activated: string,
  sign: unknown,
): Promise<readonly Line[]> {
  const bus = createServer((request, response) => {
    request.resume();
    response.setHeader("content-type", "application/x-amz-json-1.1");
    response.end('{"FailedEntryCount":0,"Entries":[{"EventId":"1"}]}');
  });
  await new Promise<void>((resolve) => bus.listen(0, "127.0.0.1", resolve));
  const address = bus.address();
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_DYNAMODB: engine.url,
    AWS_ENDPOINT_URL_EVENTBRIDGE: `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`,
    KANAL_TABLE_NAME: engine.table,
    KANAL_BUS_NAME: "kanal",
  });
  const [reporting, relay, watchman, intake] = await Promise.all([
    import("../../../functions/reporting/handler.ts"),
    import("../../../functions/event-relay/handler.ts"),
    import("../../../functions/watchman/handler.ts"),
    import("../../../functions/failure-intake/handler.ts"),
  ]);
  const message = (body: string) =>
    sqsEvent("queue", [
      {
        ...{ id: "m-1", body, receiveCount: 1, sentAt: NOW },
        ...{ firstReceivedAt: NOW, deadLetterSource: undefined },
      },
    ]);
  try {
    return await printedLines(async () => {
      await lambda("reporting", 30_000, reporting.createHandler({ clock }))(message(activated));
      await lambda("event-relay", 30_000, relay.createHandler({ clock }))({ Records: [sign] } as never);
      await lambda("watchman", 30_000, watchman.createHandler({ clock }))(scheduledEvent("watch"));
      process.env.KANAL_TABLE_NAME = "gone";
      await lambda("failure-intake", 30_000, intake.createHandler({ clock }))(message("{}"));
    });
  } finally {
    process.env.KANAL_TABLE_NAME = engine.table;
    bus.close();
  }
}

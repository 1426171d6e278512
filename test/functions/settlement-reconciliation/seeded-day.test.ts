import { rmSync } from "node:fs";
import type { S3Event, SQSBatchResponse, SQSEvent } from "aws-lambda";
import { afterAll, beforeAll, expect, test } from "vitest";
import { judgeDay } from "../../../infra/cli/settlement/judge-day.ts";
import { seedPayments } from "../../../infra/cli/settlement/seed-payments.ts";
import { type SeededDay, seededLines, seededPayments } from "../../../infra/cli/settlement/seeded-day.ts";
import { type LambdaHandler, lambda } from "../../../infra/local/aws/lambda.ts";
import { startQueueWorker } from "../../../infra/local/aws/queue-worker.ts";
import { sqsEvent } from "../../../infra/local/aws/sqs-event.ts";
import { openDataDir } from "../../../infra/local/data-dir.ts";
import { type DurableStore, openDurableStore } from "../../../infra/local/durable-store.ts";
import { createLedgerTable } from "../../../infra/local/engine/ledger-table.ts";
import { setLocalEnvironment } from "../../../infra/local/environment.ts";
import { gatewayKeys } from "../../../infra/local/gateway-keys.ts";
import { type LocalServices, startLocalServices } from "../../../infra/local/local-services.ts";
import { SAMPLE_PARTNERS } from "../../../infra/local/sandbox/sample-partners.ts";
import { LOCAL, SETTLEMENT } from "../../../infra/local/topology.ts";
import { businessDate, instant } from "../../../shared/calendar/calendar.ts";
import { dynamoLedger } from "../../../shared/ledger/dynamo-ledger.ts";
import type { Ledger } from "../../../shared/ledger/ledger.ts";
import { putPartner } from "../../../shared/partner/partner-store.ts";
import { readSettlement } from "../../../shared/settlement/read-settlement.ts";
import { formNamed, READY_FORMS } from "../../../shared/settlement/ready-forms.ts";
import { settlementStatement } from "../../../shared/settlement/statement.ts";
import { writtenFile } from "../../../shared/settlement/write-file.ts";
import { dataFolder } from "../../engine/data-folder.ts";
import { startTestLedger, type TestLedger } from "../../engine/test-ledger.ts";

const folder = dataFolder("settlement");
const TABLE = "kanal-settlement";
let engine: TestLedger;
let ledger: Ledger;
let store: DurableStore;
let services: LocalServices;
let handler: LambdaHandler<SQSEvent | S3Event, SQSBatchResponse | undefined>;

/** The deployed handler as it loads itself: keys from KMS, clients from the environment. */
beforeAll(async () => {
  engine = await startTestLedger();
  const dir = openDataDir(folder);
  store = openDurableStore(dir.store);
  services = await startLocalServices(dir, store);
  const addresses = {
    engineUrl: engine.url,
    endpointUrl: services.endpoint.url,
    baseUrl: "http://127.0.0.1",
  };
  setLocalEnvironment(addresses, await gatewayKeys(dir.gatewayKeys, services.kms));
  // Without its stream, to which nobody listens here: the engine gets slower with every record of it.
  await createLedgerTable(engine.client, TABLE, false);
  ledger = dynamoLedger(engine.client, TABLE);
  process.env.KANAL_TABLE_NAME = TABLE;
  ({ handler } = await import("../../../functions/settlement-reconciliation/handler.ts"));
});
afterAll(async () => {
  await services.endpoint.stop();
  store.close();
  await engine.stop();
  rmSync(folder, { recursive: true });
});

/** Lambda behind S3 and SQS until nothing is on its way. */
async function untilQuiet(): Promise<void> {
  const { queues } = services;
  const invoke = lambda("settlement-reconciliation", 300_000, handler);
  const workers = [
    startQueueWorker(queues, {
      ...{ queue: LOCAL.settlementNotices, batchSize: 1, retryDelayMs: 50 },
      deliver: ([notice]) => invoke(JSON.parse(notice?.body ?? "") as S3Event),
    }),
    startQueueWorker(queues, {
      ...{ ...SETTLEMENT, retryDelayMs: 50 },
      deliver: (messages) => invoke(sqsEvent(LOCAL.settlementQueue, messages)),
    }),
  ];
  const depth = (queue: string) => {
    const { waiting, inFlight } = queues.depth(queue);
    return waiting + inFlight;
  };
  await expect
    .poll(() => depth(LOCAL.settlementNotices) + depth(LOCAL.settlementQueue), {
      timeout: 60_000,
      interval: 20,
    })
    .toBe(0);
  for (const worker of workers) await worker.stop();
}

test("a day of 2,200 lines with seeded differences of every class is classed right and nothing else, and adds up", async () => {
  const profile = SAMPLE_PARTNERS.find(({ partnerId }) => partnerId === "indomaret");
  if (!profile) throw new Error("no such partner");
  const { partnerId } = profile;
  await putPartner(ledger, { ...profile, settlement: { ...profile.settlement, files: "minimarket" } });
  const day: SeededDay = {
    partnerId,
    businessDate: businessDate("2026-11-20"),
    references: 2_200,
    differences: 55,
  };
  await seedPayments(engine.client, TABLE, seededPayments(day));

  const form = formNamed(READY_FORMS.minimarket, "IDM20261120_SUCCESS.csv");
  if (!form) throw new Error("no form fits");
  const file = [...writtenFile(form, day.businessDate, seededLines(day))].join("");
  const key = `${partnerId}/${day.businessDate}/IDM20261120_SUCCESS.csv`;
  services.objects.put(LOCAL.settlementBucket, key, Buffer.from(file), "text/csv");
  await untilQuiet();

  const settlement = await readSettlement(ledger, partnerId, day.businessDate, instant(Date.now()));
  expect(settlement).toMatchObject({ state: "reconciled", collected: { control: { lines: 2_200 } } });
  expect(await judgeDay(ledger, day)).toEqual({
    right: 55,
    missing: [],
    extra: [],
    byClass: {
      "matched-not-active": 5,
      "ours-only": 5,
      "theirs-only": 10,
      "amount-differs": 5,
      duplicate: 5,
      "wrong-day": 5,
      reversed: 10,
      "returned-kept": 10,
    },
  });
  const rows = settlementStatement(settlement ?? expect.fail()) ?? [];
  expect(rows.map(({ row }) => row)).not.toContain("unexplained");
  expect(rows.find(({ row }) => row === "matched")?.count).toBe(2_155);
  expect(services.queues.depth(LOCAL.deadLetterQueue)).toEqual({ waiting: 0, inFlight: 0 });
}, 90_000);

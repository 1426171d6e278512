import { rmSync } from "node:fs";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { MACHINE_CLOCK, MACHINE_IDS } from "../../functions/machine.ts";
import { type LocalKanal, startKanal } from "../../infra/local/kanal.ts";
import { LOCAL } from "../../infra/local/topology.ts";
import { businessDate } from "../../shared/calendar/calendar.ts";
import { dynamoLedger } from "../../shared/ledger/dynamo-ledger.ts";
import { PartnerId } from "../../shared/partner/partner.ts";
import { paymentKeyOf } from "../../shared/payment/payment-key.ts";
import { requestReplay } from "../../shared/replay/request-replay.ts";
import { readReportDay } from "../../shared/report/read-report-day.ts";
import { paymentTimeline } from "../../shared/timeline/payment-timeline.ts";
import { dataFolder } from "../engine/data-folder.ts";
import { openFailures } from "../failure/open-failures.ts";
import { type TillDesk, tillDesk } from "../local/till-desk.ts";

const dataDir = dataFolder("outage");
let kanal: LocalKanal;
let desk: TillDesk;
let client: DynamoDBClient;

beforeAll(async () => {
  kanal = await startKanal({ dataDir, businessNow: "2026-11-20T10:00:00+07:00", requestLines: true });
  desk = tillDesk(kanal.sandboxFile);
  client = new DynamoDBClient({ endpoint: kanal.engineUrl });
});
afterAll(async () => {
  client.destroy();
  await kanal.stop();
  rmSync(dataDir, { recursive: true });
});

const within = (seconds: number) => ({ timeout: seconds * 1_000, interval: 50 });
const setCore = (mode: string) =>
  fetch(`${kanal.baseUrl}/sandbox/core`, { method: "PUT", body: JSON.stringify({ mode }) });
const causes = async () => (await openFailures(dynamoLedger(client, LOCAL.table))).map(({ cause }) => cause);

test("while the core is down tills go on; it shows after five seconds, and all of it mends itself, lost events too", {
  timeout: 40_000,
}, async () => {
  await setCore("down");
  const before = Date.now();
  const waiting = await desk.pay(desk.nextWorker().nik);
  expect([await desk.stateOf(waiting), await causes()]).toEqual(["accepted", []]);
  await vi.waitFor(async () => expect(await causes()).toEqual(["core-unavailable"]), within(12));
  expect(Date.now() - before).toBeGreaterThan(4_500);

  // From here on no event leaves the table: only the sweeper can know of the second payment.
  await kanal.relay.pause();
  const unannounced = await desk.pay(desk.nextWorker().nik);
  await setCore("up");
  await vi.waitFor(async () => expect(await desk.stateOf(waiting)).toBe("active"), within(12));
  await vi.waitFor(async () => expect(await desk.stateOf(unannounced)).toBe("active"), within(15));
  await vi.waitFor(async () => expect(await causes()).toEqual([]), within(5));
  kanal.relay.resume();
  await kanal.settled();
  expect([await desk.stateOf(unannounced), await causes()]).toEqual(["active", []]);
});

test("a slow core is waited for, a refusing one is a failure with its reason, and a replay that ops ask for puts it right", async () => {
  await setCore("slow");
  const slow = await desk.pay(desk.nextWorker().nik);
  await vi.waitFor(async () => expect(await desk.stateOf(slow)).toBe("active"), within(8));
  await setCore("reject");
  const refused = await desk.pay(desk.nextWorker().nik);
  await kanal.settled();
  await setCore("up");
  expect([await desk.stateOf(refused), await causes()]).toEqual(["accepted", ["core-refused"]]);
  const ledger = dynamoLedger(client, LOCAL.table);
  const [failure] = await openFailures(ledger);
  const asked = await requestReplay(
    { ledger, clock: MACHINE_CLOCK, ids: MACHINE_IDS },
    { subject: "ani", origin: "127.0.0.1" },
    { kind: "ids", failureIds: [failure?.failureId ?? ""] },
    "The core has changed its mind.",
  );
  expect(asked.kind).toBe("requested");
  // Nothing is told to the runner: the replay's item goes by stream, bus and queue.
  await vi.waitFor(async () => expect(await desk.stateOf(refused)).toBe("active"), within(10));
  await vi.waitFor(async () => expect(await causes()).toEqual([]), within(5));

  await kanal.settled();
  const key = paymentKeyOf(PartnerId.parse("bri"), refused.paymentRequestId);
  const story = await paymentTimeline({ ledger }, key);
  const asks = story?.steps.flatMap((step) => (step.kind === "requested" ? [step.attempt.operation] : []));
  expect(asks?.slice(0, 2)).toEqual(["snap.inquiry", "snap.payment"]);
  expect(asks?.slice(2).every((operation) => operation === "snap.status")).toBe(true);
  const told = story?.steps.map(({ kind }) => kind).filter((kind) => kind !== "requested") ?? [];
  expect(told.slice(0, 2)).toEqual(["quoted", "booked"]);
  expect(told.slice(2).toSorted()).toEqual([
    ...["activated", "failure-closed", "failure-opened", "published", "published", "replayed"],
  ]);
  expect(story?.steps.find(({ kind }) => kind === "replayed")).toMatchObject({
    by: "ani",
    outcome: "activated",
  });
});

test("the day's report holds each payment once, and what the till was told", async () => {
  const ledger = dynamoLedger(client, LOCAL.table);
  const { total, verdicts, requests } = await readReportDay(ledger, businessDate("2026-11-20"));
  expect([total.payments, total.activated]).toEqual([4, 4]);
  expect(verdicts).toEqual({ ok: 4, refused: 0, failed: 0 });
  expect(requests.map(({ partnerId, channel }) => `${partnerId} ${channel}`)).toContain("bri BRILINK");
  // Waiting for a core that was down shows in the slowest, not in the half of all.
  expect(total.p95Ms).toBeGreaterThan(4_000);
});

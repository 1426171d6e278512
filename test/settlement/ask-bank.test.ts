import { createSecretKey } from "node:crypto";
import { ScanCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { instant } from "../../shared/calendar/calendar.ts";
import { bankCredentialsItem } from "../../shared/partner/bank-credentials.ts";
import { readStatusReply } from "../../shared/settlement/read-status-reply.ts";
import { startTestLedger, type TestLedger } from "../engine/test-ledger.ts";
import { ask, CREDENTIALS, fakeBank, openQuestions, WORKER } from "./asked-bank.ts";

let engine: TestLedger;
beforeAll(async () => {
  engine = await startTestLedger();
});
afterAll(() => engine.stop());

const keys = { dataKey: createSecretKey(Buffer.alloc(32, 3)) };

/** Open questions at a bank that gave us these credentials. */
async function openWith(references: readonly string[], url: string, credentials = CREDENTIALS) {
  const world = await openQuestions(engine.ledger, keys, { references, url });
  const item = bankCredentialsItem(keys, world.partnerId, credentials, instant(0));
  await engine.ledger.write({ kind: "put", item, guard: "absent" });
  return world;
}

describe("what stays open of a bank's day is asked of the bank", () => {
  test("snap-bi 8.25: the question is signed as the bank checks it, and the answer stands at the difference", async () => {
    const url = await fakeBank({
      PAID: { flag: "00", amount: "8400.00" },
      FAILED: { flag: "01", amount: "0.00" },
      PENDING: { flag: "03", amount: "8400.00" },
    });
    const world = await openWith(["PAID", "FAILED", "PENDING", "NEVER"], url);
    expect(await ask(world, keys)).toEqual({
      PAID: ["paid", "2002600/00"],
      FAILED: ["not-paid", "2002600/01"],
      PENDING: ["pending", "2002600/03"],
      NEVER: ["unknown", "4042601"],
    });
    const { Items } = await engine.client.send(new ScanCommand({ TableName: engine.table }));
    expect(JSON.stringify(Items)).not.toContain(WORKER);
    expect(JSON.stringify(Items)).not.toContain(CREDENTIALS.clientSecret);
  });

  test("snap-bi 8.25: an answer changes no class and no sum, silence is noted and asked about again", {
    timeout: 60_000,
  }, async () => {
    const url = await fakeBank({ SILENT: "silent", BROKEN: "broken" });
    const world = await openWith(["SILENT", "BROKEN"], url);
    const asks = [...world.errands];
    const before = await world.day();
    expect(await ask(world, keys)).toEqual({
      SILENT: ["no-answer", "TimeoutError"],
      BROKEN: ["no-answer", "5002600/"],
    });
    expect(await world.day()).toEqual(before);
    world.errands.push(...asks);
    expect(await ask(world, keys)).toMatchObject({ BROKEN: ["no-answer", "5002600/"] });
  });

  test("snap-bi 8.25: credentials that the bank does not take say nothing of any payment", async () => {
    const url = await fakeBank({ PAID: { flag: "00", amount: "8400.00" } });
    const world = await openWith(["PAID"], url, { ...CREDENTIALS, clientSecret: "another" });
    expect(await ask(world, keys)).toEqual({ PAID: ["no-answer", "4012600/"] });
  });
});

test.each([
  [
    "another payment's answer",
    { responseCode: "2002600", virtualAccountData: { paymentFlagStatus: "00", paymentRequestId: "Q" } },
    "no-answer",
  ],
  ["success without a flag", { responseCode: "2002600", virtualAccountData: {} }, "no-answer"],
  [
    "a flag without success",
    { responseCode: "4002601", virtualAccountData: { paymentFlagStatus: "00" } },
    "no-answer",
  ],
  ["no object", "paid", "no-answer"],
  ["a success", { responseCode: "2002600", virtualAccountData: { paymentFlagStatus: "00" } }, "paid"],
])("%s", (_, body, says) => {
  expect(readStatusReply("P", body).says).toBe(says);
});

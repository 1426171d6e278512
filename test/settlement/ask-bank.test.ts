import { spawn } from "node:child_process";
import { createSecretKey, generateKeyPairSync } from "node:crypto";
import { fileURLToPath } from "node:url";
import { ScanCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { madePayment } from "../../infra/cli/settlement/made-payment.ts";
import { businessDate, instant } from "../../shared/calendar/calendar.ts";
import type { Nik } from "../../shared/member/member.ts";
import { memberKeyOf } from "../../shared/member/member-key.ts";
import { putMember } from "../../shared/member/member-store.ts";
import { rupiah } from "../../shared/money/rupiah.ts";
import { type BankCredentials, bankCredentialsItem } from "../../shared/partner/bank-credentials.ts";
import { putPartner } from "../../shared/partner/partner-store.ts";
import { askAboutShard } from "../../shared/settlement/ask-about-shard.ts";
import { readStatusReply } from "../../shared/settlement/read-status-reply.ts";
import { startTestLedger, type TestLedger } from "../engine/test-ledger.ts";
import { STANDARD_SNAP } from "../partner/sample-profile.ts";
import type { BankFacts } from "./fake-bank.ts";
import { at, type SettlementWorld, settlementWorld } from "./settlement-world.ts";

let engine: TestLedger;
beforeAll(async () => {
  engine = await startTestLedger();
});
afterAll(() => engine.stop());

const NOON = at("2026-11-26T12:00:00+07:00");
/** Invented: no district has the code 999999. */
const WORKER = "9999991503850001" as Nik;
const KEY = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  publicKeyEncoding: { type: "spki", format: "pem" },
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
});
const CREDENTIALS: BankCredentials = {
  ...{ clientKey: "kanal-at-the-bank", xPartnerId: "KANAL", channelId: "00001" },
  ...{ clientSecret: "uji-coba-rahasia-kanal", privateKeyPem: KEY.privateKey },
};

/** The bank in a process of its own. */
async function fakeBank(payments: BankFacts["payments"]): Promise<string> {
  const { clientKey, clientSecret, xPartnerId } = CREDENTIALS;
  const facts: BankFacts = { clientKey, clientSecret, xPartnerId, publicKeyPem: KEY.publicKey, payments };
  const script = fileURLToPath(new URL("fake-bank.ts", import.meta.url));
  const child = spawn(process.execPath, [script, JSON.stringify(facts)], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  onTestFinished(() => void child.kill());
  let printed = "";
  for await (const piece of child.stdout) {
    printed += piece;
    const url = /^ready (\S+)$/m.exec(printed)?.[1];
    if (url) return url;
  }
  throw new Error("the bank did not start");
}

const keys = { dataKey: createSecretKey(Buffer.alloc(32, 3)) };

/** A bank's day with payments that its file does not name, and the errands to ask about them. */
async function openQuestions(references: readonly string[], url: string, credentials = CREDENTIALS) {
  const bankStatus = { url, answerWithinMs: 1_000, questionsMax: 160 };
  const world = await settlementWorld(engine, { bankStatus });
  const snap = {
    ...{
      basePath: "",
      clientKey: `${world.partnerId}-01`,
      xPartnerId: "X",
      partnerServiceId: "77210",
      channelId: "1",
    },
    ...STANDARD_SNAP,
  };
  await putPartner(engine.ledger, { ...world.profile, snap });
  const item = bankCredentialsItem(keys, world.partnerId, credentials);
  await engine.ledger.write({ kind: "put", item, guard: "absent" });
  const memberKey = memberKeyOf(world.deps.keys.nikHashKey, WORKER);
  await putMember(engine.ledger, keys, {
    ...{ memberKey, version: 1, segment: "BPU", standing: "registered", programmes: ["JKK", "JKM"] },
    ...{ sector: "OTHER", bpuCategory: "PEKERJA_MANDIRI" },
    identity: {
      ...{ nik: WORKER, kpj: "1", name: "Budi Santoso", birthDate: businessDate("1985-03-15") },
      declaredMonthlyIncome: rupiah(1_000_000),
    },
  });
  const made = references.map((reference) => ({ partnerId: world.partnerId, reference, receivedAt: NOON }));
  await world.put(...made.map((each) => ({ ...madePayment(each), memberKey })));
  await world.hand(world.file([]));
  while (world.errands.some(({ kind }) => kind !== "ask")) {
    const due = world.errands.splice(0);
    const asks = due.filter(({ kind }) => kind === "ask");
    await Promise.all(due.filter(({ kind }) => kind !== "ask").map((errand) => world.carryOut(errand)));
    world.errands.unshift(...asks);
  }
  return world;
}

let ids = 0;
async function ask(world: SettlementWorld) {
  const deps = { ...world.deps, clock: { ...world.deps.clock, machineNow: () => instant(Date.now()) } };
  for (const errand of world.errands.splice(0)) {
    if (errand.kind !== "ask") continue;
    await askAboutShard({ ...deps, keys, ids: { next: () => `EXT-${++ids}` } }, errand, () => true);
  }
  const found = await world.differences();
  return Object.fromEntries(
    found.map(({ reference, answer }) => [reference, answer && [answer.says, answer.code]]),
  );
}

describe("what stays open of a bank's day is asked of the bank (snap-bi.md 8.25)", () => {
  test("signed as the bank checks it, and the answer stands at the difference", async () => {
    const url = await fakeBank({
      PAID: { flag: "00", amount: "8400.00" },
      FAILED: { flag: "01", amount: "0.00" },
      PENDING: { flag: "03", amount: "8400.00" },
    });
    const world = await openQuestions(["PAID", "FAILED", "PENDING", "NEVER"], url);
    expect(await ask(world)).toEqual({
      PAID: ["paid", "2002600/00"],
      FAILED: ["not-paid", "2002600/01"],
      PENDING: ["pending", "2002600/03"],
      NEVER: ["unknown", "4042601"],
    });
    const { Items } = await engine.client.send(new ScanCommand({ TableName: engine.table }));
    expect(JSON.stringify(Items)).not.toContain(WORKER);
    expect(JSON.stringify(Items)).not.toContain(CREDENTIALS.clientSecret);
  });

  test("an answer changes no class and no sum, silence is noted and asked about again", async () => {
    const url = await fakeBank({ SILENT: "silent", BROKEN: "broken" });
    const world = await openQuestions(["SILENT", "BROKEN"], url);
    const asks = [...world.errands];
    const before = await world.day();
    expect(await ask(world)).toEqual({
      SILENT: ["no-answer", "TimeoutError"],
      BROKEN: ["no-answer", "5002600/"],
    });
    expect(await world.day()).toEqual(before);
    world.errands.push(...asks);
    expect(await ask(world)).toMatchObject({ BROKEN: ["no-answer", "5002600/"] });
  });

  test("credentials that the bank does not take say nothing of any payment", async () => {
    const url = await fakeBank({ PAID: { flag: "00", amount: "8400.00" } });
    const world = await openQuestions(["PAID"], url, { ...CREDENTIALS, clientSecret: "another" });
    expect(await ask(world)).toEqual({ PAID: ["no-answer", "4012600/"] });
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

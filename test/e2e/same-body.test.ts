import { rmSync } from "node:fs";
import { DynamoDBClient, GetItemCommand } from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { type LocalKanal, startKanal } from "../../infra/local/kanal.ts";
import { readSandboxFile, type SandboxFile } from "../../infra/local/sandbox/sandbox-file.ts";
import { LOCAL } from "../../infra/local/topology.ts";
import type { Tariff } from "../../shared/contribution/tariff.ts";
import { rupiah } from "../../shared/money/rupiah.ts";
import { PartnerId } from "../../shared/partner/partner.ts";
import { quoteLedgerKey } from "../../shared/payment/payment-key.ts";
import { dataFolder } from "../engine/data-folder.ts";
import { type RawAnswer, rawBank } from "./raw-bank.ts";

/** The tariff is no part of what is tested: its change is what happens to a payment that is long booked. */
const prices = vi.hoisted(() => ({ jkm: 0 }));
vi.mock("../../shared/contribution/tariff.ts", async (load) => {
  const real = await load<typeof import("../../shared/contribution/tariff.ts")>();
  return {
    ...real,
    get TARIFF(): Tariff {
      return prices.jkm ? { ...real.TARIFF, version: "dearer", jkm: rupiah(prices.jkm) } : real.TARIFF;
    },
  };
});

const dataDir = dataFolder("same-body");
let kanal: LocalKanal;
let sandbox: SandboxFile;
let call: Awaited<ReturnType<typeof rawBank>>;
/** What was sent, and the answer of the first time: a booked payment of three months, and one that was refused. */
const first: { sent: readonly [customerNo: string, fields: object]; answer: RawAnswer }[] = [];
const kill = () => kanal?.kill();

async function open(): Promise<void> {
  kanal = await startKanal({ dataDir, businessNow: "2026-11-20T10:00:00+07:00" });
  const file = readSandboxFile(kanal.sandboxFile);
  const bri = file?.partners.find(({ partnerId }) => partnerId === "bri");
  if (!file || bri?.protocol !== "snap") throw new Error("no bri in sandbox.json");
  sandbox = file;
  call = await rawBank(kanal.baseUrl, bri);
}

const neverPaid = (index: number) => {
  const worker = sandbox.members.filter(({ state }) => state === "never-paid")[index];
  if (!worker) throw new Error("the sandbox has no more workers who never paid");
  return worker.nik;
};

const totalOf = ({ text }: RawAnswer): string => JSON.parse(text).virtualAccountData.totalAmount.value;

beforeAll(async () => {
  process.once("exit", kill);
  await open();
  for (const [index, months] of ["07", "01"].entries()) {
    const customerNo = neverPaid(index) + months;
    const id = `SAME-${index}`;
    const quoted = await call("inquiry", customerNo, { inquiryRequestId: id });
    const fields = {
      paymentRequestId: id,
      paidAmount: { value: index === 0 ? totalOf(quoted) : "1.00", currency: "IDR" },
      trxDateTime: "2026-11-20T10:00:01+07:00",
      referenceNo: "70011204431",
      paymentType: 1,
      trxId: "T-1",
      flagAdvise: "N",
      additionalInfo: { idApp: "BRILINK" },
    };
    first.push({ sent: [customerNo, fields], answer: await call("payment", customerNo, fields) });
  }
});
afterAll(async () => {
  await kanal?.stop();
  process.off("exit", kill);
  rmSync(dataDir, { recursive: true, force: true });
});

/** Sends each payment again, as it was and as an advice that says other things besides. */
async function repeats(): Promise<readonly RawAnswer[]> {
  const answers: RawAnswer[] = [];
  for (const { sent } of first) {
    const [customerNo, fields] = sent;
    answers.push(await call("payment", customerNo, fields));
    const advice = { ...fields, flagAdvise: "Y", referenceNo: "other", additionalInfo: { idApp: "OTHER" } };
    answers.push(await call("payment", customerNo, advice));
  }
  return answers;
}
const asFirst = () => first.flatMap(({ answer }) => [answer, answer]);

it("at once: a booked payment and a refused one, each with its body", async () => {
  expect(first.map(({ answer }) => [answer.status, JSON.parse(answer.text).responseCode])).toEqual([
    [200, "2002500"],
    [404, "4042513"],
  ]);
  expect(await repeats()).toEqual(asFirst());
});

it("after its cover began", async () => {
  await kanal.settled();
  expect(await repeats()).toEqual(asFirst());
});

it("after a restart of gateway and database", async () => {
  await kanal.stop();
  await open();
  expect(await repeats()).toEqual(asFirst());
});

it("after a change of the tariff", async () => {
  const ask = async (id: string) => totalOf(await call("inquiry", neverPaid(3), { inquiryRequestId: id }));
  const before = await ask("PRICE-1");
  prices.jkm = 999_000;
  expect(Number(await ask("PRICE-2"))).toBeGreaterThan(Number(before));
  expect(await repeats()).toEqual(asFirst());
});

it("two years later, when its quote is deleted", async () => {
  const moved = await fetch(`${kanal.baseUrl}/sandbox/clock`, {
    method: "PUT",
    body: JSON.stringify({ now: "2028-11-20T23:59:00+07:00" }),
  });
  expect(moved.status).toBe(200);
  expect(await repeats()).toEqual(asFirst());
  await kanal.stop();
  await open();
  await expect.poll(quotesLeft, { timeout: 5_000 }).toEqual([]);
  expect(await repeats()).toEqual(asFirst());
});

/** Ids of the quotes that still stand in the ledger. */
async function quotesLeft(): Promise<readonly string[]> {
  const client = new DynamoDBClient({ endpoint: kanal.engineUrl });
  const ids = ["SAME-0", "SAME-1"];
  const found = await Promise.all(
    ids.map((id) =>
      client.send(
        new GetItemCommand({
          TableName: LOCAL.table,
          Key: marshall(quoteLedgerKey(PartnerId.parse("bri"), id)),
          ConsistentRead: true,
        }),
      ),
    ),
  );
  client.destroy();
  return ids.filter((_, index) => found[index]?.Item);
}

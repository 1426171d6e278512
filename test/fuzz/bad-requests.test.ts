import { paginateScan } from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { businessDate } from "../../shared/calendar/calendar.ts";
import type { Nik } from "../../shared/member/member.ts";
import { rupiah } from "../../shared/money/rupiah.ts";
import type { SnapService } from "../../shared/protocol/snap/service.ts";
import { startTestLedger, type TestLedger } from "../engine/test-ledger.ts";
import { documentChange, stillMeansTheSame } from "./bad-body.ts";
import { badEnvelope, oddEnvelope } from "./bad-envelope.ts";
import { fieldChange } from "./bad-fields.ts";
import { type BadRequest, type FuzzBank, fuzzBank } from "./fuzz-bank.ts";
import { BYSTANDER, judge } from "./judge.ts";

/**
 * Goal: no request that is wrong in any way books anything, breaks anything or learns anything. Method: requests that are good but for one or two
 * changes, signed by the bank itself where the change is not the signature, through the deployed handler over a real engine.
 */
const FULL = process.env.KANAL_TEST === "full";
const REQUESTS = FULL ? 20_000 : 800;

/** Answers of every layer that can say no: without them the generators would no longer get so far, and prove nothing. */
const OFTEN = [
  "4002500",
  "4002501",
  "4002502",
  "4012500",
  "4012501",
  "4040002",
  "4042601",
  "4052501",
  "4017300",
];
const SELDOM = ["4042412", "4042512", "4042513", "4042519", "4092500", "4132500", "5002500", "5042500"];

let table: TestLedger;
let bank: FuzzBank;
beforeAll(async () => {
  table = await startTestLedger();
  bank = await fuzzBank(table);
  const { nik, name, kpj } = BYSTANDER;
  const identity = {
    ...{ nik: nik as Nik, name, kpj },
    birthDate: businessDate("1990-07-12"),
    declaredMonthlyIncome: rupiah(1_000_000),
  };
  await bank.bri.register({ identity }, nik as Nik);
  const number = { customerNo: nik, virtualAccountNo: `   77210${nik}` };
  const { body } = await bank.bri.pay(await bank.bri.quotedPayment(number));
  expect(body.responseCode).toBe("2002500");
});
afterAll(() => table.stop());

/** Payments twice: only they can take money. */
const service = fc.constantFrom<SnapService>("payment", "payment", "inquiry", "status", "token");
const bodyChange = fc.oneof(documentChange, fieldChange, fieldChange);
const unchanged = fc.constant({ kind: "none" as const });

/** Either the envelope is bad, or it is at most odd and the body is bad. */
const badRequest: fc.Arbitrary<BadRequest & { readonly bodyAlone: boolean }> = fc.oneof(
  fc.record({
    service,
    body: fc.oneof(unchanged, bodyChange),
    envelope: badEnvelope,
    bodyAlone: fc.constant(false),
  }),
  fc.record({
    service,
    body: fc.oneof(unchanged, bodyChange, bodyChange),
    envelope: oddEnvelope,
    bodyAlone: fc.constant(true),
  }),
);

it(`${REQUESTS} bad requests: nothing booked, nothing broken, nothing told`, {
  timeout: FULL ? 600_000 : 60_000,
}, async () => {
  const before = await money();
  expect(before.length).toBe(2);
  const codes = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(badRequest, async (request) => {
      const good = await bank.goodBody(request.service);
      fc.pre(request.service !== "payment" || !request.bodyAlone || !stillMeansTheSame(good, request.body));
      const reply = await bank.send(request, good);
      const [event] = bank.bri.events;
      const sent =
        JSON.stringify(event?.multiValueHeaders) + Buffer.from(event?.body ?? "", "base64").toString();
      const elsewhere = request.envelope.kind === "path";
      expect(bank.bri.lines.length).toBe(1);
      judge(reply, { service: elsewhere ? undefined : request.service, sent, line: bank.bri.lines[0] });
      const { responseCode } = reply.body;
      codes.set(responseCode, (codes.get(responseCode) ?? 0) + 1);
    }),
    { numRuns: REQUESTS },
  );
  expect(await money()).toEqual(before);
  expect([...OFTEN, ...(FULL ? SELDOM : [])].filter((code) => !codes.has(code))).toEqual([]);
});

/** Everything in the table that is accepted money or its effect. */
async function money(): Promise<readonly Record<string, unknown>[]> {
  const items: Record<string, unknown>[] = [];
  for await (const { Items = [] } of paginateScan({ client: table.client }, { TableName: table.table })) {
    items.push(...Items.map((item) => unmarshall(item)));
  }
  return items.filter(
    ({ SK, state }) =>
      SK === "COVERAGE" || String(SK).startsWith("SLICE#") || state === "accepted" || state === "active",
  );
}

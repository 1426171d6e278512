import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { issueBillingCode } from "../../shared/billing-code/issue-billing-code.ts";
import { rupiah } from "../../shared/money/rupiah.ts";
import { putPartner } from "../../shared/partner/partner-store.ts";
import type { PaymentCommand } from "../../shared/payment/outcome.ts";
import { type FoundPayments, findPayments, type PaymentQuery } from "../../shared/timeline/find-payments.ts";
import { entriesLately } from "../audit/entries-lately.ts";
import { startTestLedger, type TestLedger } from "../engine/test-ledger.ts";
import { BNI, BRI, FISHER, paymentWorld, TRADER } from "../payment/payment-world.ts";
import { time } from "./story-world.ts";

let engine: TestLedger;
let world: Awaited<ReturnType<typeof paymentWorld>>;
beforeAll(async () => {
  engine = await startTestLedger();
  await putPartner(engine.ledger, BRI);
  await putPartner(engine.ledger, BNI);
});
afterAll(() => engine.stop());

/** Each test has a day of its own: four facts look through all of a day's payments. */
let day = 1;
beforeEach(async () => {
  world = await paymentWorld(engine);
  day += 1;
  at("10:00:30");
  await world.register(FISHER);
  await world.register(TRADER, {}, { name: "Siti Rahayu" });
});
const moment = (text: string) => `2026-11-${String(day).padStart(2, "0")}T${text}+07:00`;
const at = (text: string) => world.moveTo(moment(text));

async function paid(
  ask: { nik?: typeof FISHER; partner?: typeof BRI; months?: number } = {},
  more: Partial<PaymentCommand> = {},
) {
  const { nik = FISHER, partner = BRI, months = 1 } = ask;
  const asked = await world.inquire({ nik, partner, months });
  if (asked.kind !== "quoted") throw new Error(asked.kind);
  const { inquiryId, totalRupiah: amountRupiah } = asked.quote;
  const outcome = await world.pay({ nik, partner, inquiryId, amountRupiah, ...more });
  if (outcome.kind !== "accepted") throw new Error(outcome.kind);
  return outcome.payment;
}

const VERA = { subject: "vera", origin: "203.0.113.9" };

async function find(query: PaymentQuery): Promise<FoundPayments> {
  const found = await findPayments(world.deps, VERA, query);
  expect(JSON.stringify(found)).not.toMatch(new RegExp(`${FISHER}|${TRADER}|Budi Santoso|Siti Rahayu`));
  return found;
}
const references = async (query: PaymentQuery) => (await find(query)).rows.map(({ reference }) => reference);

it("enters in the trail who looked for a worker, found or not, and for nothing else", async () => {
  const payment = await paid();
  const lookups = async () =>
    (await entriesLately(engine.ledger, world.deps.clock.machineNow())).filter(
      ({ action, actor }) => action === "member.lookup" && actor === "vera",
    );
  const before = (await lookups()).length;
  await find({ partnerId: "bri", reference: payment.reference });
  await find({ gatewayReference: payment.gatewayReference });
  expect(await lookups()).toHaveLength(before);
  await find({ nik: FISHER });
  await find({ nik: TRADER });
  const subjects = (await lookups()).slice(0, 2).map(({ subject }) => subject);
  expect(subjects).toContain(`MEMBER#${payment.memberKey}`);
  expect(await lookups()).toHaveLength(before + 2);
});

describe("a payment is found", () => {
  it("by the partner's reference, and by that partner's alone", async () => {
    const payment = await paid();
    const { rows } = await find({ partnerId: "bri", reference: payment.reference });
    expect(rows).toEqual([
      {
        ...{
          paymentKey: payment.paymentKey,
          partnerId: "bri",
          reference: payment.reference,
          state: "accepted",
        },
        ...{ receivedAt: payment.receivedAt, channel: "BRILINK", amountRupiah: 8_400, months: 1 },
        ...{ maskedName: "B*** S******", maskedNik: "************0001", outlet: null },
        gatewayReference: payment.gatewayReference,
      },
    ]);
    expect(await references({ partnerId: "bni", reference: payment.reference })).toEqual([]);
  });

  it("by our own reference, as a slip prints it or a person types it", async () => {
    const { gatewayReference, reference } = await paid();
    expect(await references({ gatewayReference })).toEqual([reference]);
    expect(await references({ gatewayReference: ` ${gatewayReference.toLowerCase()} ` })).toEqual([
      reference,
    ]);
  });

  it("by the whole NIK, the newest first, wherever it was paid", async () => {
    const first = await paid();
    at("11:00:00");
    const second = await paid({ partner: BNI });
    await paid({ nik: TRADER });
    expect(await references({ nik: FISHER })).toEqual([second.reference, first.reference]);
  });

  it("by a billing code, also after its end", async () => {
    const { reference } = await paid({ nik: TRADER });
    const { code } = await issueBillingCode(world.deps, { nik: TRADER, months: 1 });
    expect(await references({ billingCode: code })).toEqual([reference]);
    world.moveTo("2026-12-31T10:00:00+07:00");
    expect(await references({ billingCode: code })).toEqual([reference]);
  });
});

describe("by four facts", () => {
  const facts = (more: Partial<PaymentQuery> = {}) =>
    ({
      outlet: "",
      amountRupiah: 8_400,
      minute: time(moment("10:00:00")),
      lastDigits: "0001",
      ...more,
    }) as PaymentQuery;

  it("outlet, amount, minute and last digits, at any partner", async () => {
    const echo = { storeId: "T0AB", tillId: "02", paidAt: moment("10:00:00") };
    const { reference } = await paid({}, { echo });
    await paid({ nik: TRADER }, { echo });
    const { rows } = await find(facts({ outlet: "t0ab" }));
    expect(rows).toMatchObject([{ reference, outlet: "T0AB / 02", maskedNik: "************0001" }]);
    expect(await references(facts({ outlet: "T0XY" }))).toEqual([]);
    expect(await references(facts({ partnerId: "bni" }))).toEqual([]);
  });

  it("an outlet does not decide where the bank named none", async () => {
    const { reference } = await paid();
    expect(await references(facts({ outlet: "Warung Ibu Tini" }))).toEqual([reference]);
  });

  it("two minutes before and after, and no more", async () => {
    at("10:04:59");
    const { reference } = await paid();
    const within = (minute: string) => references(facts({ minute: time(moment(minute)) }));
    expect(await within("10:02:00")).toEqual([reference]);
    expect(await within("10:06:59")).toEqual([reference]);
    expect(await within("10:01:59")).toEqual([]);
    expect(await within("10:07:00")).toEqual([]);
  });

  it("around midnight in both days", async () => {
    at("23:59:10");
    const { reference } = await paid();
    day += 1;
    expect(await references(facts({ minute: time(moment("00:01:00")) }))).toEqual([reference]);
  });

  it("another amount, other digits, or one digit alone find nothing", async () => {
    await paid();
    expect(await references(facts({ amountRupiah: rupiah(16_800) }))).toEqual([]);
    expect(await references(facts({ lastDigits: "9999" }))).toEqual([]);
    expect(await references(facts({ lastDigits: "1" }))).toEqual([]);
    expect(await references(facts({ lastDigits: "01" }))).toHaveLength(1);
  });
});

it.each<PaymentQuery>([
  { partnerId: "bri", reference: "NOWHERE" },
  { partnerId: "b r i", reference: "X" },
  { gatewayReference: "0000" },
  { gatewayReference: "" },
  { nik: "0001" },
  { nik: "Budi Santoso" },
  { nik: "9999991503850009" },
  { billingCode: "0000000000001" },
])("nothing is found by %o", async (query) => {
  expect(await find(query)).toEqual({ rows: [], isCapped: false });
});

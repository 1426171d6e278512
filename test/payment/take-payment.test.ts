import { type AttributeValue, QueryCommand, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Nik } from "../../shared/member/member.ts";
import { rupiah } from "../../shared/money/rupiah.ts";
import { startTestLedger, type TestLedger } from "../engine/test-ledger.ts";
import { BNI, BRI, FISHER, paymentWorld, TRADER } from "./payment-world.ts";

let engine: TestLedger;
let world: Awaited<ReturnType<typeof paymentWorld>>;

beforeAll(async () => {
  engine = await startTestLedger();
});
afterAll(() => engine.stop());

/** A new keyring a test means new member keys: the tests share an engine and no member. */
beforeEach(async () => {
  world = await paymentWorld(engine);
  await world.register(FISHER);
});

let unique = 0;
const inquiryId = () => `TP-${process.pid}-${++unique}`;

async function quoted(months = 1, partner = BRI) {
  const outcome = await world.inquire({ inquiryId: inquiryId(), months, partner });
  if (outcome.kind !== "quoted") throw new Error(outcome.reason);
  return outcome.quote;
}

/** Changes a coverage in ways that no payment can: the item itself is written. */
async function setCoverage(memberKey: string, update: string, values: Record<string, AttributeValue>) {
  const names = { "#version": "version", "#run": "run", "#anchor": "anchor" };
  await engine.client.send(
    new UpdateItemCommand({
      TableName: engine.table,
      Key: { PK: { S: `MEMBER#${memberKey}` }, SK: { S: "COVERAGE" } },
      UpdateExpression: update,
      ExpressionAttributeNames: Object.fromEntries(
        Object.entries(names).filter(([name]) => update.includes(name)),
      ),
      ExpressionAttributeValues: values,
    }),
  );
}

describe("a payment", () => {
  it("books the quoted months at their own price and says when cover runs", async () => {
    const quote = await quoted(3);
    const outcome = await world.pay({ inquiryId: quote.inquiryId, amountRupiah: rupiah(33_600) });
    expect(outcome).toMatchObject({
      kind: "accepted",
      replayed: false,
      payment: {
        state: "accepted",
        amountRupiah: 33_600,
        coversToday: true,
        months: [
          { month: "2026-11", from: "2026-11-20", to: "2026-12-19", amount: 8_400 },
          { month: "2026-12", from: "2026-12-20", to: "2027-01-19", amount: 8_400 },
          { month: "2027-01", from: "2027-01-20", to: "2027-02-19", amount: 16_800 },
        ],
      },
    });
  });

  it("domain case 2: again is answered with the same payment and books nothing", async () => {
    const quote = await quoted();
    const first = await world.pay({ inquiryId: quote.inquiryId });
    const again = await world.pay({ inquiryId: quote.inquiryId });
    expect(again).toEqual({ ...first, replayed: true });
    const next = await quoted();
    expect(next.coverageVersion).toBe(1);
    expect(next.months[0]?.month).toBe("2026-12");
  });

  it("domain case 3: the same reference with another amount or worker is a conflict that names the fields", async () => {
    await world.register(TRADER);
    const quote = await quoted();
    await world.pay({ inquiryId: quote.inquiryId });
    const other = await world.pay({ inquiryId: quote.inquiryId, nik: TRADER, amountRupiah: rupiah(8_399) });
    expect(other).toMatchObject({ kind: "conflict", fields: ["member", "amount"] });
  });

  it("domain case 4: two partners may use the same reference", async () => {
    const id = inquiryId();
    await world.inquire({ inquiryId: id });
    await world.register(TRADER);
    await world.inquire({ inquiryId: id, partner: BNI, nik: TRADER });
    expect((await world.pay({ inquiryId: id })).kind).toBe("accepted");
    expect((await world.pay({ inquiryId: id, partner: BNI, nik: TRADER })).kind).toBe("accepted");
  });

  it("domain case 14: a rupiah short is refused whole, and refused again the same way", async () => {
    const quote = await quoted();
    const short = await world.pay({ inquiryId: quote.inquiryId, amountRupiah: rupiah(8_399) });
    expect(short).toMatchObject({ kind: "refused", payment: { reason: "amount-differs" }, replayed: false });
    const again = await world.pay({ inquiryId: quote.inquiryId, amountRupiah: rupiah(8_399) });
    expect(again).toEqual({ ...short, replayed: true });
    expect((await quoted()).coverageVersion).toBe(0);
  });

  it("for a month that another partner's payment took is refused as paid, stored, and refused again the same way", async () => {
    const atBri = await quoted();
    const atBni = await quoted(1, BNI);
    expect((await world.pay({ inquiryId: atBri.inquiryId })).kind).toBe("accepted");
    const second = await world.pay({ partner: BNI, inquiryId: atBni.inquiryId });
    expect(second).toMatchObject({ kind: "refused", payment: { reason: "already-paid" }, replayed: false });
    const repeat = await world.pay({ partner: BNI, inquiryId: atBni.inquiryId });
    expect(repeat).toEqual({ ...second, replayed: true });
  });

  it("domain case 1: of two at once for one month exactly one owns it", async () => {
    const quotes = [await quoted(), await quoted(1, BNI)];
    const outcomes = await Promise.all(
      quotes.map((quote, index) =>
        world.pay({ partner: index === 0 ? BRI : BNI, inquiryId: quote.inquiryId }),
      ),
    );
    expect(outcomes.map(({ kind }) => kind).sort()).toEqual(["accepted", "refused"]);
  });

  it("twenty times at once is booked once and answered with one and the same payment", async () => {
    const quote = await quoted();
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, () => world.pay({ inquiryId: quote.inquiryId })),
    );
    const references = new Set(
      outcomes.map((o) => (o.kind === "accepted" ? o.payment.gatewayReference : o.kind)),
    );
    expect(references.size).toBe(1);
    expect(outcomes.filter((o) => o.kind === "accepted" && !o.replayed)).toHaveLength(1);
  });

  it("without an inquiry, or with another worker's, is refused and nothing is claimed", async () => {
    const unknown = await world.pay({ inquiryId: inquiryId() });
    expect(unknown).toMatchObject({ kind: "refused", payment: { reason: "quote-unknown" } });
    const quote = await quoted();
    const other = await world.pay({ inquiryId: quote.inquiryId, nik: "9999990101700009" as Nik });
    expect(other).toMatchObject({ kind: "refused", payment: { reason: "number-differs" } });
  });

  it("domain case 16: a quote of 31 December 23:58 is expired at 00:02 WIB", async () => {
    world.moveTo("2026-12-31T23:58:00+07:00");
    const quote = await quoted();
    world.moveTo("2027-01-01T00:02:00+07:00");
    const late = await world.pay({ inquiryId: quote.inquiryId });
    expect(late).toMatchObject({ kind: "refused", payment: { reason: "quote-expired" } });
  });

  it("with a message number of the day that another payment used is refused for that, and stays refused", async () => {
    const [one, two] = [await quoted(), await quoted()];
    const externalId = { service: "payment", id: inquiryId() } as const;
    await world.pay({ inquiryId: one.inquiryId, externalId });
    const reused = await world.pay({ inquiryId: two.inquiryId, externalId });
    expect(reused).toMatchObject({ kind: "refused", payment: { reason: "external-id-reused" } });
    const repeat = await world.pay({ inquiryId: two.inquiryId, externalId });
    expect(repeat).toEqual({ ...reused, replayed: true });
  });

  it("whose authentication is stale is refused only when it is new", async () => {
    const stale = { kind: "unauthorised", because: "token-expired" } as const;
    const quote = await quoted();
    expect(await world.pay({ inquiryId: quote.inquiryId, ifNew: stale })).toEqual(stale);
    await world.pay({ inquiryId: quote.inquiryId });
    expect(await world.pay({ inquiryId: quote.inquiryId, ifNew: stale })).toMatchObject({
      kind: "accepted",
      replayed: true,
    });
  });

  it("of a suspended partner is refused and kept, while what it paid before is still answered", async () => {
    const [paid, unpaid] = [await quoted(), await quoted()];
    await world.pay({ inquiryId: paid.inquiryId });
    const ifNew = { kind: "refused", reason: "partner-suspended" } as const;
    expect(await world.pay({ inquiryId: unpaid.inquiryId, ifNew })).toMatchObject({
      kind: "refused",
      payment: { reason: "partner-suspended" },
    });
    expect((await world.pay({ inquiryId: paid.inquiryId, ifNew })).kind).toBe("accepted");
    expect((await world.pay({ inquiryId: unpaid.inquiryId })).kind).toBe("refused");
  });

  it("still books its months when the coverage moved on without touching them or the run", async () => {
    await world.buy(1);
    const quote = await quoted(2);
    await setCoverage(quote.memberKey, "SET #version = :two", { ":two": { N: "2" } });
    engine.takeCalls();
    const outcome = await world.pay({ inquiryId: quote.inquiryId, amountRupiah: quote.totalRupiah });
    expect(outcome.kind).toBe("accepted");
    expect(engine.takeCalls()).toEqual(["BatchGetItem", "TransactWriteItems", "Query", "TransactWriteItems"]);
  });

  it("for more months than are still free is refused as paid, even when some are free", async () => {
    const [near, far] = [await quoted(1), await quoted(2)];
    await world.pay({ inquiryId: near.inquiryId });
    const late = await world.pay({ inquiryId: far.inquiryId, amountRupiah: far.totalRupiah });
    expect(late).toMatchObject({ kind: "refused", payment: { reason: "already-paid" } });
  });

  it("is refused as overtaken when its months are free but the run they would extend has changed", async () => {
    await world.buy(1);
    const quote = await quoted(1);
    await setCoverage(quote.memberKey, "SET #version = :two, #run.#anchor = :anchor", {
      ":two": { N: "2" },
      ":anchor": { S: "2026-10-01" },
    });
    const overtaken = await world.pay({ inquiryId: quote.inquiryId });
    expect(overtaken).toMatchObject({ kind: "refused", payment: { reason: "quote-overtaken" } });
  });

  it("moves claims that ended over a year ago out of the coverage item", async () => {
    await world.buy(1);
    world.moveTo("2028-03-01T08:00:00+07:00");
    await world.buy(1);
    const quote = await quoted(1);
    const { Items = [] } = await engine.client.send(
      new QueryCommand({
        TableName: engine.table,
        KeyConditionExpression: "PK = :member",
        ExpressionAttributeValues: { ":member": { S: `MEMBER#${quote.memberKey}` } },
      }),
    );
    expect(Items.map(({ SK }) => SK?.S?.split("#")[0])).toEqual(["ARCHIVE", "COVERAGE", "PROFILE"]);
    const coverage = Items.find(({ SK }) => SK?.S === "COVERAGE");
    expect(Object.keys(coverage?.claims?.M ?? {})).toHaveLength(1);
  });
});

describe("round trips", () => {
  it("are as the design counts them", async () => {
    engine.takeCalls();
    const quote = await quoted();
    expect(engine.takeCalls()).toEqual(["Query", "TransactWriteItems"]);
    await world.pay({ inquiryId: quote.inquiryId });
    expect(engine.takeCalls()).toEqual(["BatchGetItem", "TransactWriteItems"]);
    await world.pay({ inquiryId: quote.inquiryId });
    expect(engine.takeCalls()).toEqual(["BatchGetItem"]);
    await world.inquire({ inquiryId: inquiryId(), externalId: undefined });
    expect(engine.takeCalls()).toEqual(["Query", "TransactWriteItems"]);
  });
});

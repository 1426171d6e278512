import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { businessDate } from "../../shared/calendar/calendar.ts";
import { readCoverage } from "../../shared/coverage/coverage-store.ts";
import { memberKeyOf } from "../../shared/member/member-key.ts";
import { rupiah } from "../../shared/money/rupiah.ts";
import type { PartnerProfile } from "../../shared/partner/partner.ts";
import type { PaymentCommand } from "../../shared/payment/outcome.ts";
import { reversePayment } from "../../shared/payment/reverse-payment.ts";
import { startTestLedger, type TestLedger } from "../engine/test-ledger.ts";
import { openFailures } from "../failure/open-failures.ts";
import { placeOf } from "../partner/sample-profile.ts";
import { BNI, BRI, FISHER, paymentWorld } from "./payment-world.ts";

/** An aggregator that takes the money and tells us then. */
let engine: TestLedger;
let world: Awaited<ReturnType<typeof paymentWorld>>;

beforeAll(async () => {
  engine = await startTestLedger();
});
afterAll(() => engine.stop());
beforeEach(async () => {
  world = await paymentWorld(engine);
});

let unique = 0;
const newReference = () => `UQ-${process.pid}-${++unique}`;

const commandOf = (reference: string, months: number, amount: number, more: Partial<PaymentCommand>) => ({
  inquiryId: reference,
  unquoted: { months },
  amountRupiah: rupiah(amount),
  ...more,
});
const notify = (reference: string, months: number, amount: number, more: Partial<PaymentCommand> = {}) =>
  world.pay(commandOf(reference, months, amount, more));

/** The open failures of one payment. */
const openOf = async (reference: string, partner = "bri") =>
  (await openFailures(engine.ledger)).filter(({ subject }) => subject.id === `${partner}#${reference}`);
const memberKey = () => memberKeyOf(world.deps.keys.nikHashKey, FISHER);
const versionNow = async () => (await readCoverage(engine.ledger, memberKey())).version;

describe("money taken without an inquiry", () => {
  it("that is the price of this moment is booked, month by month, and its repeat is the same payment", async () => {
    await world.register(FISHER);
    const reference = newReference();
    engine.takeCalls();
    const booked = await notify(reference, 3, 33_600);
    expect(engine.takeCalls()).toEqual(["BatchGetItem", "Query", "TransactWriteItems", "BatchGetItem"]);
    expect(booked).toMatchObject({
      kind: "accepted",
      replayed: false,
      payment: {
        state: "accepted",
        inquiryId: reference,
        months: [{ amount: 8_400 }, { amount: 8_400 }, { month: "2027-01", amount: 16_800 }],
      },
    });
    expect(await notify(reference, 3, 33_600)).toEqual({ ...booked, replayed: true });
    expect(engine.takeCalls()).toEqual(["BatchGetItem"]);
    expect(await openOf(reference)).toEqual([]);
  });

  it("that is not the price is never refused: undecided, nothing booked, and ops see whose it is and what was meant", async () => {
    await world.register(FISHER);
    const reference = newReference();
    engine.takeCalls();
    expect(await notify(reference, 2, 16_799)).toEqual({ kind: "undecided", because: "price-differs" });
    expect(engine.takeCalls()).toEqual(["BatchGetItem", "Query", "PutItem", "GetItem"]);
    expect(await openOf(reference)).toMatchObject([
      {
        cause: "unquoted-undecided",
        reason: "price-differs",
        held: {
          memberKey: memberKey(),
          amountRupiah: 16_799,
          months: 2,
          dueRupiah: 16_800,
          otherAmountsRupiah: [],
        },
      },
    ]);
    expect(await versionNow()).toBe(0);
    engine.takeCalls();
    expect(await notify(reference, 2, 16_799)).toEqual({ kind: "undecided", because: "price-differs" });
    expect(engine.takeCalls()).toEqual(["BatchGetItem", "Query"]);
  });

  it("of somebody unknown is undecided, and is booked by a repeat once he is registered, which closes the failure", async () => {
    const reference = newReference();
    expect(await notify(reference, 1, 8_400)).toEqual({ kind: "undecided", because: "member-unknown" });
    expect(await openOf(reference)).toMatchObject([{ reason: "member-unknown", held: { dueRupiah: null } }]);
    await world.register(FISHER);
    expect(await notify(reference, 1, 8_400)).toMatchObject({ kind: "accepted", replayed: false });
    expect(await openOf(reference)).toEqual([]);
  });

  it("under the same reference with another amount stays undecided and the failure tells both; the one that fits is booked", async () => {
    await world.register(FISHER);
    const reference = newReference();
    for (const amount of [9_000, 8_000, 9_000, 7_000]) await notify(reference, 1, amount);
    expect(await openOf(reference)).toMatchObject([
      { held: { amountRupiah: 9_000, otherAmountsRupiah: [8_000, 7_000] } },
    ]);
    expect(await notify(reference, 1, 8_400)).toMatchObject({ kind: "accepted" });
    expect(await openOf(reference)).toEqual([]);
    expect(await notify(reference, 1, 9_000)).toMatchObject({ kind: "conflict", fields: ["amount"] });
  });

  it("that waits for an answer may fit when the price changes: the repeat is priced by its own day", async () => {
    await world.register(FISHER);
    const reference = newReference();
    expect(await notify(reference, 1, 16_800)).toMatchObject({ kind: "undecided" });
    world.moveTo("2027-01-02T08:00:00+07:00");
    expect(await notify(reference, 1, 16_800)).toMatchObject({
      kind: "accepted",
      payment: { months: [{ month: "2027-01", from: "2027-01-02" }] },
    });
  });

  it("sent as an advice is no different", async () => {
    await world.register(FISHER);
    const [fits, differs] = [newReference(), newReference()];
    expect(await notify(fits, 1, 8_400, { advice: true })).toMatchObject({ kind: "accepted" });
    expect(await notify(differs, 1, 8_400 + 1, { advice: true })).toMatchObject({ kind: "undecided" });
  });

  it("twenty times at once is booked once", async () => {
    await world.register(FISHER);
    const reference = newReference();
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => notify(reference, 1, 8_400)));
    expect(outcomes.filter((one) => one.kind === "accepted" && !one.replayed)).toHaveLength(1);
    expect(outcomes.every(({ kind }) => kind === "accepted")).toBe(true);
    expect(await versionNow()).toBe(1);
    expect(await openOf(reference)).toEqual([]);
  });

  it("domain case 1: for one month at two places buys the month and the next, if that costs the same", async () => {
    await world.register(FISHER);
    const outcomes = await Promise.all([
      notify(newReference(), 1, 8_400),
      notify(newReference(), 1, 8_400, { partner: BNI }),
    ]);
    const months = outcomes.map((one) => (one.kind === "accepted" ? one.payment.months[0]?.month : one.kind));
    expect(months.sort()).toEqual(["2026-11", "2026-12"]);
  });
});

describe("what refuses others", () => {
  const undecided = (because: string) => ({ kind: "undecided", because });

  it.each([
    [
      "a suspended partner",
      {},
      { ifNew: { kind: "refused", reason: "partner-suspended" } },
      "partner-suspended",
    ],
    ["a place without the right", { capabilities: [] }, {}, "capability-missing"],
  ] as const)("%s: only leaves it to ops", async (_, terms, more, because) => {
    await world.register(FISHER);
    const reference = newReference();
    const place = placeOf("BANK_OTHER", terms);
    expect(await notify(reference, 1, 8_400, { terms: place, ...more })).toEqual(undecided(because));
    expect(await openOf(reference)).toMatchObject([{ reason: because }]);
  });

  it("a closing and a floor do not count: the cash is taken", async () => {
    await world.register(FISHER);
    const always = {
      kind: "maintenance",
      from: businessDate("2026-11-01"),
      until: businessDate("2026-12-31"),
    };
    const partner = {
      ...BRI,
      closings: [{ ...always, closesAt: "00:00", opensAt: "00:00" }],
    } as PartnerProfile;
    const terms = placeOf("BANK_OTHER", { floorRupiah: 10_000 });
    expect(await notify(newReference(), 1, 8_400, { partner, terms })).toMatchObject({ kind: "accepted" });
  });

  it("a message number of the day, used for another payment, leaves it to ops", async () => {
    await world.register(FISHER);
    const externalId = { service: "payment", id: newReference() } as const;
    await notify(newReference(), 1, 8_400, { externalId });
    const reference = newReference();
    expect(await notify(reference, 1, 8_400, { externalId })).toEqual(undecided("external-id-reused"));
    expect(await notify(reference, 1, 8_400)).toMatchObject({ kind: "accepted" });
    expect(await openOf(reference)).toEqual([]);
  });

  it("a genuine but stale signature is asked to sign again, and nothing is noted", async () => {
    const reference = newReference();
    const ifNew = { kind: "unauthorised", because: "token-expired" } as const;
    expect(await notify(reference, 1, 8_400, { ifNew })).toEqual(ifNew);
    expect(await openOf(reference)).toEqual([]);
  });

  it("a reversal that came first is answered as reversed and ends the question", async () => {
    const reference = newReference();
    await notify(reference, 1, 8_400);
    const reversal = { reversedAt: world.deps.clock.businessNow(), reason: "x", amountRupiah: undefined };
    await reversePayment(world.deps, { partner: BRI, reference, ...reversal });
    expect(await openOf(reference)).toHaveLength(1);
    expect(await notify(reference, 1, 8_400)).toMatchObject({ kind: "reversed" });
    expect(await openOf(reference)).toEqual([]);
  });
});

describe("where the aggregator did ask for the price", () => {
  async function quoted(months = 1) {
    const outcome = await world.inquire({ inquiryId: newReference(), months });
    if (outcome.kind !== "quoted") throw new Error(outcome.reason);
    return outcome.quote;
  }

  it("the quote holds, on the day after as well, for the cash was taken under it", async () => {
    await world.register(FISHER);
    world.moveTo("2026-12-31T23:58:00+07:00");
    const { inquiryId } = await quoted();
    world.moveTo("2027-01-01T08:00:00+07:00");
    expect(await notify(inquiryId, 1, 8_400)).toMatchObject({
      kind: "accepted",
      payment: { months: [{ month: "2026-12" }] },
    });
  });

  it("money for months that are gone buys the next ones", async () => {
    await world.register(FISHER);
    const [first, second] = [await quoted(), await quoted()];
    await notify(first.inquiryId, 1, 8_400);
    expect(await notify(second.inquiryId, 1, 8_400)).toMatchObject({
      payment: { months: [{ month: "2026-12" }] },
    });
  });

  it.each([
    ["another amount", { amountRupiah: rupiah(8_000) }, "amount-differs"],
    ["another count of months", { months: 2 }, "months-differ"],
  ] as const)("%s is left to ops and not refused", async (_, more, because) => {
    await world.register(FISHER);
    const { inquiryId } = await quoted();
    expect(await notify(inquiryId, 1, 8_400, more)).toEqual({ kind: "undecided", because });
    expect(await openOf(inquiryId)).toMatchObject([{ reason: because, held: { dueRupiah: 8_400 } }]);
    expect(await notify(inquiryId, 1, 8_400)).toMatchObject({ kind: "accepted" });
    expect(await openOf(inquiryId)).toEqual([]);
  });
});

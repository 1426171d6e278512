import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { previewCorrection, refreshCorrection } from "../../shared/correction/propose-correction.ts";
import { rupiah } from "../../shared/money/rupiah.ts";
import { listPayments } from "../../shared/payment/list-payments.ts";
import { paymentEvent } from "../../shared/payment/payment-event.ts";
import { tellStatus } from "../../shared/payment/tell-status.ts";
import { successorOf } from "../../shared/payment/where-money-stands.ts";
import { startTestLedger, type TestLedger } from "../engine/test-ledger.ts";
import { BNI, BRI, FISHER } from "../payment/payment-world.ts";
import {
  AGUS,
  at,
  balanceOf,
  type CorrectionWorld,
  correctionWorld,
  SARI,
  TONO,
} from "./correction-world.ts";

let engine: TestLedger;
let world: CorrectionWorld;

beforeAll(async () => {
  engine = await startTestLedger();
});
afterAll(() => engine.stop());
beforeEach(async () => {
  world = await correctionWorld(engine);
});

describe("a forced booking", () => {
  it("domain case 34: books what the till sold, at the price of its own day, in force from the recovery", async () => {
    world.moveTo("2027-01-10T09:00:00+07:00");
    const reference = world.newReference();
    const facts = world.collected({ reference, paidAt: at("2026-12-20T10:00:00+07:00") });
    const { payment } = await world.corrected(facts);
    expect(payment).toMatchObject({
      state: "accepted",
      paymentKey: world.keyOf(reference),
      businessDate: "2026-12-20",
      months: [{ month: "2026-12", from: "2026-12-20", to: "2027-01-19", amount: 8_400 }],
      inForceFrom: at("2027-01-10T09:00:00+07:00"),
      recovered: { source: "settlement" },
    });
    const [asked] = [await world.inquire({ months: 1 })];
    expect(asked).toMatchObject({ quote: { months: [{ month: "2027-01", amount: 16_800 }] } });
  });

  it("covers from the till's time where the maker says that the core agreed", async () => {
    world.moveTo("2026-11-25T09:00:00+07:00");
    const paidAt = at("2026-11-20T10:00:00+07:00");
    const facts = world.collected({ reference: world.newReference(), paidAt, coverFrom: "paid-at" });
    const { payment, correction } = await world.corrected(facts);
    expect(payment).toMatchObject({ inForceFrom: paidAt });
    expect(correction.preview.books?.coverFrom).toBe(paidAt);
  });

  it("is an ordinary payment to the world: the event of every accepted one", async () => {
    const { payment } = await world.corrected(world.collected({ reference: world.newReference() }));
    expect(paymentEvent(undefined, payment)).toMatchObject({
      type: "ContributionAccepted.v1",
      data: { amountRupiah: 8_400, businessDate: "2026-11-20", months: [{ month: "2026-11" }] },
    });
  });

  it("is found by the partner that asks late: its repeat, its advice and its status get the receipt", async () => {
    const reference = world.newReference();
    const { payment } = await world.corrected(world.collected({ reference }));
    const repeat = { kind: "accepted", replayed: true, payment: { gatewayReference: expect.any(String) } };
    expect(await world.send(reference)).toMatchObject(repeat);
    expect(await world.send(reference, { advice: true })).toEqual(await world.send(reference));
    expect(await world.send(reference, { inquiryId: "nobody-knew-it" })).toMatchObject(repeat);
    expect(await tellStatus(world.deps, { partner: BRI, reference, nik: FISHER })).toEqual({
      kind: "found",
      payment: await world.payment(payment.paymentKey),
    });
    expect(await world.send(reference, { amountRupiah: rupiah(8_500) })).toMatchObject({
      kind: "conflict",
      fields: ["amount"],
    });
  });

  it("whose partner sent it after all, between proposal and approval, is not possible any more", async () => {
    const asked = await world.inquire({ inquiryId: world.newReference() });
    if (asked.kind !== "quoted") throw new Error(asked.reason);
    const reference = asked.quote.inquiryId;
    const { correctionId } = await world.proposed(world.collected({ reference }));
    expect(await world.send(reference)).toMatchObject({ kind: "accepted", replayed: false });
    expect(await world.decide(correctionId)).toMatchObject({
      kind: "not-possible",
      because: "already-booked",
    });
    expect(await balanceOf(world, FISHER)).toBe(8_400);
    expect(await world.decide(correctionId, 1, AGUS, "reject")).toMatchObject({ kind: "rejected" });
  });

  it("whose month somebody else has bought meanwhile says so, and is previewed anew for a third person to approve", async () => {
    const { correctionId } = await world.proposed(world.collected({ reference: world.newReference() }));
    await world.buy(1, { partner: BNI });
    const moved = await world.decide(correctionId);
    expect(moved).toMatchObject({
      kind: "not-possible",
      because: "preview-moved",
      preview: { books: { months: [{ month: "2026-12", amount: 8_400 }] } },
    });
    const again = await refreshCorrection(world.deps, AGUS, correctionId, { seenVersion: 1 });
    expect(again).toMatchObject({ kind: "proposed", correction: { proposedBy: "agus", version: 2 } });
    expect(await world.decide(correctionId, 2)).toEqual({ kind: "same-person" });
    expect(await world.decide(correctionId, 1, SARI)).toMatchObject({ kind: "stale" });
    expect(await world.decide(correctionId, 2, SARI)).toEqual({ kind: "same-person" });
    expect(await world.decide(correctionId, 2, TONO)).toMatchObject({ kind: "approved" });
    expect(await balanceOf(world, FISHER)).toBe(16_800);
  });

  it.each([
    {
      why: "domain case 15: a surplus is credit",
      months: 1,
      amount: 10_000,
      bought: ["2026-11"],
      credit: 1_600,
    },
    {
      why: "as many whole months as the money pays",
      months: 3,
      amount: 17_000,
      bought: ["2026-11", "2026-12"],
      credit: 200,
    },
    {
      why: "nothing where it pays no month: all of it waits",
      months: 1,
      amount: 8_399,
      bought: [],
      credit: 8_399,
    },
  ])("$why", async ({ months, amount, bought, credit }) => {
    const facts = world.collected({ reference: world.newReference(), months, amountRupiah: rupiah(amount) });
    const preview = await previewCorrection(world.deps, facts);
    expect(preview).toMatchObject({ kind: "possible", books: { creditGivenRupiah: credit } });
    const { payment } = await world.corrected(facts);
    expect(payment).toMatchObject({
      state: bought.length > 0 ? "accepted" : "credited",
      months: bought.map((month) => ({ month })),
    });
    expect(await balanceOf(world, FISHER)).toBe(amount);
    expect((await world.coverage(FISHER)).creditRupiah).toBe(credit);
  });

  it("lets credit fill up what the money lacks, as the quote of that day would have", async () => {
    await world.corrected({ ...world.collected({ reference: world.newReference() }), kind: "credit" });
    const facts = world.collected({ reference: world.newReference(), months: 2 });
    expect((await world.corrected(facts)).payment).toMatchObject({
      months: [{ month: "2026-11" }, { month: "2026-12" }],
      creditUsedRupiah: 8_400,
    });
    expect(await balanceOf(world, FISHER)).toBe(16_800);
  });

  it.each([
    ["partner-unknown", { partnerId: "nobody" }],
    ["member-unknown", { memberKey: "A".repeat(43) }],
    ["paid-at-unlikely", { paidAt: at("2026-11-20T10:00:01+07:00") }],
    ["paid-at-unlikely", { paidAt: at("2025-11-19T23:59:59+07:00") }],
  ] as const)("is not proposed for reason of %s", async (because, wrong) => {
    const facts = world.collected({ reference: world.newReference(), ...(wrong as object) });
    expect(await previewCorrection(world.deps, facts)).toMatchObject({ kind: "refused", because });
  });
});

describe("credit by a correction", () => {
  it("keeps the whole amount for the member's next months, under the partner's own reference", async () => {
    const reference = world.newReference();
    const { payment } = await world.corrected({ ...world.collected({ reference }), kind: "credit" });
    expect(paymentEvent(undefined, payment)).toMatchObject({
      type: "ContributionCredited.v1",
      data: { creditGivenRupiah: 8_400 },
    });
    expect(await world.send(reference)).toMatchObject({ kind: "accepted", payment: { state: "credited" } });
    expect(await world.inquire()).toMatchObject({ quote: { totalRupiah: 0 } });
  });
});

describe("money that a partner kept although it was refused", () => {
  async function refusedLate() {
    const asked = await world.inquire({ inquiryId: world.newReference() });
    if (asked.kind !== "quoted") throw new Error(asked.reason);
    const reference = asked.quote.inquiryId;
    world.moveTo("2026-11-24T10:00:00+07:00");
    const refused = await world.send(reference, { advice: true });
    expect(refused).toMatchObject({ kind: "refused", payment: { reason: "advice-too-late" } });
    const paidAt = at("2026-11-20T10:00:00+07:00");
    return { reference, facts: world.collected({ reference, paidAt, source: "failure" }) };
  }

  it("is booked under a key of ours that the refusal names; the refusal stays the answer, the failure ends", async () => {
    const { reference, facts } = await refusedLate();
    const before = await world.send(reference, { advice: true });
    const { payment, correction } = await world.corrected(facts);
    expect(payment).toMatchObject({
      reference,
      origin: world.keyOf(reference),
      months: [{ month: "2026-11" }],
    });
    const after = await world.send(reference, { advice: true });
    expect(after).toMatchObject({
      kind: "refused",
      payment: { reason: "advice-too-late", successor: { to: payment.paymentKey } },
    });
    expect({ ...after, payment: undefined }).toEqual({ ...before, payment: undefined });
    expect(successorOf(await world.payment(world.keyOf(reference)))).toBe(payment.paymentKey);
    const failure = await world.failure("advice-too-late", world.keyOf(reference));
    expect(failure).toMatchObject({ status: "closed" });
    expect(await previewCorrection(world.deps, facts)).toMatchObject({ because: "already-corrected" });
    expect(correction.preview.books?.paymentKey).toBe(payment.paymentKey);
  });

  it("goes to ops when the partner gives it back after all, and to the partner it stays refused", async () => {
    const { reference, facts } = await refusedLate();
    const { payment } = await world.corrected(facts);
    expect(await world.reverse(reference)).toMatchObject({ kind: "already-refused" });
    expect(await world.failure("reversal-needs-review", payment.paymentKey)).toMatchObject({
      status: "open",
    });
    await world.corrected({ kind: "late-reversal", paymentKey: payment.paymentKey });
    expect(await balanceOf(world, FISHER)).toBe(0);
    expect(successorOf(await world.payment(world.keyOf(reference)))).toBeUndefined();
    expect(await world.reverse(reference)).toMatchObject({ kind: "already-refused" });
  });
});

describe("money taken without a price that fitted nothing", () => {
  const partner = BRI;
  it("is booked under its reference, the failure ends, and the partner's repeat finds it", async () => {
    const reference = world.newReference();
    const unquoted = { unquoted: { months: 1 }, partner, amountRupiah: rupiah(9_000) };
    expect(await world.send(reference, unquoted)).toMatchObject({ kind: "undecided" });
    const facts = world.collected({ reference, amountRupiah: rupiah(9_000), source: "failure" });
    await world.corrected(facts);
    expect(await world.failure("unquoted-undecided", world.keyOf(reference))).toMatchObject({
      status: "closed",
    });
    expect(await world.send(reference, unquoted)).toMatchObject({ kind: "accepted", replayed: true });
    const listed = await listPayments(world.deps, { partnerId: BRI.partnerId, nik: FISHER });
    expect(listed.some((payment) => payment.reference === reference)).toBe(true);
  });
});

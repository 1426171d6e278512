import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { parseInstant } from "../../shared/calendar/calendar.ts";
import { rupiah } from "../../shared/money/rupiah.ts";
import type { PartnerProfile } from "../../shared/partner/partner.ts";
import type { PaymentCommand } from "../../shared/payment/outcome.ts";
import { tellStatus } from "../../shared/payment/tell-status.ts";
import { startTestLedger, type TestLedger } from "../engine/test-ledger.ts";
import { openFailures } from "../failure/open-failures.ts";
import { BRI, FISHER, paymentWorld, TRADER } from "./payment-world.ts";

/** A ledger that went back from 10:10 to 10:00: `restored` is what the partner's profile then says. */
const at = (time: string) => {
  const found = parseInstant(`2026-11-20T${time}+07:00`);
  if (found === undefined) throw new Error(time);
  return found;
};
const restored: PartnerProfile = { ...BRI, forgotten: { from: at("10:00:00"), until: at("10:10:00") } };

let engine: TestLedger;
let world: Awaited<ReturnType<typeof paymentWorld>>;
beforeAll(async () => {
  engine = await startTestLedger();
});
afterAll(() => engine.stop());
beforeEach(async () => {
  world = await paymentWorld(engine, "2026-11-20T10:12:00+07:00");
  await world.register(FISHER);
});

let unique = 0;
const newReference = () => `FG-${process.pid}-${++unique}`;
const openOf = async (reference: string) =>
  (await openFailures(engine.ledger)).filter(({ subject }) => subject.id === `bri#${reference}`);

const repeat = (inquiryId: string, more: Partial<PaymentCommand> = {}) =>
  world.pay({ partner: restored, inquiryId, paidAt: at("10:05:00"), ...more });

describe("a repeat whose inquiry the restored ledger has lost", () => {
  it("is refused for ever where nobody said that the ledger went back, and BRI gives our money back", async () => {
    const reference = newReference();
    expect(await repeat(reference, { partner: BRI })).toMatchObject({
      kind: "refused",
      payment: { reason: "quote-unknown" },
    });
  });

  it("is booked at the price of this moment where its number tells the worker, covered from the till's time", async () => {
    const reference = newReference();
    const booked = await repeat(reference, { months: 2, amountRupiah: rupiah(16_800) });
    expect(booked).toMatchObject({
      kind: "accepted",
      replayed: false,
      payment: { months: [{ month: "2026-11" }, { month: "2026-12" }], inForceFrom: at("10:05:00") },
    });
    engine.takeCalls();
    const again = await repeat(reference, { months: 2, amountRupiah: rupiah(16_800) });
    expect(again).toEqual({ ...booked, replayed: true });
    expect(engine.takeCalls()).toEqual(["BatchGetItem"]);
  });

  it("covers from its arrival where the till names a time outside what is forgotten", async () => {
    const booked = await repeat(newReference(), { paidAt: at("09:59:59") });
    expect(booked).toMatchObject({ payment: { inForceFrom: at("10:12:00") } });
  });

  it("is held for people, with nothing booked and nothing refused, where only the inquiry knew the worker", async () => {
    const reference = newReference();
    expect(await repeat(reference, { nik: undefined })).toEqual({
      kind: "undecided",
      because: "quote-unknown",
    });
    expect(await openOf(reference)).toMatchObject([
      { cause: "unquoted-undecided", held: { memberKey: null, months: null, amountRupiah: 8_400 } },
    ]);
  });

  it("is held where the amount is not the price, the partner is suspended, or the hour is closed to new payments", async () => {
    expect(await repeat(newReference(), { amountRupiah: rupiah(8_401) })).toMatchObject({
      kind: "undecided",
      because: "price-differs",
    });
    const suspended = { kind: "refused", reason: "partner-suspended" } as const;
    expect(await repeat(newReference(), { ifNew: suspended })).toMatchObject({
      kind: "undecided",
      because: "partner-suspended",
    });
  });
});

describe("a repeat whose inquiry is older than the restored ledger", () => {
  const quotedBefore = async () => {
    world.moveTo("2026-11-20T09:58:00+07:00");
    const asked = await world.inquire();
    if (asked.kind !== "quoted") throw new Error(asked.reason);
    world.moveTo("2026-11-20T10:12:00+07:00");
    return asked.quote.inquiryId;
  };

  it("is booked as it was promised", async () => {
    expect(await repeat(await quotedBefore())).toMatchObject({
      kind: "accepted",
      payment: { advised: false },
    });
  });

  it("is not refused although somebody bought its months meanwhile: it buys the next ones", async () => {
    const inquiryId = await quotedBefore();
    expect(await world.buy(1)).toMatchObject({
      kind: "accepted",
      payment: { months: [{ month: "2026-11" }] },
    });
    expect(await repeat(inquiryId)).toMatchObject({
      kind: "accepted",
      payment: { months: [{ month: "2026-12" }] },
    });
  });

  it("is not refused on the next day, though it is no advice", async () => {
    const inquiryId = await quotedBefore();
    world.moveTo("2026-11-21T08:00:00+07:00");
    expect(await repeat(inquiryId)).toMatchObject({ kind: "accepted" });
  });
});

it("a payment of an inquiry made since is as new as any, and refused as any", async () => {
  const asked = await world.inquire({ partner: restored });
  if (asked.kind !== "quoted") throw new Error(asked.reason);
  const { inquiryId } = asked.quote;
  const other = { partner: restored, inquiryId, amountRupiah: rupiah(9_000) };
  expect(await world.pay(other)).toMatchObject({ kind: "refused", payment: { reason: "amount-differs" } });
});

it("its status says neither booked nor unknown until it stands again", async () => {
  const reference = newReference();
  const query = { partner: restored, reference, nik: FISHER };
  expect(await tellStatus(world.deps, query)).toEqual({ kind: "forgotten" });
  expect(await tellStatus(world.deps, { ...query, partner: BRI })).toEqual({ kind: "unknown" });
  await repeat(reference);
  expect(await tellStatus(world.deps, query)).toMatchObject({ kind: "found" });
  expect(await tellStatus(world.deps, { ...query, nik: TRADER })).toEqual({ kind: "unknown" });
});

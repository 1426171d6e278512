import { QueryCommand } from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Core, CoreUnavailable } from "../../shared/core/core.ts";
import { EMBEDDED_CORE } from "../../shared/core/embedded-core.ts";
import type { PaymentKey } from "../../shared/coverage/coverage.ts";
import { activatePayment } from "../../shared/payment/activate-payment.ts";
import { reversePayment } from "../../shared/payment/reverse-payment.ts";
import { revokePayment } from "../../shared/payment/revoke-payment.ts";
import { takeInDeadLetter } from "../../shared/payment/take-in-dead-letter.ts";
import { tellStatus } from "../../shared/payment/tell-status.ts";
import { startTestLedger, type TestLedger } from "../engine/test-ledger.ts";
import { BNI, BRI, FISHER, paymentWorld, TRADER } from "./payment-world.ts";

let engine: TestLedger;
let world: Awaited<ReturnType<typeof paymentWorld>>;

beforeAll(async () => {
  engine = await startTestLedger();
});
afterAll(() => engine.stop());
beforeEach(async () => {
  world = await paymentWorld(engine);
  await world.register(FISHER);
});

async function paid(months = 2) {
  const outcome = await world.buy(months);
  if (outcome.kind !== "accepted") throw new Error(outcome.kind);
  return outcome.payment;
}

const activate = (paymentKey: PaymentKey, core: Core = EMBEDDED_CORE) =>
  activatePayment({ ledger: engine.ledger, clock: world.deps.clock, core }, paymentKey);

async function slicesOf(memberKey: string) {
  const { Items = [] } = await engine.client.send(
    new QueryCommand({
      TableName: engine.table,
      KeyConditionExpression: "PK = :member AND begins_with(SK, :slice)",
      ExpressionAttributeValues: { ":member": { S: `MEMBER#${memberKey}` }, ":slice": { S: "SLICE#" } },
    }),
  );
  return Items.map((item) => unmarshall(item));
}

async function openFailures() {
  const pages = await Promise.all(
    Array.from({ length: 16 }, (_, shard) =>
      engine.ledger.readIndex({
        index: "open-failures",
        partition: `OPEN#${String(shard).padStart(2, "0")}`,
        limit: 100,
        newestFirst: false,
      }),
    ),
  );
  return pages.flat();
}

describe("activation", () => {
  it("domain case 26: puts every month and programme in force from the payment's instant, however late", async () => {
    const payment = await paid(2);
    world.moveTo("2026-11-20T16:00:00+07:00");
    expect((await activate(payment.paymentKey)).kind).toBe("activated");
    const slices = await slicesOf(payment.memberKey);
    expect(slices.map(({ SK }) => SK)).toEqual([
      "SLICE#2026-11#JKK",
      "SLICE#2026-11#JKM",
      "SLICE#2026-12#JKK",
      "SLICE#2026-12#JKM",
    ]);
    for (const slice of slices) {
      expect(slice.inForceFrom).toBe(payment.receivedAt);
      expect(slice.paymentKey).toBe(payment.paymentKey);
    }
    const status = await tellStatus(world.deps, { partner: BRI, reference: payment.reference, nik: FISHER });
    expect(status).toMatchObject({ kind: "found", payment: { state: "active" } });
  });

  it("twice, and ten times at once, is done once", async () => {
    const payment = await paid();
    const outcomes = await Promise.all(Array.from({ length: 10 }, () => activate(payment.paymentKey)));
    expect(outcomes.filter(({ kind }) => kind === "activated")).toHaveLength(1);
    expect(outcomes.filter(({ kind }) => kind === "already-active")).toHaveLength(9);
  });

  it("does nothing for a payment that is unknown or refused", async () => {
    const payment = await paid();
    expect(await activate("bri#NEVER" as PaymentKey)).toEqual({ kind: "not-accepted" });
    const refused = await world.pay({ inquiryId: "NEVER-ASKED" });
    if (refused.kind !== "refused") throw new Error(refused.kind);
    expect(await activate(refused.payment.paymentKey)).toEqual({ kind: "not-accepted" });
    expect(await slicesOf(payment.memberKey)).toEqual([]);
  });

  it("without an answer from the core leaves the payment pending, to be tried again", async () => {
    const payment = await paid();
    const down: Core = { ...EMBEDDED_CORE, activate: () => Promise.reject(new CoreUnavailable("down")) };
    await expect(activate(payment.paymentKey, down)).rejects.toBeInstanceOf(CoreUnavailable);
    expect(await slicesOf(payment.memberKey)).toEqual([]);
    expect((await activate(payment.paymentKey)).kind).toBe("activated");
  });

  it("that the core refuses is an open failure with its reason, opened once", async () => {
    const payment = await paid();
    const no: Core = {
      ...EMBEDDED_CORE,
      activate: async () => ({ kind: "refused", reason: "membership closed" }),
    };
    const before = (await openFailures()).length;
    expect(await activate(payment.paymentKey, no)).toEqual({ kind: "failed", cause: "core-refused" });
    await activate(payment.paymentKey, no);
    expect(await openFailures()).toHaveLength(before + 1);
  });

  it("never overwrites a slice of another payment: that is a failure", async () => {
    const other = await paid(1);
    await activate(other.paymentKey);
    const payment = await paid(1);
    await engine.ledger.write({
      kind: "put",
      item: {
        PK: `MEMBER#${payment.memberKey}`,
        SK: `SLICE#${payment.months[0]?.month}#JKM`,
        schemaVersion: 1,
        paymentKey: other.paymentKey,
      },
      guard: "absent",
    });
    expect(await activate(payment.paymentKey)).toEqual({ kind: "failed", cause: "slice-owned-by-another" });
    const owners = (await slicesOf(payment.memberKey)).map(({ paymentKey }) => paymentKey);
    expect(new Set(owners)).toEqual(new Set([other.paymentKey]));
  });

  it("that overtakes the revocation of its month's former owner comes back, and opens no failure", async () => {
    const former = await paid(1);
    await activate(former.paymentKey);
    const reversal = { reversedAt: world.deps.clock.businessNow(), reason: "x", amountRupiah: undefined };
    await reversePayment(world.deps, { partner: BRI, reference: former.reference, ...reversal });
    const payment = await paid(1);
    const before = (await openFailures()).length;
    await expect(activate(payment.paymentKey)).rejects.toMatchObject({ code: "MONTH_NOT_RELEASED" });
    expect(await openFailures()).toHaveLength(before);
    const deps = { ledger: engine.ledger, clock: world.deps.clock, core: EMBEDDED_CORE };
    expect((await revokePayment(deps, former.paymentKey)).kind).toBe("revoked");
    expect((await activate(payment.paymentKey)).kind).toBe("activated");
    const owners = (await slicesOf(payment.memberKey)).map(({ paymentKey }) => paymentKey);
    expect(new Set(owners)).toEqual(new Set([payment.paymentKey]));
  });
});

describe("a dead letter", () => {
  const letter = (paymentKey: string) => ({
    messageId: `m-${paymentKey}`,
    body: JSON.stringify({
      "detail-type": "ContributionAccepted.v1",
      detail: {
        specversion: "1.0",
        id: "e1",
        type: "ContributionAccepted.v1",
        subject: paymentKey,
        time: "2026-11-20T10:00:00.000+07:00",
        data: {
          paymentKey,
          partnerId: "bri",
          memberKey: "k",
          channel: "BRILINK",
          payer: "SELF",
          programmes: ["JKK"],
          months: [],
          amountRupiah: 1,
          businessDate: "2026-11-20",
          inForceFrom: "2026-11-20T10:00:00+07:00",
        },
      },
    }),
  });

  it("becomes an open failure of its payment, once", async () => {
    const payment = await paid();
    const now = world.deps.clock.businessNow();
    expect(await takeInDeadLetter(engine.ledger, letter(payment.paymentKey), now)).toBe("opened");
    expect(await takeInDeadLetter(engine.ledger, letter(payment.paymentKey), now)).toBe("known");
  });

  it("of a payment that is active by now opens nothing", async () => {
    const payment = await paid();
    await activate(payment.paymentKey);
    const now = world.deps.clock.businessNow();
    expect(await takeInDeadLetter(engine.ledger, letter(payment.paymentKey), now)).toBe("settled-meanwhile");
  });

  it("that nobody can read is a failure named by its message", async () => {
    const now = world.deps.clock.businessNow();
    expect(await takeInDeadLetter(engine.ledger, { messageId: "m-poison", body: "{" }, now)).toBe("opened");
  });
});

describe("status", () => {
  it("domain case 9: of another partner's, another worker's or an unseen reference is unknown", async () => {
    const payment = await paid();
    const unknown = { kind: "unknown" };
    const { reference } = payment;
    expect(await tellStatus(world.deps, { partner: BNI, reference, nik: FISHER })).toEqual(unknown);
    expect(await tellStatus(world.deps, { partner: BRI, reference, nik: TRADER })).toEqual(unknown);
    expect(await tellStatus(world.deps, { partner: BRI, reference: "NEVER", nik: FISHER })).toEqual(unknown);
    expect((await tellStatus(world.deps, { partner: BRI, reference, nik: FISHER })).kind).toBe("found");
  });
});

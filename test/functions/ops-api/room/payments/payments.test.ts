import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { recognise } from "../../../../../functions/ops-api/room/payments/recognise.ts";
import type { Attempt } from "../../../../../shared/attempt/attempt.ts";
import { attemptItem } from "../../../../../shared/attempt/attempt-item.ts";
import { withCheckDigit } from "../../../../../shared/billing-code/billing-code.ts";
import { putPartner } from "../../../../../shared/partner/partner-store.ts";
import type { AcceptedPayment } from "../../../../../shared/payment/payment.ts";
import { startTestLedger, type TestLedger } from "../../../../engine/test-ledger.ts";
import { BNI, BRI, FISHER, paymentWorld } from "../../../../payment/payment-world.ts";
import { consoleDesk } from "../console-desk.ts";

let table: TestLedger;
let world: Awaited<ReturnType<typeof paymentWorld>>;
let desk: Awaited<ReturnType<typeof consoleDesk>>;
let payment: AcceptedPayment;
beforeAll(async () => {
  table = await startTestLedger();
  world = await paymentWorld(table);
  await Promise.all([putPartner(table.ledger, BRI), putPartner(table.ledger, BNI)]);
  await world.register(FISHER);
  const outcome = await world.buy(2);
  if (outcome.kind !== "accepted") throw new Error(outcome.kind);
  payment = outcome.payment;
  desk = await consoleDesk(table, world.deps.keys);
  desk.world.businessNow = world.deps.clock.businessNow();
});
afterAll(() => table.stop());

const here = () => `/payments/bri/${encodeURIComponent(payment.reference)}`;
const viewer = () => desk.person("vera", "viewer");

describe("the one box", () => {
  it.each([
    ["the partner's reference", () => payment.reference],
    ["our own reference", () => payment.gatewayReference],
    ["a whole NIK", () => FISHER],
    ["a NIK with blanks", () => FISHER.replace(/(.{4})/g, "$1 ")],
  ])("finds a payment by %s and leads to its page", async (_, number) => {
    const found = await (await viewer()).post("/payments/search", { number: number() }, "/payments");
    expect([found.status, found.location]).toEqual([303, `/ops${here()}`]);
  });

  it("tells by its form what a number is, and always tries it as a reference", () => {
    const kinds = (typed: string) => recognise(typed, ["bri"]).map((query) => Object.keys(query)[0]);
    expect(kinds(FISHER)).toEqual(["nik", "partnerId"]);
    expect(kinds(withCheckDigit("123456789012"))).toEqual(["billingCode", "partnerId"]);
    expect(kinds("01J9ZK7Q2M3N4P5R6S7T8V9WXY")).toEqual(["gatewayReference", "partnerId"]);
    expect(kinds("  ")).toEqual([]);
  });

  it("finds nothing by a part of a NIK or by a name, and says so", async () => {
    for (const number of [FISHER.slice(0, 12), "Budi Santoso"]) {
      const none = await (await viewer()).post("/payments/search", { number }, "/payments");
      expect(none.words).toContain("Nothing was found. Check the digits; a NIK has to be whole.");
      expect(none.text).not.toContain(FISHER);
    }
  });

  it('leads to what is known of a reference that was only asked for: "the partner says we failed"', async () => {
    const attempt: Attempt = {
      ...{
        requestId: "REQ-1",
        at: desk.world.businessNow,
        loggedAt: desk.world.machineNow,
        partnerId: "bni",
        channel: null,
        isSigned: false,
      },
      ...{ operation: "snap.payment", responseCode: "4012500", outcome: "signature-differs" },
      ...{
        reference: "LOST <i>1",
        externalId: null,
        conflict: [],
        fault: null,
        durationMs: 7,
        bodySha256: "x",
      },
    };
    await table.ledger.write({ kind: "put", item: attemptItem(attempt), guard: "absent" });
    const found = await (await viewer()).post("/payments/search", { number: "LOST <i>1" }, "/payments");
    expect(found.words).toContain("No payment was booked, but there were requests:");
    const page = await (await viewer()).get(`/payments/bni/${encodeURIComponent("LOST <i>1")}`);
    expect(page.words).toMatch(/never booked .*Request refused .*4012500 .*no signature that fits/);
    expect(page.text).toContain("LOST &lt;i&gt;1");
    expect(page.text).not.toContain("<i>");
  });
});

describe("four facts", () => {
  it("find a payment without its reference, masked", async () => {
    const facts = {
      facts: "1",
      amount: "16.800",
      minute: "2026-11-20 10:01",
      lastDigits: "0001",
      outlet: "",
    };
    const found = await (await viewer()).post("/payments/search", facts, "/payments");
    expect(found.words).toMatch(/B\*\*\* S\*\*\*\*\*\* \*{12}0001/);
    expect(found.text).toContain(payment.reference);
    expect(found.text).not.toContain(FISHER);
  });

  it("say which of them does not read", async () => {
    const facts = { facts: "1", amount: "16800", minute: "yesterday", lastDigits: "0001" };
    const wrong = await (await viewer()).post("/payments/search", facts, "/payments");
    expect([wrong.status, wrong.words.includes("Write it like the example.")]).toEqual([422, true]);
  });
});

describe("a payment's page", () => {
  it("has money, months by name, what the partner said, and its line of time", async () => {
    const { words } = await (await viewer()).get(here());
    expect(words).toMatch(/State booked, not active yet Amount Rp16\.800/);
    expect(words).toMatch(/Worker B\*\*\* S\*\*\*\*\*\* \*{12}0001/);
    expect(words).toMatch(/November 2026 2026-11-20 - 2026-12-19 Rp8\.400 December 2026/);
    expect(words).toMatch(/Price given .*Booked .*Rp16\.800, 2 months/);
    expect(words).toContain("Settlement the file is awaited");
    expect((await (await viewer()).get(here(), "id")).words).toMatch(/November 2026 .*Desember 2026/);
    expect((await (await viewer()).get("/payments/bri/NOBODY")).status).toBe(404);
  });

  it("opens name and NIK for a reason, once, by an operator, and the trail has it", async () => {
    const operator = await desk.person("oki", "operator");
    expect((await operator.get(here())).text).not.toContain(FISHER);
    const silent = await operator.post(`${here()}/unmask`, { reason: " " }, here());
    expect([silent.status, silent.text.includes(FISHER)]).toEqual([422, false]);
    const opened = await operator.post(`${here()}/unmask`, { reason: "worker at the desk" }, here());
    expect(opened.words).toContain(`Budi Santoso · NIK ${FISHER}`);
    expect(opened.headers["cache-control"]).toBe("no-store");
    expect(await desk.audited()).toContain(
      `oki member.unmask MEMBER#${payment.memberKey}: worker at the desk`,
    );
    const refused = await (await viewer()).post(`${here()}/unmask`, { reason: "curious" }, here());
    expect([refused.status, refused.text.includes(FISHER)]).toEqual([403, false]);
    expect(await desk.audited()).toContain("vera ops.refused unmask: has viewer; needs operator");
  });

  it("is the same for programs, and a NIK never stands in an address", async () => {
    const person = await viewer();
    const found = await person.call("GET", `/payments?partnerId=bri&reference=${payment.reference}`);
    expect(found.body.payments).toMatchObject([{ paymentKey: payment.paymentKey, amountRupiah: 16_800 }]);
    expect((await person.call("GET", `/payments?nik=${FISHER}`)).status).toBe(400);
    expect((await person.call("POST", "/payments/search", { nik: FISHER })).body.payments).toHaveLength(1);
    const { body } = await person.call("GET", here());
    expect(body).toMatchObject({ state: "accepted", amountRupiah: 16_800, settlement: "awaited" });
    expect(body.steps.map(({ kind }: { kind: string }) => kind)).toEqual(["quoted", "booked"]);
    expect(JSON.stringify(body)).not.toContain(FISHER);
  });
});

import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { instant } from "../../shared/calendar/calendar.ts";
import { isActive, payAtBank } from "./journey/bank.ts";
import { ACTIVE_WITHIN_MS, type OpenSandbox, openSandbox, until } from "./sandbox.ts";

let sandbox: OpenSandbox;
let bri: typeof sandbox.bri;
let bni: typeof sandbox.bni;

beforeAll(async () => {
  sandbox = await openSandbox();
  ({ bri, bni } = sandbox);
});
afterAll(() => sandbox.close());

describe("a bank that we did not write (midtrans-client)", () => {
  it("gets a token, inquires, pays, repeats, asks status; coverage is active within seconds", async () => {
    expect(await payAtBank(sandbox, "J-1", ACTIVE_WITHIN_MS)).toBe("33600.00");
  });

  it("is answered after its answer was lost: the advice finds the payment booked once", async () => {
    const { nik } = sandbox.worker();
    await bri.inquire(nik, "J-2");
    await sandbox.put("/sandbox/answers", { loseNext: 1 });
    const lost = await bri.pay(nik, "J-2", "8400.00");
    expect(lost.responseCode).toBeUndefined();
    expect(await bri.pay(nik, "J-2", "8400.00", { flagAdvise: "Y" })).toMatchObject({
      responseCode: "2002500",
    });
    const next = await bri.inquire(nik, "J-2-next");
    expect(JSON.stringify(next.virtualAccountData)).toContain("Des");
  });
});

describe("with the core down", () => {
  it("a payment is accepted and not active; after it is up it is, from the payment's instant", async () => {
    const { nik } = sandbox.worker();
    await bri.inquire(nik, "J-3");
    await sandbox.put("/sandbox/core", { mode: "down" });
    const paid = await bri.pay(nik, "J-3", "8400.00");
    expect(paid.responseCode).toBe("2002500");
    await pause(700);
    const waiting = await bri.status(nik, "J-3");
    expect(waiting.additionalInfo).toMatchObject({ paymentState: "accepted" });
    expect(waiting.additionalInfo).not.toHaveProperty("activatedAt");

    await sandbox.put("/sandbox/core", { mode: "up" });
    const active = await until(() => bri.status(nik, "J-3"), isActive, 5_000);
    const { inForceFrom, activatedAt } = active.additionalInfo as {
      inForceFrom: string;
      activatedAt: string;
    };
    expect(inForceFrom).toBe(waiting.additionalInfo?.inForceFrom);
    expect(Date.parse(activatedAt)).toBeGreaterThanOrEqual(Date.parse(inForceFrom));
  });
});

describe("with the relay stopped", () => {
  it("nothing activates, because nothing else may publish; it does when the relay goes on", async () => {
    const { nik } = sandbox.worker();
    await bri.inquire(nik, "J-4");
    await sandbox.relay.pause();
    expect((await bri.pay(nik, "J-4", "8400.00")).responseCode).toBe("2002500");
    await pause(700);
    expect((await bri.status(nik, "J-4")).additionalInfo).toMatchObject({ paymentState: "accepted" });
    await sandbox.relay.resume();
    await until(() => bri.status(nik, "J-4"), isActive, ACTIVE_WITHIN_MS);
  });
});

describe("two partners with an inquiry each", () => {
  it("the first to pay wins; the second is refused, stored, and refused again the same way", async () => {
    const { nik } = sandbox.worker();
    await bri.inquire(nik, "J-5");
    await bni.inquiry({ customerNo: nik, inquiryRequestId: "J-5" });
    expect((await bri.pay(nik, "J-5", "8400.00")).responseCode).toBe("2002500");
    const payment = {
      customerNo: nik,
      paymentRequestId: "J-5",
      amount: "8400.00",
      paidAt: instant(Date.parse("2026-11-20T03:00:00Z")),
    };
    const refused = await bni.payment(payment);
    expect(refused.body).toMatchObject({
      responseCode: "4042514",
      virtualAccountData: { paymentFlagStatus: "01" },
    });
    expect((await bni.payment(payment)).body).toEqual(refused.body);
    expect((await bni.status({ customerNo: nik, paymentRequestId: "J-5" })).body).toMatchObject({
      responseCode: "2002600",
      virtualAccountData: { paymentFlagStatus: "01" },
    });
  });

  it("one cannot ask about the other's reference", async () => {
    const customerNo = sandbox.member("active")?.nik ?? "";
    const quoted = await bri.inquire(customerNo, "J-6");
    const paid = await bri.pay(customerNo, "J-6", quoted.virtualAccountData?.totalAmount?.value ?? "");
    expect(paid.responseCode).toBe("2002500");
    const asked = await bni.status({ customerNo, paymentRequestId: "J-6" });
    expect(asked.responseCode).toBe("4042601");
  });
});

describe("at midnight in Jakarta", () => {
  it("a quote ends with its business day, and the next month has its own price", async () => {
    const { nik } = sandbox.worker();
    await sandbox.put("/sandbox/clock", { now: "2026-12-31T23:59:00+07:00" });
    expect((await bri.inquire(nik, "J-7")).virtualAccountData?.totalAmount?.value).toBe("8400.00");
    await sandbox.put("/sandbox/clock", { now: "2027-01-01T00:00:30+07:00" });
    expect(await bri.pay(nik, "J-7", "8400.00")).toMatchObject({ responseCode: "4042519" });
    expect((await bri.inquire(nik, "J-8")).virtualAccountData?.totalAmount?.value).toBe("16800.00");
  });
});

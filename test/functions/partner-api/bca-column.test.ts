import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Ledger } from "../../../shared/ledger/ledger.ts";
import type { Nik } from "../../../shared/member/member.ts";
import { reversePayment } from "../../../shared/payment/reverse-payment.ts";
import { startTestLedger, type TestLedger } from "../../engine/test-ledger.ts";
import { BCA, numbersOf } from "../../protocol/snap/other-profiles.ts";
import { NIK, next, type Reply } from "./bank.ts";
import { insuredBank } from "./insured-bank.ts";

/** The right column of the decision matrix for repeats (snap-bi.md 5.2): at this bank the flag decides. */
let table: TestLedger;
beforeAll(async () => {
  table = await startTestLedger();
});
afterAll(() => table.stop());

const OTHER_NIK = "9999995207900002" as Nik;
const rupiah = (value: string) => ({ value, currency: "IDR" });
const verdict = ({ body }: Reply) =>
  `${body.responseCode} ${body.virtualAccountData?.paymentFlagStatus}`.trim();
const inMessage = (id: string) => ({ headers: { "X-EXTERNAL-ID": id } });

async function openBca(between: (ledger: Ledger) => Ledger = (ledger) => ledger) {
  const bca = await insuredBank(table, { profile: BCA, between });
  const numbers = numbersOf(BCA, `${NIK}01`);
  return Object.assign(bca, {
    numbers,
    quoted: (more: Record<string, unknown> = {}) => bca.quotedPayment(numbers, { ...numbers, ...more }),
  });
}

describe("a repeat of a payment that was booked", () => {
  it("row 2: the same message as new is 4042518 with flag 00, an advice and another message are the first answer", async () => {
    const bca = await openBca();
    const sent = await bca.quoted();
    const id = next("MSG");
    const first = await bca.pay(sent, inMessage(id));
    expect(verdict(first)).toBe("2002500 00");
    const again = await bca.pay(sent, inMessage(id));
    expect([again.status, verdict(again)]).toEqual([404, "4042518 00"]);
    expect(again.body.responseMessage).toBe("Inconsistent Request");
    expect(again.body.virtualAccountData).toEqual(first.body.virtualAccountData);
    expect((await bca.pay({ ...sent, flagAdvise: "Y" }, inMessage(id))).text).toBe(first.text);
    expect((await bca.pay({ ...sent, flagAdvise: "Y" }, inMessage(next("MSG")))).text).toBe(first.text);
    expect((await bca.pay(sent, inMessage(next("MSG")))).text).toBe(first.text);
  });

  it("snap-bi 8.11: no day, no suspension and no skew makes it a refusal", async () => {
    const bca = await openBca();
    const sent = await bca.quoted();
    const id = next("MSG");
    await bca.pay(sent, inMessage(id));
    bca.profile = { ...BCA, standing: "suspended" };
    bca.moveTo("2026-11-22T08:00:00+07:00");
    expect(verdict(await bca.pay(sent, inMessage(id)))).toBe("4042518 00");
    const stale = { ...inMessage(next("MSG")), timestamp: "2026-11-22T06:00:00+07:00" };
    expect(verdict(await bca.pay({ ...sent, flagAdvise: "Y" }, stale))).toBe("2002500 00");
  });

  it("row 4: with another number or amount it is 4042518 with the first flag, nobody's name, and an alarm", async () => {
    const bca = await openBca();
    await bca.register({}, OTHER_NIK);
    const sent = await bca.quoted();
    await bca.pay(sent);
    const other = numbersOf(BCA, `${OTHER_NIK}01`);
    for (const [change, field] of [
      [{ paidAmount: rupiah("8500.00") }, "amount"],
      [other, "member"],
    ] as const) {
      const reply = await bca.pay({ ...sent, ...change });
      expect(verdict(reply)).toBe("4042518 00");
      expect(reply.body.virtualAccountData).toMatchObject({
        paymentRequestId: sent.paymentRequestId,
        virtualAccountName: "",
      });
      expect(bca.lines.at(-1)).toMatchObject({ outcome: "conflict", conflict: [field] });
    }
  });
});

describe("a repeat of a payment that was refused", () => {
  it("row 3: the same message as new is 4042518 with flag 01, anything else the first refusal", async () => {
    const bca = await openBca();
    const sent = await bca.quoted({ paidAmount: rupiah("8500.00") });
    const id = next("MSG");
    const first = await bca.pay(sent, inMessage(id));
    expect(verdict(first)).toBe("4042513 01");
    const again = await bca.pay(sent, inMessage(id));
    expect(verdict(again)).toBe("4042518 01");
    expect(again.body.virtualAccountData).toEqual(first.body.virtualAccountData);
    expect((await bca.pay({ ...sent, flagAdvise: "Y" }, inMessage(id))).text).toBe(first.text);
  });

  it("row 4: with another amount it keeps the first flag", async () => {
    const bca = await openBca();
    const sent = await bca.quoted({ paidAmount: rupiah("8500.00") });
    await bca.pay(sent);
    expect(verdict(await bca.pay({ ...sent, paidAmount: rupiah("8400.00") }))).toBe("4042518 01");
  });

  it("row 5: the same X-EXTERNAL-ID for another payment is 4092500 with flag 01", async () => {
    const bca = await openBca();
    const id = next("MSG");
    expect(verdict(await bca.pay(await bca.quoted(), inMessage(id)))).toBe("2002500 00");
    expect(verdict(await bca.pay(await bca.quoted(), inMessage(id)))).toBe("4092500 01");
  });

  it("money that was given back by a reversal is not called a success any more", async () => {
    const bca = await openBca();
    const sent = await bca.quoted();
    const id = next("MSG");
    await bca.pay(sent, inMessage(id));
    await reversePayment(
      {
        ledger: table.ledger,
        keys: bca.keys,
        ids: { next: () => next("ID") },
        clock: { businessNow: () => bca.businessNow, machineNow: () => bca.machineNow },
      },
      {
        partner: BCA,
        reference: String(sent.paymentRequestId),
        reversedAt: bca.businessNow,
        reason: "customer left",
        amountRupiah: undefined,
      },
    );
    expect(verdict(await bca.pay(sent, inMessage(id)))).toBe("4042504 01");
    const changed = { ...sent, paidAmount: rupiah("8500.00") };
    expect(verdict(await bca.pay(changed, inMessage(id)))).toBe("4042518 01");
  });
});

describe("doubt", () => {
  it("snap-bi 8.13, row 10: says nothing at all, because this bank takes a failure code without flags for a failure", async () => {
    let lose = false;
    const bca = await openBca((ledger) => ({
      ...ledger,
      async transact(writes) {
        const result = await ledger.transact(writes);
        if (lose) throw new Error("the network lost the answer");
        return result;
      },
    }));
    const sent = await bca.quoted();
    lose = true;
    const lost = await bca.pay(sent, inMessage(next("MSG")));
    expect([lost.status, lost.body]).toEqual([504, {}]);
    expect(lost.headers["x-timestamp"]).toBe("2026-11-20T10:00:00+07:00");
    expect(bca.lines.at(-1)).toMatchObject({ responseCode: "504", fault: { name: "Error" } });
    lose = false;
    expect(verdict(await bca.pay({ ...sent, flagAdvise: "Y" }, inMessage(next("MSG"))))).toBe("2002500 00");
  });

  it("an inquiry or a question that fails moves no money: 5xx as for everybody", async () => {
    const bca = await openBca((ledger) => ({
      ...ledger,
      read: () => Promise.reject(new Error("no answer")),
    }));
    const asked = await bca.ask({ ...bca.numbers, paymentRequestId: "P-1" });
    expect([asked.status, asked.body.responseCode]).toEqual([500, "5002600"]);
  });
});

it("what is kept for this stands in no answer, and nowhere for other banks", async () => {
  const bca = await openBca();
  const sent = await bca.quoted();
  const id = next("MSG");
  const { text } = await bca.pay(sent, inMessage(id));
  expect(text).not.toContain(id);
  const key = { PK: `PAYMENT#bca#${sent.paymentRequestId}`, SK: "PAYMENT" };
  expect((await table.ledger.read(key))?.echo).toMatchObject({ xExternalId: id });
  const bri = await insuredBank(table);
  const own = await bri.quotedPayment();
  await bri.pay(own);
  const kept = await table.ledger.read({ PK: `PAYMENT#bri#${own.paymentRequestId}`, SK: "PAYMENT" });
  expect(kept?.echo).not.toHaveProperty("xExternalId");
});

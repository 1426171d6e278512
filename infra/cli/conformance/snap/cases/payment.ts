import { randomUUID } from "node:crypto";
import { fieldsOf } from "../../raw-call.ts";
import { expectAmount, expectEcho, expectNobody } from "../expect-snap.ts";
import { jakartaTime } from "../jakarta-time.ts";
import type { SnapCase } from "../snap-case.ts";
import { expectBills } from "./bills.ts";

/** Service 25: money is booked. */
export const PAYMENT_CASES: readonly SnapCase[] = [
  {
    id: "snap-25-book-shape",
    category: "payment",
    workers: 1,
    months: 2,
    title: "a payment is answered with every field of the standard and flag 00",
    reason: "The bank prints this answer and moves the money by its flag.",
    reference: "SNAP BI service 25, snap-bi.md 3.5, 8.17",
    async run(bench) {
      const { check, partner } = bench;
      const quote = await bench.quote(bench.worker(), 2);
      const sent = bench.paymentFields(quote);
      const reply = bench.expect(await bench.bank.call("payment", sent), "200-00");
      const { data } = reply;
      expectEcho(check, reply, sent);
      check.equal("paymentRequestId is echoed", data.paymentRequestId, quote.id);
      check.equal("trxDateTime is echoed", data.trxDateTime, sent.trxDateTime);
      check.equal("flagAdvise is echoed", data.flagAdvise, "N");
      check.equal(
        "virtualAccountName is the inquiry's",
        data.virtualAccountName,
        quote.reply.data.virtualAccountName,
      );
      const paid = expectAmount(check, "paidAmount", data.paidAmount);
      check.equal("paidAmount is what was quoted", paid, Number(quote.amount));
      check.equal("totalAmount is the same", data.totalAmount, data.paidAmount);
      expectBills(check, data.billDetails, paid, partner.sends.billsMax);
      for (const bill of (data.billDetails as unknown[]).map(fieldsOf)) {
        check.equal("a bill's status is the payment's", bill.status, "00");
        check.form("billerReferenceId", bill.billerReferenceId, /^.{1,64}$/);
      }
      expectNobody(check, reply, bench.worker());
    },
  },
  {
    id: "snap-25-next-month",
    category: "payment",
    workers: 1,
    title: "after a payment the next month is offered, not the same one again",
    reason: "A month that is sold twice is cover that the worker pays for and does not get.",
    reference: "domain.md case 13, design section 6",
    async run(bench) {
      const first = await bench.quote(bench.worker());
      await bench.paid(first);
      const second = await bench.quote(bench.worker());
      const months = [first, second].map(
        ({ reply }) => fieldsOf((reply.data.billDetails as unknown[])[0]).billNo,
      );
      bench.check.that(
        "the second bill is a later month",
        String(months[1]) > String(months[0]),
        "later",
        months.join(" then "),
      );
    },
  },
  {
    id: "snap-25-no-inquiry",
    cash: "in-hand",
    category: "payment",
    title: "a payment that nobody asked for is refused as expired, and stays refused",
    reason: "Without its inquiry nobody knows what the money is for; the bank has to give it back.",
    reference: "design 5.1, snap-bi.md 5.2 row 8",
    async run(bench) {
      const made = {
        id: bench.id(),
        customerNo: bench.askedNumber,
        amount: "8400.00",
        reply: undefined as never,
      };
      const refused = bench.expect(await bench.pay(made), "404-19");
      bench.check.equal("nothing is billed", refused.data.billDetails, []);
      bench.expect(await bench.pay(made), "404-19");
      const status = bench.expect(await bench.status(made), "200-00");
      bench.check.equal("the status says refused", status.data.paymentFlagStatus, "01");
    },
  },
  {
    id: "snap-25-inquiry-of-another-bank",
    cash: "in-hand",
    category: "payment",
    workers: 1,
    title: "another bank's inquiry does not serve for this bank's payment",
    reason: "A quote is a promise to one partner, at its terms.",
    reference: "snap-bi.md 8.7",
    async run(bench) {
      const theirs = await bench.quote(bench.worker(), 1, bench.otherBank);
      const { customerNo } = bench.numberOf(bench.worker());
      bench.expect(await bench.pay({ ...theirs, customerNo }), "404-19");
    },
  },
  {
    id: "snap-25-number-differs",
    cash: "in-hand",
    category: "payment",
    workers: 2,
    title: "a payment for another worker than the inquiry's books nothing",
    reason: "The name that was confirmed at the counter was the other one's.",
    reference: "domain.md case 42, snap-bi.md 5.2",
    async run(bench) {
      const quote = await bench.quote(bench.worker(0));
      const other = { ...quote, customerNo: bench.numberOf(bench.worker(1)).customerNo };
      bench.expect(await bench.pay(other), "404-12");
      const { reply } = await bench.quote(bench.worker(1));
      const { reply: before } = quote;
      bench.check.equal(
        "the other worker's months are still to be paid",
        reply.responseCode,
        before.responseCode,
      );
      bench.check.equal(
        "the first worker's as well",
        (await bench.quote(bench.worker(0))).reply.data.billDetails,
        before.data.billDetails,
      );
    },
  },
  {
    id: "snap-25-paid-by-another",
    cash: "in-hand",
    category: "payment",
    workers: 1,
    title: "of two quotes for the same month the first paid wins; the second is Paid Bill, and stays so",
    reason: "A month has one owner across partners; the second till's customer gets his money back.",
    reference: "domain.md case 4, snap-bi.md 5.2 row 7",
    async run(bench) {
      const [first, second] = [await bench.quote(bench.worker()), await bench.quote(bench.worker())];
      await bench.paid(first);
      const refused = bench.expect(await bench.pay(second), "404-14");
      bench.check.equal("nothing is billed", refused.data.billDetails, []);
      const again = bench.expect(await bench.pay(second), "404-14");
      bench.check.equal("the same refusal", again.text, refused.text);
      const status = bench.expect(await bench.status(second), "200-00");
      bench.check.equal("its status says refused", status.data.paymentFlagStatus, "01");
      bench.check.equal(
        "the first one's says booked",
        (await bench.status(first)).data.paymentFlagStatus,
        "00",
      );
    },
  },
  {
    id: "snap-25-two-banks-one-month",
    category: "payment",
    workers: 1,
    title: "two banks cannot both sell the same month",
    reason: "Each sees only its own payments; the gateway alone sees both.",
    reference: "domain.md case 4, design section 6",
    async run(bench) {
      const mine = await bench.quote(bench.worker());
      const theirs = await bench.quote(bench.worker(), 1, bench.otherBank);
      await bench.paid(mine);
      const fields = { ...bench.paymentFields(theirs), ...bench.otherBank.numbers(theirs.customerNo) };
      const reply = await bench.otherBank.call("payment", fields);
      bench.check.equal("the other bank's payment", reply.responseCode, "4042514");
      bench.check.equal("its flag", reply.data.paymentFlagStatus, "01");
    },
  },
  {
    id: "snap-25-external-id-reused",
    cash: "in-hand",
    category: "payment",
    workers: 1,
    months: 1,
    title: "a message number of today under another payment is a conflict with flag 01",
    reason: "Nothing is booked, so the bank may refund; the number cannot mean two payments.",
    reference: "SNAP BI headers, snap-bi.md 5.2 row 5, 8.9",
    async run(bench) {
      const externalId = randomUUID();
      const first = await bench.quote(bench.worker());
      bench.expect(await bench.pay(first, {}, { externalId }), "200-00");
      const second = await bench.quote(bench.worker());
      const refused = bench.expect(await bench.pay(second, {}, { externalId }), "409-00");
      bench.check.equal("nothing is billed", refused.data.billDetails, []);
      const next = await bench.quote(bench.worker());
      bench.check.equal(
        "its month is still to be paid",
        next.reply.data.billDetails,
        second.reply.data.billDetails,
      );
    },
  },
  {
    id: "snap-25-echo",
    category: "payment",
    workers: 1,
    title: "the bank's own references come back whole, a bare number as a text",
    reason: "The bank finds its own record by them; ASPI's sample sends paymentType as a number.",
    reference: "SNAP BI service 25, snap-bi.md 3.5, 8.17",
    async run(bench) {
      const own = {
        trxId: "TRX/2026-1",
        referenceNo: "70011204431",
        journalNum: "004512",
        paymentType: 1,
        paidBills: "80000",
        trxDateTime: jakartaTime(),
      };
      const quote = await bench.quote(bench.worker());
      const { data } = bench.expect(await bench.pay(quote, own), "200-00");
      for (const [name, value] of Object.entries(own)) bench.check.equal(name, data[name], String(value));
    },
  },
  {
    id: "snap-25-odd-echo",
    category: "payment",
    workers: 1,
    title: "a reference that does not fit is left out, never cut, and never a reason to refuse money",
    reason: "A cut reference is somebody else's; a refusal would send back money for a formality.",
    reference: "snap-bi.md 3.5, 8.22",
    async run(bench) {
      const quote = await bench.quote(bench.worker());
      const odd = {
        referenceNo: "9".repeat(70),
        journalNum: "too long for it",
        trxId: { a: 1 },
        trxDateTime: "yesterday",
      };
      const { data } = bench.expect(await bench.pay(quote, odd), "200-00");
      for (const name of Object.keys(odd)) bench.check.equal(`${name} is left out`, data[name], undefined);
    },
  },
  {
    id: "snap-25-field-missing",
    category: "payment",
    title: "each mandatory field of a payment that is missing is named, with flag 01",
    reason: "Nothing can be booked, so the bank may refund at once.",
    reference: "SNAP BI response codes, snap-bi.md 3.4, 4.2",
    async run(bench) {
      const made = { id: bench.id(), customerNo: bench.askedNumber, amount: "8400.00" };
      for (const field of [
        "partnerServiceId",
        "customerNo",
        "virtualAccountNo",
        "paymentRequestId",
        "paidAmount",
      ]) {
        const reply = await bench.bank.call("payment", bench.paymentFields(made, { [field]: undefined }));
        bench.expect(reply, "400-02");
        bench.check.form("the field is named", reply.body.responseMessage, new RegExp(field));
      }
    },
  },
  {
    id: "snap-25-number-in-id",
    category: "privacy",
    title: "a payment id that holds the NIK is refused before anything is kept",
    reason: "The id is part of a key for ever; a NIK in it could never be taken out.",
    reference: "design section 6, invariant 8",
    async run(bench) {
      const made = { id: `P${bench.asked.nik}`, customerNo: bench.askedNumber, amount: "8400.00" };
      const reply = await bench.bank.call("payment", bench.paymentFields(made));
      bench.expect(reply, "400-01");
      bench.check.form("the field is named", reply.body.responseMessage, /paymentRequestId/);
    },
  },
  {
    id: "snap-25-new-and-stale",
    category: "payment",
    workers: 1,
    title: "a new payment from outside the window is refused, and nothing of it is kept",
    reason: "The signature may be a recording; sent again in time the same payment has to pass.",
    reference: "design 5.1, snap-bi.md 8.20",
    async run(bench) {
      const quote = await bench.quote(bench.worker());
      const stale = jakartaTime(-bench.partner.skewSeconds - 60);
      bench.expect(await bench.pay(quote, {}, { timestamp: stale }), "401-00");
      await bench.expectUnseen(quote);
      bench.expect(await bench.pay(quote), "200-00");
    },
  },
  {
    id: "snap-25-wrong-signature",
    category: "signature",
    workers: 1,
    title: "a payment with a wrong signature is refused, and nothing of it is kept",
    reason: "The amount is in the body; unsigned it is anybody's.",
    reference: "snap-bi.md 8.8, design section 6, invariant 4",
    async run(bench) {
      const quote = await bench.quote(bench.worker());
      const fields = JSON.stringify(bench.paymentFields(quote));
      const altered = fields.replace('"flagAdvise":"N"', '"flagAdvise":"Y"');
      bench.expect(await bench.bank.call("payment", altered, { signedBody: fields }), "401-00");
      await bench.expectUnseen(quote);
    },
  },
];

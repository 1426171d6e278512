import { fieldsOf } from "../../raw-call.ts";
import { expectAmount, expectEcho, expectNobody } from "../expect-snap.ts";
import type { SnapReply } from "../snap-bank.ts";
import type { SnapCase } from "../snap-case.ts";

const ACTIVE_WITHIN_MS = 5_000;
const LISTED_WITHIN_MS = 2_000;
const ASK_EVERY_MS = 60;

const listOf = ({ body }: SnapReply) =>
  Array.isArray(body.virtualAccountData) ? body.virtualAccountData.map(fieldsOf) : [];

/** Service 26: what became of a payment. */
export const STATUS_CASES: readonly SnapCase[] = [
  {
    id: "snap-26-paid",
    category: "status",
    workers: 1,
    title: "a booked payment is told with its flag, ids, amounts and times",
    reason: "After a timeout this answer decides whether the customer gets his money back.",
    reference: "SNAP BI service 26, snap-bi.md 3.6",
    async run(bench) {
      const { check } = bench;
      const quote = await bench.quote(bench.worker());
      const first = await bench.paid(quote);
      const reply = bench.expect(await bench.status(quote), "200-00");
      expectEcho(check, reply, bench.bank.numbers(quote.customerNo));
      check.equal("paymentFlagStatus", reply.data.paymentFlagStatus, "00");
      check.equal("paymentRequestId", reply.data.paymentRequestId, quote.id);
      check.equal("inquiryRequestId", reply.data.inquiryRequestId, quote.id);
      check.equal(
        "paidAmount",
        expectAmount(check, "paidAmount", reply.data.paidAmount),
        Number(quote.amount),
      );
      check.equal("trxDateTime is the payment's", reply.data.trxDateTime, first.data.trxDateTime);
      check.form(
        "transactionDate",
        reply.data.transactionDate,
        /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3})?[+]07:00$/,
      );
      check.equal("the bills are the payment's", reply.data.billDetails, first.data.billDetails);
      expectNobody(check, reply, bench.worker());
    },
  },
  {
    id: "snap-26-becomes-active",
    category: "status",
    workers: 1,
    title: "the status tells when cover is in force, within seconds",
    reason: "The worker stands at the counter and asks.",
    reference: "domain.md case 13, design section 9",
    async run(bench) {
      const quote = await bench.quote(bench.worker());
      await bench.paid(quote);
      const until = Date.now() + ACTIVE_WITHIN_MS;
      let reply = await bench.status(quote);
      while (reply.additionalInfo.paymentState !== "active" && Date.now() < until) {
        await new Promise((resolve) => setTimeout(resolve, ASK_EVERY_MS));
        reply = await bench.status(quote);
      }
      bench.check.equal("paymentState", reply.additionalInfo.paymentState, "active");
      bench.check.form("inForceFrom", reply.additionalInfo.inForceFrom, /^\d{4}-\d\d-\d\dT.*\+07:00$/);
      bench.check.form("activatedAt", reply.additionalInfo.activatedAt, /^\d{4}-\d\d-\d\dT.*\+07:00$/);
    },
  },
  {
    id: "snap-26-unseen",
    category: "status",
    title: "a payment that was never seen is 01 without a flag: unknown is not failed",
    reason: "A flag 01 would refund money that is still on its way.",
    reference: "domain.md case 9, snap-bi.md 3.6, 4.2",
    async run(bench) {
      const reply = await bench.status({ id: bench.id(), customerNo: bench.askedNumber });
      bench.expect(reply, "404-01");
      bench.check.equal("no flag", reply.data.paymentFlagStatus, undefined);
    },
  },
  {
    id: "snap-26-only-asked",
    category: "status",
    workers: 1,
    title: "an inquiry alone is no payment",
    reason: "A quote that reads like a payment would be printed as a receipt.",
    reference: "snap-bi.md 3.6",
    async run(bench) {
      await bench.expectUnseen(await bench.quote(bench.worker()));
    },
  },
  {
    id: "snap-26-either-id",
    category: "status",
    workers: 1,
    title: "either id names the payment",
    reason: "ASPI lets paymentRequestId be left out, and banks leave out one or the other.",
    reference: "SNAP BI service 26, snap-bi.md 3.6",
    async run(bench) {
      const quote = await bench.quote(bench.worker());
      await bench.paid(quote);
      const numbers = bench.bank.numbers(quote.customerNo);
      for (const ids of [
        { inquiryRequestId: quote.id },
        { paymentRequestId: quote.id },
        { inquiryRequestId: "", paymentRequestId: quote.id },
      ]) {
        const reply = bench.expect(await bench.bank.call("status", { ...numbers, ...ids }), "200-00");
        bench.check.equal("paymentFlagStatus", reply.data.paymentFlagStatus, "00");
      }
    },
  },
  {
    id: "snap-26-refused",
    cash: "in-hand",
    category: "status",
    workers: 1,
    title: "a refused payment is told as refused, with its reason",
    reason: "The bank that asks later has to give the money back, and to know why.",
    reference: "snap-bi.md 3.6, design section 6",
    async run(bench) {
      const quote = await bench.quote(bench.worker());
      const refused = bench.expect(await bench.pay({ ...quote, amount: "1.00" }), "404-13");
      const reply = bench.expect(await bench.status(quote), "200-00");
      bench.check.equal("paymentFlagStatus", reply.data.paymentFlagStatus, "01");
      bench.check.equal(
        "the reason is the refusal's",
        reply.data.paymentFlagReason,
        refused.data.paymentFlagReason,
      );
    },
  },
  {
    id: "snap-26-other-bank",
    category: "status",
    workers: 1,
    title: "another bank's payment is as unknown as none",
    reason: "A payment is its partner's own; its id can be guessed.",
    reference: "OWASP API1, design 5.1",
    async run(bench) {
      const quote = await bench.quote(bench.worker());
      await bench.paid(quote);
      const reply = await bench.status(quote, bench.otherBank);
      bench.check.equal("the other bank is told nothing", reply.responseCode, "4042601");
      bench.check.equal("no data", reply.body.virtualAccountData, undefined);
    },
  },
  {
    id: "snap-26-other-number",
    category: "status",
    workers: 2,
    title: "a payment asked about under another worker's number is unknown",
    reason: "The answer would print one worker's months on another one's slip.",
    reference: "snap-bi.md 3.6",
    async run(bench) {
      const quote = await bench.quote(bench.worker(0));
      await bench.paid(quote);
      await bench.expectUnseen({ id: quote.id, customerNo: bench.numberOf(bench.worker(1)).customerNo });
    },
  },
  {
    id: "snap-26-fields",
    category: "status",
    title: "a status question with a wrong number, or none, is refused by the field's name",
    reason: "An empty question must not be answered with somebody's payment.",
    reference: "SNAP BI response codes, snap-bi.md 3.6",
    async run(bench) {
      const numbers = bench.bank.numbers(bench.askedNumber);
      const ids = { paymentRequestId: bench.id() };
      const short = bench.expect(
        await bench.bank.call("status", { ...bench.bank.numbers("123"), ...ids }),
        "400-01",
      );
      bench.check.form("the field is named", short.body.responseMessage, /customerNo/);
      const missing = bench.expect(
        await bench.bank.call("status", { ...numbers, ...ids, customerNo: undefined }),
        "400-02",
      );
      bench.check.form("the field is named", missing.body.responseMessage, /customerNo/);
    },
  },
  {
    id: "snap-26-without-id",
    category: "status",
    workers: 1,
    months: 2,
    title: "without an id all payments of the number are told, the newest first, each with its own flag",
    reason:
      "A bank that lost its own ids asks by the number; one flag for several payments would be wrong for one of them.",
    reference: "SNAP BI service 26, snap-bi.md 3.6, 8.25",
    async run(bench) {
      const { check } = bench;
      const quotes = [await bench.quote(bench.worker())];
      await bench.paid(quotes[0] as (typeof quotes)[0]);
      quotes.push(await bench.quote(bench.worker()));
      await bench.paid(quotes[1] as (typeof quotes)[0]);
      const asked = bench.bank.numbers(quotes[0]?.customerNo ?? "");
      const ids = quotes.map(({ id }) => id).reverse();
      const until = Date.now() + LISTED_WITHIN_MS;
      const newest = (reply: SnapReply) =>
        listOf(reply)
          .slice(0, ids.length)
          .map(({ paymentRequestId }) => paymentRequestId);
      let reply = await bench.bank.call("status", asked);
      // An index is a moment late, and the worker may have payments of earlier cases in it.
      while (newest(reply).join() !== ids.join() && Date.now() < until) {
        await new Promise((resolve) => setTimeout(resolve, ASK_EVERY_MS));
        reply = await bench.bank.call("status", asked);
      }
      bench.expect(reply, "200-00");
      const listed = listOf(reply);
      check.that(
        "virtualAccountData is a list",
        Array.isArray(reply.body.virtualAccountData),
        "a list",
        typeof reply.body.virtualAccountData,
      );
      check.equal("the newest payments first", newest(reply), ids);
      for (const one of listed) check.form("its own flag", one.paymentFlagStatus, /^0[01]$/);
      check.without("the worker's name", reply.text, bench.worker().name);
      const nobody = await bench.bank.call("status", bench.bank.numbers(bench.nobodyNumber));
      bench.expect(nobody, "404-01");
    },
  },
];

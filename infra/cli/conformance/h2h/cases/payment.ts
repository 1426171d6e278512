import { fieldsOf } from "../../raw-call.ts";
import { expectNobody } from "../expect-h2h.ts";
import type { H2hBench, H2hQuote } from "../h2h-bench.ts";
import type { H2hCase } from "../h2h-case.ts";
import { H2H_PATHS } from "../h2h-shop.ts";
import { expectMonths } from "./inquiry.ts";

/** A payment with a wrong field: nothing is kept of it. */
async function refused(
  bench: H2hBench,
  field: string,
  more: Readonly<Record<string, unknown>>,
  problem = "field-malformed",
): Promise<void> {
  const made = { inquiryId: bench.reference(), amount: 8_400 };
  const reply = bench.problem(await bench.pay(made, bench.reference(), more), 400, problem);
  bench.check.equal("the field is named", reply.body.fields, [field]);
}

const slipLines = (slip: unknown, columns: number): readonly string[] => {
  const text = fieldsOf(slip)[`columns${columns}`];
  return Array.isArray(text) ? text.map(String) : String(text ?? "").split("\n");
};

/** Payments: money is booked. */
export const PAYMENT_CASES: readonly H2hCase[] = [
  {
    id: "h2h-pay-shape",
    category: "payment",
    workers: 1,
    months: 2,
    title: "a payment is answered with a receipt of everything that was bought",
    reason: "It is printed and handed over; what is not on it did not happen.",
    reference: "design 5.2",
    async run(bench) {
      const { check } = bench;
      const quote = await bench.quote(bench.worker(), 2);
      const reference = bench.reference();
      const reply = bench.ok(await bench.pay(quote, reference), 201);
      const { body } = reply;
      check.equal("paymentReference", body.paymentReference, reference);
      check.equal("inquiryId", body.inquiryId, quote.inquiryId);
      check.form("gatewayReference", body.gatewayReference, /^[A-Za-z0-9-]{10,64}$/);
      check.equal("state", body.state, "accepted");
      check.equal("amount is what was quoted", body.amount, quote.amount);
      check.that("feeAmount stands apart", Number.isInteger(body.feeAmount), "an integer", body.feeAmount);
      check.equal("currency", body.currency, "IDR");
      for (const name of ["maskedName", "maskedNik", "programmes", "coversToday", "coverage", "months"]) {
        check.equal(`${name} is the inquiry's`, body[name], quote.reply.body[name]);
      }
      expectMonths(check, body, 2, quote.amount);
      for (const name of ["receivedAt", "inForceFrom"])
        check.form(name, body[name], /^\d{4}-\d\d-\d\dT.*\+07:00$/);
      check.equal("it is no repeat", reply.headers.get("kanal-replayed"), undefined);
      expectNobody(check, reply, bench.worker());
    },
  },
  {
    id: "h2h-pay-slip",
    category: "payment",
    workers: 1,
    title: "the slip fits printers of 32 and 42 columns and says what was paid for",
    reason: "A line that is too long is cut in the middle of an amount.",
    reference: "domain.md 6.4, design 5.2",
    async run(bench) {
      const { check } = bench;
      const { reply } = await bench.paid(await bench.quote(bench.worker()));
      for (const columns of [32, 42]) {
        const lines = slipLines(reply.body.slip, columns);
        const longest = Math.max(...lines.map((line) => [...line].length));
        check.that(`no line is longer than ${columns}`, longest <= columns, `at most ${columns}`, longest);
        const text = lines.join("\n");
        check.that("it names the sum", text.includes("TOTAL"), "TOTAL", text.includes("TOTAL"));
        check.that(
          "it has Kanal's reference",
          text.replaceAll(/\s/g, "").includes(String(reply.body.gatewayReference)),
          "on it",
          "not on it",
        );
        check.without("the NIK", text, bench.worker().nik);
        check.without("the name", text, bench.worker().name);
      }
    },
  },
  {
    id: "h2h-pay-next-month",
    category: "payment",
    workers: 1,
    title: "after a payment the next month is offered, not the same one again",
    reason: "A month that is sold twice is cover that the worker pays for and does not get.",
    reference: "domain.md case 13",
    async run(bench) {
      const first = await bench.quote(bench.worker());
      await bench.paid(first);
      const second = await bench.quote(bench.worker());
      const starts = [first, second].map(({ reply }) => String(fieldsOf(reply.body.coverage).from));
      bench.check.that(
        "the second begins later",
        (starts[1] ?? "") > (starts[0] ?? ""),
        "later",
        starts.join(" then "),
      );
    },
  },
  {
    id: "h2h-pay-quote-unknown",
    category: "payment",
    title: "a payment for an inquiry that nobody made is refused, and stays refused",
    reason: "Nobody knows what the money is for.",
    reference: "design 5.2",
    async run(bench) {
      const made = { inquiryId: bench.reference(), amount: 8_400 };
      const reference = bench.reference();
      const refusal = bench.problem(await bench.pay(made, reference), 422, "quote-unknown");
      const again = bench.problem(await bench.pay(made, reference), 422, "quote-unknown");
      bench.check.equal("the same body", again.text, refusal.text);
      bench.check.equal("it is marked as a repeat", again.headers.get("kanal-replayed"), "true");
    },
  },
  {
    id: "h2h-pay-quote-of-another",
    category: "payment",
    workers: 1,
    title: "another partner's inquiry does not serve for this partner's payment",
    reason: "A quote is a promise to one partner, at its fee.",
    reference: "OWASP API1, design 5.2",
    async run(bench) {
      const theirs = await bench.quote(bench.worker(), 1, bench.otherShop);
      bench.problem(await bench.pay(theirs, bench.reference()), 422, "quote-unknown");
    },
  },
  {
    id: "h2h-pay-paid-by-another",
    category: "payment",
    workers: 1,
    title: "of two quotes for the same month the first paid wins; the second is refused, and stays so",
    reason: "A month has one owner across partners; the second till's customer gets his money back.",
    reference: "domain.md case 4",
    async run(bench) {
      const [first, second] = [
        await bench.quote(bench.worker()),
        await bench.quote(bench.worker(), 1, bench.otherShop),
      ];
      await bench.paid(first);
      const reference = bench.reference();
      const pay = () => bench.pay(second, reference, {}, {}, bench.otherShop);
      const refusal = bench.problem(await pay(), 409, "already-paid");
      const again = bench.problem(await pay(), 409, "already-paid");
      bench.check.equal("the same body", again.text, refusal.text);
      const status = bench.ok(await bench.status(reference, bench.otherShop), 200);
      bench.check.equal("its state", status.body.state, "refused");
      bench.check.equal("why", fieldsOf(status.body.refusal).type, refusal.body.type);
    },
  },
  {
    id: "h2h-pay-amount-differs",
    category: "amounts",
    workers: 1,
    title: "another amount than the quoted one is refused for ever, and buys nothing",
    reason: "A closed bill is paid in full or not; the money went back at the first refusal.",
    reference: "design 5.2, domain.md case 48",
    async run(bench) {
      const quote = await bench.quote(bench.worker());
      for (const moved of [-100, 2_500, -quote.amount]) {
        const reference = bench.reference();
        const wrong = { ...quote, amount: quote.amount + moved };
        const refusal = bench.problem(await bench.pay(wrong, reference), 422, "amount-differs");
        const again = bench.problem(await bench.pay(wrong, reference), 422, "amount-differs");
        bench.check.equal("the same body", again.text, refusal.text);
        bench.check.equal("its state", (await bench.status(reference)).body.state, "refused");
      }
      const next = await bench.quote(bench.worker());
      bench.check.equal("the month is still to be paid", next.reply.body.coverage, quote.reply.body.coverage);
    },
  },
  {
    id: "h2h-pay-fee-included",
    category: "amounts",
    workers: 1,
    title: "contribution and fee together are no amount of a payment",
    reason: "The fee stays with the partner; booked as contribution it would be money of the fund.",
    reference: "domain.md 0.10, design 5.2",
    async run(bench) {
      const quote = await bench.quote(bench.worker());
      const fee = Number(quote.reply.body.feeAmount);
      if (fee === 0) bench.skip("this partner takes no fee");
      bench.problem(
        await bench.pay({ ...quote, amount: quote.amount + fee }, bench.reference()),
        422,
        "amount-differs",
      );
    },
  },
  {
    id: "h2h-pay-amount-forms",
    category: "amounts",
    title: "an amount is whole rupiah as a JSON number, nothing else",
    reason: "8.400 is eight thousand in Jakarta and eight in New York; half a rupiah does not exist.",
    reference: "domain.md case 48, design 5.2",
    async run(bench) {
      for (const amount of ["8400", 8_400.5, 0.1, -8_400, 1e20, "8.400", { value: 8_400 }, true])
        await refused(bench, "amount", { amount });
      await refused(bench, "amount", { amount: null }, "field-missing");
      const body = `{"paymentReference":"${bench.reference()}","inquiryId":"I-1","amount":8.400,"paidAt":"2026-11-20T10:00:00+07:00","terminal":{"storeId":"A","tillId":"1"}}`;
      bench.problem(await bench.shop.post(H2H_PATHS.payments, body), 400, "field-malformed");
    },
  },
  {
    id: "h2h-pay-reference-forms",
    category: "payment",
    title: "a reference is 1 to 64 letters, digits, dots, underscores and hyphens",
    reason: "It becomes part of a path and of a key; `..` would leave the path.",
    reference: "design section 2 and 5.2",
    async run(bench) {
      for (const paymentReference of [
        "x".repeat(65),
        "a b",
        "a/b",
        "a#b",
        "..",
        ".",
        "é",
        "a?b",
        "a%2Fb",
        12,
      ]) {
        await refused(bench, "paymentReference", { paymentReference });
      }
      await refused(bench, "paymentReference", { paymentReference: "" }, "field-missing");
    },
  },
  {
    id: "h2h-pay-fields",
    category: "payment",
    title: "each field of a payment that is missing or of another kind is named",
    reason: "Nothing can be booked, and the engineer has to see why.",
    reference: "RFC 9457 section 3.1.4, design 5.2",
    async run(bench) {
      for (const field of ["paymentReference", "inquiryId", "amount", "paidAt", "terminal"]) {
        await refused(bench, field, { [field]: undefined }, "field-missing");
      }
      for (const paidAt of ["2026-11-20T10:00:00", "20-11-2026", 1_763_607_600])
        await refused(bench, "paidAt", { paidAt });
      await refused(bench, "advice", { advice: "Y" });
    },
  },
  {
    id: "h2h-pay-number-in-reference",
    category: "privacy",
    workers: 1,
    title: "a reference that holds the worker's own NIK is refused; another long number is not",
    reason: "References are kept in clear for ever; long numbers of a partner's own are its business.",
    reference: "design section 6, invariant 8",
    async run(bench) {
      const quote: H2hQuote = await bench.quote(bench.worker());
      const exposed = bench.problem(await bench.pay(quote, `P${bench.worker().nik}`), 400, "field-malformed");
      bench.check.equal("the field is named", exposed.body.fields, ["paymentReference"]);
      const keyed = await bench.pay(quote, bench.reference(), {}, { idempotencyKey: bench.worker().nik });
      bench.problem(keyed, 400, "field-malformed");
      const own = `${Date.now()}${String(process.hrtime.bigint()).slice(-9)}`;
      bench.ok(await bench.pay(quote, own), 201);
    },
  },
];

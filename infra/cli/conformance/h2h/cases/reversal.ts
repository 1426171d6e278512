import { jakartaTime } from "../../snap/jakarta-time.ts";
import type { H2hCase } from "../h2h-case.ts";
import { H2H_PATHS } from "../h2h-shop.ts";

/** The money went back: reversals. */
export const REVERSAL_CASES: readonly H2hCase[] = [
  {
    id: "h2h-reversal-shape",
    category: "reversal",
    workers: 1,
    title: "a reversal within the day takes payment and months back together",
    reason: "Cover without money, or money without cover: either is somebody's loss.",
    reference: "domain.md cases 10 and 11, design section 6",
    async run(bench) {
      const { check } = bench;
      const quote = await bench.quote(bench.worker());
      const { reference, reply: paid } = await bench.paid(quote);
      const reversedAt = jakartaTime();
      const reply = bench.ok(await bench.reverse(reference, { reversedAt }), 200);
      check.equal("paymentReference", reply.body.paymentReference, reference);
      check.equal("state", reply.body.state, "reversed");
      check.equal("wasBooked", reply.body.wasBooked, true);
      check.equal("amount", reply.body.amount, quote.amount);
      check.equal("gatewayReference", reply.body.gatewayReference, paid.body.gatewayReference);
      check.equal(
        "reversedAt is the till's",
        (reply.body.reversal as { reversedAt?: string })?.reversedAt,
        reversedAt,
      );
      const again = await bench.quote(bench.worker());
      check.equal("the months are free again", again.reply.body.coverage, quote.reply.body.coverage);
    },
  },
  {
    id: "h2h-reversal-repeated",
    category: "reversal",
    workers: 1,
    title: "a reversal sent again is the same reversal, with the same body",
    reason: "Its answer can be lost like any other.",
    reference: "design section 6, domain.md case 10",
    async run(bench) {
      const { reference } = await bench.paid(await bench.quote(bench.worker()));
      const first = bench.ok(await bench.reverse(reference), 200);
      const again = bench.ok(await bench.reverse(reference, { reason: "SOMETHING_ELSE" }), 200);
      bench.check.equal("the same body", again.text, first.text);
      bench.check.equal("Kanal-Replayed", again.headers.get("kanal-replayed"), "true");
    },
  },
  {
    id: "h2h-reversal-then-payment",
    category: "reversal",
    workers: 1,
    title: "a payment that is reversed stays refused, as a repeat and as an advice",
    reason: "The money is back in the worker's hand; a late retry must not give him cover for it.",
    reference: "design section 6, domain.md case 11",
    async run(bench) {
      const quote = await bench.quote(bench.worker());
      const { reference } = await bench.paid(quote);
      bench.ok(await bench.reverse(reference), 200);
      for (const advice of [false, true]) {
        bench.problem(await bench.pay(quote, reference, { advice }), 409, "payment-reversed");
      }
    },
  },
  {
    id: "h2h-reversal-before-payment",
    category: "reversal",
    workers: 1,
    title: "a reversal that arrives before its payment refuses the payment when it comes",
    reason: "Two messages on two ways overtake each other; the money went back all the same.",
    reference: "domain.md case 12, design section 6",
    async run(bench) {
      const quote = await bench.quote(bench.worker());
      const reference = bench.reference();
      const first = bench.ok(await bench.reverse(reference), 200);
      bench.check.equal("wasBooked", first.body.wasBooked, false);
      bench.problem(await bench.pay(quote, reference), 409, "payment-reversed");
      bench.problem(await bench.pay(quote, reference, { advice: true }), 409, "payment-reversed");
      const again = bench.ok(await bench.reverse(reference), 200);
      bench.check.equal("the same body", again.text, first.text);
      const status = bench.ok(await bench.status(reference), 200);
      bench.check.equal("state", status.body.state, "reversed");
      const next = await bench.quote(bench.worker());
      bench.check.equal("the month is still to be paid", next.reply.body.coverage, quote.reply.body.coverage);
    },
  },
  {
    id: "h2h-reversal-of-refused",
    category: "reversal",
    workers: 1,
    title: "a reversal of a refused payment is told that nothing was booked",
    reason: "The till must not look for money that never came.",
    reference: "design section 6",
    async run(bench) {
      const quote = await bench.quote(bench.worker());
      const reference = bench.reference();
      bench.problem(await bench.pay({ ...quote, amount: 1 }, reference), 422, "amount-differs");
      bench.problem(await bench.reverse(reference), 409, "payment-was-refused");
    },
  },
  {
    id: "h2h-reversal-partial",
    category: "reversal",
    workers: 1,
    title: "a part of the amount cannot be reversed; the full amount, named, can",
    reason: "Half a month of cover does not exist.",
    reference: "design section 6",
    async run(bench) {
      const quote = await bench.quote(bench.worker());
      const { reference } = await bench.paid(quote);
      bench.problem(await bench.reverse(reference, { amount: quote.amount - 100 }), 422, "reversal-partial");
      bench.check.that(
        "the payment stands",
        ["accepted", "active"].includes(String((await bench.status(reference)).body.state)),
        "accepted or active",
        "something else",
      );
      bench.ok(await bench.reverse(reference, { amount: quote.amount }), 200);
    },
  },
  {
    id: "h2h-reversal-of-another",
    category: "reversal",
    workers: 1,
    title: "a partner cannot reverse another partner's payment",
    reason: "It would take a stranger's cover away.",
    reference: "OWASP API1, design section 6",
    async run(bench) {
      const { reference } = await bench.paid(await bench.quote(bench.worker()));
      const theirs = bench.ok(await bench.reverse(reference, {}, bench.otherShop), 200);
      bench.check.equal("they reversed nothing", theirs.body.wasBooked, false);
      const { body } = await bench.status(reference);
      bench.check.that(
        "the payment stands",
        ["accepted", "active"].includes(String(body.state)),
        "accepted or active",
        body.state,
      );
    },
  },
  {
    id: "h2h-reversal-needs-review",
    category: "reversal",
    workers: 1,
    months: 2,
    title: "a reversal below a later payment is a question to people, and stays one",
    reason: "Taking a month out of the middle would break the cover of the one after it.",
    reference: "design section 6",
    async run(bench) {
      const { reference } = await bench.paid(await bench.quote(bench.worker()));
      await bench.paid(await bench.quote(bench.worker()));
      const first = bench.problem(await bench.reverse(reference), 409, "reversal-needs-review");
      const again = bench.problem(await bench.reverse(reference), 409, "reversal-needs-review");
      bench.check.equal("the same body", again.text, first.text);
      const { body } = bench.ok(await bench.status(reference), 200);
      bench.check.that(
        "the payment stands meanwhile",
        ["accepted", "active"].includes(String(body.state)),
        "accepted or active",
        body.state,
      );
      bench.check.that("the status tells of the review", body.review !== undefined, "review", body.review);
    },
  },
  {
    id: "h2h-reversal-fields",
    category: "reversal",
    title: "a reversal without reason or time, or with odd ones, is refused by the field's name",
    reason: "The time decides whose business day it was.",
    reference: "RFC 9457 section 3.1.4, design 5.2",
    async run(bench) {
      const reference = bench.reference();
      const wrong: readonly [Record<string, unknown>, string, string][] = [
        [{ reason: undefined }, "field-missing", "reason"],
        [{ reason: "x".repeat(101) }, "field-malformed", "reason"],
        [{ reversedAt: undefined }, "field-missing", "reversedAt"],
        [{ reversedAt: jakartaTime().slice(0, 19) }, "field-malformed", "reversedAt"],
        [{ amount: "8400" }, "field-malformed", "amount"],
      ];
      for (const [more, problem, field] of wrong) {
        const reply = bench.problem(await bench.reverse(reference, more), 400, problem);
        bench.check.equal("the field is named", reply.body.fields, [field]);
      }
      await bench.expectUnseen(reference);
      const path = `${H2H_PATHS.payments}/a%20b/reversal`;
      bench.problem(
        await bench.shop.post(path, { reason: "X", reversedAt: jakartaTime() }),
        400,
        "field-malformed",
      );
    },
  },
  {
    id: "h2h-reversal-reason-masked",
    category: "privacy",
    workers: 1,
    title: "a long number in the reason is not kept",
    reason: "Cashiers write numbers into free texts; a reason is kept in clear.",
    reference: "design section 6, invariant 8",
    async run(bench) {
      const { reference } = await bench.paid(await bench.quote(bench.worker()));
      const reply = bench.ok(
        await bench.reverse(reference, { reason: `WRONG NIK ${bench.worker().nik}` }),
        200,
      );
      bench.check.without("the NIK", reply.text, bench.worker().nik);
      bench.check.without("the NIK in the status", (await bench.status(reference)).text, bench.worker().nik);
    },
  },
];

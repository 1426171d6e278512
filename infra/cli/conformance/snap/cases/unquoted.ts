import type { SnapReply } from "../snap-bank.ts";
import type { SnapBench, SnapQuote } from "../snap-bench.ts";
import type { SnapCase } from "../snap-case.ts";
import { expectRepeatOfBooked } from "./repeat-policy.ts";

/** A payment under an id that nobody inquired with, at the price of an inquiry under another. */
async function unquoted(bench: SnapBench, months = 1): Promise<SnapQuote> {
  return { ...(await bench.quote(bench.worker(), months)), id: bench.id() };
}

/** The cash is gone from the worker's hand: a refusal would be final and nobody there to hear it, so people decide and the partner waits. */
function expectUndecided(bench: SnapBench, reply: SnapReply): void {
  bench.check.that("it is not refused", reply.status >= 500, "5xx", reply.status);
  bench.check.equal("no flag says what became of it", reply.data.paymentFlagStatus, undefined);
}

/** Partners that tell of money after they took it, and never asked for its price. */
export const UNQUOTED_CASES: readonly SnapCase[] = [
  {
    id: "snap-25-unquoted-booked",
    category: "payment",
    workers: 1,
    months: 2,
    title: "a payment that nobody inquired for is priced now and booked when the amount is the price",
    reason: "The worker has paid and waits for his cover.",
    reference: "design 5.1",
    async run(bench) {
      const payment = await unquoted(bench, 2);
      const reply = bench.expect(await bench.pay(payment), "200-00");
      bench.check.equal(
        "the bills are those of the price",
        (reply.data.billDetails as unknown[])?.length,
        (payment.reply.data.billDetails as unknown[])?.length,
      );
      const again = await bench.pay(payment);
      expectRepeatOfBooked(bench, reply, again, { isAdvice: false, sameExternalId: false });
      const status = bench.expect(await bench.status(payment), "200-00");
      bench.check.equal("the status says booked", status.data.paymentFlagStatus, "00");
    },
  },
  {
    id: "snap-25-unquoted-wrong-amount",
    category: "amounts",
    workers: 1,
    title: "an amount that is not the price is undecided, again and again, and buys nothing by itself",
    reason: "Neither a refusal nor a guess: the cash is in somebody's till, and people have to look.",
    reference: "design 5.1, snap-bi.md 5.2",
    async run(bench) {
      const payment = { ...(await unquoted(bench)), amount: "1.00" };
      for (const flagAdvise of ["N", "Y"]) expectUndecided(bench, await bench.pay(payment, { flagAdvise }));
      const next = await bench.quote(bench.worker());
      bench.check.equal(
        "the month is still to be paid",
        next.reply.data.billDetails,
        payment.reply.data.billDetails,
      );
    },
  },
  {
    id: "snap-25-unquoted-unknown-worker",
    category: "payment",
    title: "money for a number that nobody has is undecided, never refused",
    reason: "It was taken at a counter that nobody will stand at any more.",
    reference: "design 5.1",
    async run(bench) {
      const payment = { id: bench.id(), customerNo: bench.nobodyNumber, amount: "8400.00" };
      for (const _ of [1, 2]) {
        expectUndecided(bench, await bench.bank.call("payment", bench.paymentFields(payment)));
      }
    },
  },
  {
    id: "snap-25-unquoted-quoted-otherwise",
    category: "amounts",
    workers: 1,
    title: "with an inquiry too, another amount than the quoted one is undecided",
    reason: "An aggregator that did ask has still taken the cash first.",
    reference: "design 5.1",
    async run(bench) {
      const quote = await bench.quote(bench.worker());
      expectUndecided(bench, await bench.pay({ ...quote, amount: "1.00" }));
      bench.expect(await bench.pay(quote), "200-00");
    },
  },
  {
    id: "snap-25-unquoted-parallel",
    category: "repeats",
    workers: 1,
    title: "the same payment four times at once is booked once",
    reason: "Notifications are sent again until they are heard.",
    reference: "snap-bi.md 5.2 row 6, 5.3",
    async run(bench) {
      const payment = await unquoted(bench);
      const sent = bench.paymentFields(payment);
      const answers = await Promise.all([1, 2, 3, 4].map(() => bench.bank.call("payment", sent)));
      const booked = answers.filter(({ responseCode }) => responseCode === "2002500");
      bench.check.that("at least one says booked", booked.length > 0, "at least 1", booked.length);
      for (const answer of answers) {
        bench.check.that(
          "no answer refuses",
          answer.status === 200 || answer.status >= 500,
          "200, or 5xx when in doubt",
          answer.status,
        );
      }
      for (const answer of booked)
        bench.check.equal("all that say booked say the same", answer.text, booked[0]?.text);
    },
  },
];

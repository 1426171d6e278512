import { randomUUID } from "node:crypto";
import { expectSnapForm } from "../expect-snap.ts";
import { jakartaTime } from "../jakarta-time.ts";
import type { SnapCase } from "../snap-case.ts";
import { expectConflict, expectRepeatOfBooked } from "./repeat-policy.ts";

/** What a bank sends twice, and what stands behind a second sending. */
export const REPEAT_CASES: readonly SnapCase[] = [
  {
    id: "snap-25-repeat-same-body",
    category: "repeats",
    workers: 1,
    title: "a booked payment sent again is answered as it was, to the byte",
    reason:
      "At BRI every 4xx on a repeat refunds a payment that we keep: the worker has cover and money, the fund a hole.",
    reference: "snap-bi.md 0.1, 5.2 row 2, 8.10, 8.11",
    lookAt: "never a 409 or Paid Bill for an id that is booked",
    async run(bench) {
      const quote = await bench.quote(bench.worker());
      const sent = bench.paymentFields(quote);
      const first = bench.expect(await bench.bank.call("payment", sent), "200-00");
      for (const _ of [1, 2, 3]) {
        const again = await bench.bank.call("payment", sent);
        expectRepeatOfBooked(bench, first, again, { isAdvice: false, sameExternalId: false });
      }
    },
  },
  {
    id: "snap-25-repeat-same-message",
    category: "repeats",
    workers: 1,
    title: "the very same message again, its X-EXTERNAL-ID included, is no conflict of numbers",
    reason: "BRI repeats with the same number and body; a 409 there refunds the customer.",
    reference: "snap-bi.md 5.1, 5.2 row 2, 8.11",
    async run(bench) {
      const quote = await bench.quote(bench.worker());
      const externalId = randomUUID();
      const sent = bench.paymentFields(quote);
      const first = bench.expect(await bench.bank.call("payment", sent, { externalId }), "200-00");
      const again = await bench.bank.call("payment", sent, { externalId });
      expectRepeatOfBooked(bench, first, again, { isAdvice: false, sameExternalId: true });
    },
  },
  {
    id: "snap-25-advice-after-success",
    category: "repeats",
    workers: 1,
    title: "an advice of a booked payment gets the first answer, whatever else it says",
    reason: "An advice has another flag, time and number, so its bytes differ; the payment is the same.",
    reference: "snap-bi.md 5.1, 5.2 row 2",
    async run(bench) {
      const quote = await bench.quote(bench.worker());
      const externalId = randomUUID();
      const first = bench.expect(await bench.pay(quote, { referenceNo: "1" }, { externalId }), "200-00");
      const more = { flagAdvise: "Y", referenceNo: "2", trxDateTime: jakartaTime(5) };
      for (const twist of [{ externalId }, {}]) {
        const again = await bench.pay(quote, more, twist);
        expectRepeatOfBooked(bench, first, again, { isAdvice: true, sameExternalId: "externalId" in twist });
      }
    },
  },
  {
    id: "snap-25-repeat-when-stale",
    category: "repeats",
    workers: 1,
    title: "a repeat from outside the window is answered as it was, when its signature is right",
    reason: "A queue that delivers an hour later must not be told 401: the bank would refund what is booked.",
    reference: "design 5.1, snap-bi.md 8.11",
    async run(bench) {
      const quote = await bench.quote(bench.worker());
      const first = bench.expect(await bench.pay(quote), "200-00");
      const moved = bench.partner.skewSeconds + 3600;
      for (const timestamp of [jakartaTime(-moved), jakartaTime(moved)]) {
        const again = await bench.pay(quote, { flagAdvise: "Y" }, { timestamp });
        bench.check.equal("a repeat is never a refusal", again.responseCode, "2002500");
        bench.check.equal(
          "the flag still says booked",
          again.data.paymentFlagStatus,
          first.data.paymentFlagStatus,
        );
      }
    },
  },
  {
    id: "snap-25-repeat-needs-signature",
    category: "repeats",
    workers: 1,
    title: "a repeat with a wrong signature is refused, booked or not",
    reason: "Otherwise anybody could read what became of a payment.",
    reference: "design 5.1, snap-bi.md 8.8",
    async run(bench) {
      const quote = await bench.quote(bench.worker());
      await bench.paid(quote);
      const reply = await bench.pay(
        quote,
        {},
        { signature: (genuine) => genuine.split("").reverse().join("") },
      );
      bench.expect(reply, "401-00");
    },
  },
  {
    id: "snap-25-advice-never-seen",
    category: "repeats",
    workers: 1,
    title: "an advice of a payment that never arrived is booked",
    reason: "The till has taken the money and the first message was lost; the worker is to have his cover.",
    reference: "domain.md case 9, design section 6",
    async run(bench) {
      const quote = await bench.quote(bench.worker());
      const reply = bench.expect(await bench.pay(quote, { flagAdvise: "Y" }), "200-00");
      bench.check.equal("flagAdvise is echoed", reply.data.flagAdvise, "Y");
      const again = await bench.pay(quote, { flagAdvise: "Y" });
      expectRepeatOfBooked(bench, reply, again, { isAdvice: true, sameExternalId: false });
    },
  },
  {
    id: "snap-25-conflict-amount",
    category: "repeats",
    workers: 1,
    title: "a booked id with another amount never looks like a refusal, and the first stands",
    reason: "4xx would make BRI refund the first payment; people have to look.",
    reference: "snap-bi.md 5.2 row 4, domain.md case 3",
    async run(bench) {
      const quote = await bench.quote(bench.worker());
      const first = await bench.paid(quote);
      expectConflict(bench, await bench.pay({ ...quote, amount: `${Number(quote.amount) * 2}.00` }));
      const again = await bench.pay(quote, { flagAdvise: "Y" });
      expectRepeatOfBooked(bench, first, again, { isAdvice: true, sameExternalId: false });
    },
  },
  {
    id: "snap-25-conflict-number",
    category: "repeats",
    workers: 2,
    title: "a booked id with another worker's number never looks like a refusal, and buys him nothing",
    reason: "The first worker's money is booked; the second one's till has to ask people.",
    reference: "snap-bi.md 5.2 row 4, domain.md case 3",
    async run(bench) {
      const quote = await bench.quote(bench.worker(0));
      const others = await bench.quote(bench.worker(1));
      await bench.paid(quote);
      expectConflict(bench, await bench.pay({ ...quote, customerNo: others.customerNo }));
      const next = await bench.quote(bench.worker(1));
      bench.check.equal(
        "the other worker's month is still to be paid",
        next.reply.data.billDetails,
        others.reply.data.billDetails,
      );
    },
  },
  {
    id: "snap-25-refused-stays-refused",
    cash: "in-hand",
    category: "repeats",
    workers: 1,
    title: "a refused payment is refused again the same way, an advice of it too",
    reason:
      "The bank gave the money back at the first refusal; a success now would be cover that nobody paid.",
    reference: "snap-bi.md 5.2 row 3, design section 6",
    async run(bench) {
      const quote = await bench.quote(bench.worker());
      const wrong = { ...quote, amount: "1.00" };
      const refused = bench.expect(await bench.pay(wrong), "404-13");
      for (const flagAdvise of ["N", "Y"]) {
        const again = await bench.pay(wrong, { flagAdvise });
        expectSnapForm(bench.check, again);
        bench.check.oneOf("the refusal's code", again.responseCode, [
          refused.responseCode,
          ...(bench.partner.repeatedPayment === "bca" ? ["4042518"] : []),
        ]);
        bench.check.equal("flag 01", again.data.paymentFlagStatus, "01");
      }
    },
  },
  {
    id: "snap-25-refused-then-right-amount",
    cash: "in-hand",
    category: "repeats",
    workers: 1,
    title: "a refused id with the right amount later is not booked",
    reason: "A refusal is final for its reference; the customer has his money back.",
    reference: "design section 6",
    async run(bench) {
      const quote = await bench.quote(bench.worker());
      bench.expect(await bench.pay({ ...quote, amount: "1.00" }), "404-13");
      const later = await bench.pay(quote);
      bench.check.that(
        "it is not booked",
        later.data.paymentFlagStatus !== "00",
        "no flag 00",
        later.data.paymentFlagStatus,
      );
      const next = await bench.quote(bench.worker());
      bench.check.equal(
        "the month is still to be paid",
        next.reply.data.billDetails,
        quote.reply.data.billDetails,
      );
    },
  },
  {
    id: "snap-25-parallel-double",
    category: "repeats",
    workers: 1,
    months: 1,
    title: "the same payment four times at once has one effect and one answer",
    reason: "Retries overlap; the second must wait for the first, not answer by itself.",
    reference: "snap-bi.md 5.2 row 6, 8.12",
    async run(bench) {
      const quote = await bench.quote(bench.worker());
      const sent = bench.paymentFields(quote, { flagAdvise: "Y" });
      const answers = await Promise.all([1, 2, 3, 4].map(() => bench.bank.call("payment", sent)));
      const booked = answers.filter(({ responseCode }) => responseCode === "2002500");
      for (const answer of answers) {
        bench.check.that(
          "no answer refuses",
          answer.status === 200 || answer.status >= 500,
          "200, or 5xx when in doubt",
          answer.status,
        );
      }
      bench.check.that("at least one says booked", booked.length > 0, "at least 1", booked.length);
      for (const answer of booked)
        bench.check.equal("all that say booked say the same", answer.text, booked[0]?.text);
      const next = await bench.quote(bench.worker());
      bench.check.that(
        "one month is gone, not more",
        next.reply.text !== quote.reply.text,
        "the next month",
        "the same",
      );
      bench.expect(await bench.status(quote), "200-00");
    },
  },
  {
    id: "snap-25-parallel-two-ids",
    cash: "in-hand",
    category: "repeats",
    workers: 1,
    title: "two payments for the same month at once: exactly one is booked",
    reason: "Two tills of two shops sell the same month in the same second.",
    reference: "domain.md case 4, design section 6, invariant 2",
    async run(bench) {
      const quotes = [await bench.quote(bench.worker()), await bench.quote(bench.worker())];
      const answers = await Promise.all(quotes.map((quote) => bench.pay(quote)));
      const codes = answers.map(({ responseCode }) => responseCode).sort();
      bench.check.equal("the two answers", codes, ["2002500", "4042514"]);
      const flags = answers.map(({ data }) => data.paymentFlagStatus).sort();
      bench.check.equal("their flags", flags, ["00", "01"]);
    },
  },
];

import type { SnapQuote } from "../snap-bench.ts";
import type { SnapMidnightCase } from "../snap-case.ts";

/** What a midnight in Jakarta ends, and what it does not. */
export const MIDNIGHT_CASES: readonly SnapMidnightCase[] = [
  {
    id: "snap-midnight-quote-ends",
    sharesWorker: true,
    cash: "in-hand",
    category: "midnight",
    workers: 1,
    title: "a quote of yesterday is expired, with flag 01, and a new inquiry gives a new price",
    reason: "A price is a promise for its business day; a discount may have ended at midnight.",
    reference: "domain.md case 6, design 5.1, snap-bi.md 4.2",
    begin(bench) {
      let quote: SnapQuote;
      return {
        async evening() {
          quote = await bench.quote(bench.worker());
        },
        async "after-midnight"() {
          const refused = bench.expect(await bench.pay(quote), "404-19");
          bench.check.equal("nothing is billed", refused.data.billDetails, []);
          const again = bench.expect(await bench.pay(quote), "404-19");
          bench.check.equal("the same refusal", again.text, refused.text);
          const later = await bench.quote(bench.worker());
          bench.check.that("a new quote under a new id", later.id !== quote.id, "another id", later.id);
        },
      };
    },
  },
  {
    id: "snap-midnight-inquiry-id-of-yesterday",
    category: "midnight",
    title: "yesterday's inquiry id is not given a price again",
    reason: "The stored promise has ended, and another one under the same id would change a payment's price.",
    reference: "design section 6",
    begin(bench) {
      const inquiryRequestId = bench.id();
      return {
        async evening() {
          bench.expect(await bench.inquire(bench.askedNumber, { inquiryRequestId }), "200-00");
        },
        async "after-midnight"() {
          const reply = await bench.inquire(bench.askedNumber, { inquiryRequestId });
          bench.check.equal("inquiryStatus", reply.data.inquiryStatus, "01");
          bench.check.equal("no bills", reply.data.billDetails, undefined);
        },
      };
    },
  },
  {
    id: "snap-midnight-advice-of-yesterday",
    category: "midnight",
    workers: 1,
    title: "an advice of yesterday's payment that never arrived is booked at yesterday's price",
    reason: "The till took the money before midnight; the day after is still the agreed window.",
    reference: "domain.md case 9, design section 6",
    begin(bench) {
      let quote: SnapQuote;
      return {
        async evening() {
          quote = await bench.quote(bench.worker());
        },
        async "after-midnight"() {
          const reply = bench.expect(await bench.pay(quote, { flagAdvise: "Y" }), "200-00");
          bench.check.equal(
            "the quoted bills",
            (reply.data.billDetails as unknown[]).length,
            (quote.reply.data.billDetails as unknown[]).length,
          );
        },
      };
    },
  },
  {
    id: "snap-midnight-repeat-of-yesterday",
    sharesWorker: true,
    category: "midnight",
    workers: 1,
    title: "a payment booked yesterday is answered today, and the day after, as it was",
    reason: "Reconciliation repeats what is in doubt on the next day; a refusal then refunds what is booked.",
    reference: "snap-bi.md 8.11, design section 6, invariant 3",
    begin(bench) {
      let quote: SnapQuote;
      let first = "";
      const again = async () => {
        const reply = bench.expect(await bench.pay(quote, { flagAdvise: "Y" }), "200-00");
        bench.check.equal("the body is the first one's", reply.text, first);
      };
      return {
        async evening() {
          quote = await bench.quote(bench.worker());
          first = (await bench.paid(quote)).text;
        },
        "after-midnight": again,
        "day-after": again,
      };
    },
  },
  {
    id: "snap-midnight-advice-too-late",
    sharesWorker: true,
    cash: "in-hand",
    category: "midnight",
    workers: 1,
    title: "an advice two days late is refused with flag 01, and stays refused",
    reason: "Somebody's cash lies in a till since the day before yesterday; people have to look.",
    reference: "domain.md case 9, design section 6",
    begin(bench) {
      let quote: SnapQuote;
      return {
        async evening() {
          quote = await bench.quote(bench.worker());
        },
        async "day-after"() {
          const refused = bench.expect(await bench.pay(quote, { flagAdvise: "Y" }), "404-19");
          const again = bench.expect(await bench.pay(quote, { flagAdvise: "Y" }), "404-19");
          bench.check.equal("the same refusal", again.text, refused.text);
        },
      };
    },
  },
];

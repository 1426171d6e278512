import { jakartaTime } from "../../snap/jakarta-time.ts";
import type { H2hBench, H2hQuote } from "../h2h-bench.ts";
import type { H2hMidnightCase } from "../h2h-case.ts";

/** A moment of business time as a till writes it, so many seconds ago. */
async function businessTime(bench: H2hBench, agoSeconds: number): Promise<string> {
  const now = await bench.switches.businessNow();
  return jakartaTime((now - Date.now()) / 1000 - agoSeconds);
}

const DAY_MS = 24 * 60 * 60 * 1000;
const JAKARTA_MS = 7 * 60 * 60 * 1000;

/** A moment so many seconds before the midnight that has just been, however long the cases before this one took. */
async function timeBeforeMidnight(bench: H2hBench, seconds: number): Promise<string> {
  const sinceMidnight = ((await bench.switches.businessNow()) + JAKARTA_MS) % DAY_MS;
  return businessTime(bench, sinceMidnight / 1000 + seconds);
}

/** What a midnight in Jakarta ends, and what it does not. */
export const MIDNIGHT_CASES: readonly H2hMidnightCase[] = [
  {
    id: "h2h-midnight-quote-ends",
    sharesWorker: true,
    category: "midnight",
    workers: 1,
    title: "a quote of yesterday is expired, and stays so",
    reason: "A price is a promise for its business day; a discount may have ended at midnight.",
    reference: "domain.md case 6, design section 6",
    begin(bench) {
      let quote: H2hQuote;
      return {
        async evening() {
          quote = await bench.quote(bench.worker());
        },
        async "after-midnight"() {
          const reference = bench.reference();
          const refused = bench.problem(await bench.pay(quote, reference), 409, "quote-expired");
          const again = bench.problem(await bench.pay(quote, reference), 409, "quote-expired");
          bench.check.equal("the same body", again.text, refused.text);
        },
      };
    },
  },
  {
    id: "h2h-midnight-advice-of-yesterday",
    category: "midnight",
    workers: 1,
    title: "an advice of yesterday's payment that never arrived is booked at yesterday's price",
    reason: "The till took the money before midnight; the day after is still the agreed window.",
    reference: "domain.md case 9, design section 6",
    begin(bench) {
      let quote: H2hQuote;
      return {
        async evening() {
          quote = await bench.quote(bench.worker());
        },
        async "after-midnight"() {
          const reply = bench.ok(await bench.pay(quote, bench.reference(), { advice: true }), 201);
          bench.check.equal("the quoted months", reply.body.months, quote.reply.body.months);
          bench.check.equal("the quoted cover", reply.body.coverage, quote.reply.body.coverage);
        },
      };
    },
  },
  {
    id: "h2h-midnight-advice-too-late",
    sharesWorker: true,
    category: "midnight",
    workers: 1,
    title: "an advice two days late is refused, and the cashier is told to call and not to hand back",
    reason: "Somebody's cash lies in a till since the day before yesterday; people have to look.",
    reference: "domain.md case 9, design section 6",
    begin(bench) {
      let quote: H2hQuote;
      return {
        async evening() {
          quote = await bench.quote(bench.worker());
        },
        async "day-after"() {
          const reference = bench.reference();
          const refused = bench.problem(
            await bench.pay(quote, reference, { advice: true }),
            409,
            "advice-too-late",
          );
          const again = bench.problem(
            await bench.pay(quote, reference, { advice: true }),
            409,
            "advice-too-late",
          );
          bench.check.equal("the same body", again.text, refused.text);
        },
      };
    },
  },
  {
    id: "h2h-midnight-repeat-of-yesterday",
    sharesWorker: true,
    category: "midnight",
    workers: 1,
    title: "a payment booked yesterday is answered today, and the day after, as it was",
    reason: "Reconciliation repeats what is in doubt on the next day.",
    reference: "design section 6, invariant 3",
    begin(bench) {
      let quote: H2hQuote;
      let paid: Awaited<ReturnType<H2hBench["paid"]>>;
      const again = async () => {
        const reply = bench.ok(await bench.pay(quote, paid.reference, { advice: true }), 200);
        bench.check.equal("the body is the first one's", reply.text, paid.reply.text);
      };
      return {
        async evening() {
          quote = await bench.quote(bench.worker());
          paid = await bench.paid(quote);
        },
        "after-midnight": again,
        "day-after": again,
      };
    },
  },
  {
    id: "h2h-midnight-reversal-just-after",
    category: "midnight",
    workers: 1,
    title: "a reversal made before midnight that arrives just after it counts for its day",
    reason: "A till that closes at midnight sends its last messages when it can.",
    reference: "design section 6",
    begin(bench) {
      let reference: string;
      return {
        async evening() {
          ({ reference } = await bench.paid(await bench.quote(bench.worker())));
        },
        async "after-midnight"() {
          const reversedAt = await timeBeforeMidnight(bench, 30);
          const reply = bench.ok(await bench.reverse(reference, { reversedAt }), 200);
          bench.check.equal("wasBooked", reply.body.wasBooked, true);
        },
      };
    },
  },
  {
    id: "h2h-midnight-reversal-next-day",
    sharesWorker: true,
    category: "midnight",
    workers: 1,
    title: "a reversal made after midnight, or that arrives in the morning, is a question to people",
    reason: "The day is settled; money that goes back now is another day's.",
    reference: "design section 6",
    begin(bench) {
      const paid: string[] = [];
      return {
        async evening() {
          paid.push((await bench.paid(await bench.quote(bench.worker()))).reference);
        },
        async "after-midnight"() {
          const reversedAt = await businessTime(bench, 5);
          const reply = bench.problem(
            await bench.reverse(paid[0] ?? "", { reversedAt }),
            409,
            "reversal-needs-review",
          );
          bench.check.equal("the cause", reply.body.cause, "day-over");
        },
        async morning() {
          const reversedAt = await businessTime(bench, 3 * 3600);
          bench.problem(await bench.reverse(paid[0] ?? "", { reversedAt }), 409, "reversal-needs-review");
        },
      };
    },
  },
];

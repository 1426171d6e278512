import { NoReply } from "../../raw-call.ts";
import type { H2hCase } from "../h2h-case.ts";
import { expectRepeat } from "./repeats.ts";

const CORE_NOTICED_MS = 400;
const ACTIVE_WITHIN_MS = 8_000;
const ASK_EVERY_MS = 100;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** What goes wrong between two sides that both do right; the sandbox can bring it about. */
export const ACCIDENT_CASES: readonly H2hCase[] = [
  {
    id: "h2h-lost-answer",
    category: "accidents",
    workers: 1,
    switches: true,
    title: "an answer lost after the booking is found by the advice, booked once",
    reason: "It is the commonest accident of all; a second booking takes the worker's money twice.",
    reference: "domain.md case 1, design 5.2",
    async run(bench) {
      const { check } = bench;
      const quote = await bench.quote(bench.worker());
      const reference = bench.reference();
      await bench.switches.loseAnswers(1);
      const lost = await bench.pay(quote, reference).catch((error: unknown) => error);
      check.that(
        "no answer came",
        lost instanceof NoReply,
        "no answer",
        lost instanceof NoReply ? "none" : "one",
      );
      bench.booked.push({ shop: bench.shop, reference });
      bench.ok(await bench.status(reference), 200);
      const advice = await bench.pay(quote, reference, { advice: true });
      expectRepeat(bench, advice, await bench.pay(quote, reference, { advice: true }));
      check.equal("the advice is a repeat", advice.status, 200);
      const next = await bench.quote(bench.worker());
      check.that("one month is gone", next.reply.text !== quote.reply.text, "the next month", "the same");
    },
  },
  {
    id: "h2h-lost-reversal",
    category: "accidents",
    workers: 1,
    switches: true,
    title: "a reversal whose answer was lost is answered again as it was",
    reason: "The cashier hands the money back once, and must not do it again.",
    reference: "domain.md case 10, design section 6",
    async run(bench) {
      const { reference } = await bench.paid(await bench.quote(bench.worker()));
      await bench.switches.loseAnswers(1);
      const lost = await bench.reverse(reference).catch((error: unknown) => error);
      bench.check.that(
        "no answer came",
        lost instanceof NoReply,
        "no answer",
        lost instanceof NoReply ? "none" : "one",
      );
      const again = bench.ok(await bench.reverse(reference), 200);
      bench.check.equal("wasBooked", again.body.wasBooked, true);
      bench.check.equal("Kanal-Replayed", again.headers.get("kanal-replayed"), "true");
    },
  },
  {
    id: "h2h-core-down",
    category: "accidents",
    workers: 1,
    switches: true,
    title:
      "with the core system down money is booked all the same, and cover follows from the payment's instant",
    reason: "A silent core is our trouble; a refusal would send a worker home without cover.",
    reference: "design section 2",
    async run(bench) {
      const { check } = bench;
      const quote = await bench.quote(bench.worker());
      await bench.switches.setCore("down");
      try {
        const { reference } = await bench.paid(quote);
        await pause(CORE_NOTICED_MS);
        const waiting = bench.ok(await bench.status(reference), 200);
        check.equal("booked, not active yet", waiting.body.state, "accepted");
        check.equal("no activation is claimed", waiting.body.activatedAt, null);
        await bench.switches.setCore("up");
        const until = Date.now() + ACTIVE_WITHIN_MS;
        let reply = await bench.status(reference);
        while (reply.body.state !== "active" && Date.now() < until) {
          await pause(ASK_EVERY_MS);
          reply = await bench.status(reference);
        }
        check.equal("active once the core is back", reply.body.state, "active");
        check.equal("from the payment's instant", reply.body.inForceFrom, waiting.body.inForceFrom);
      } finally {
        await bench.switches.setCore("up");
      }
    },
  },
];

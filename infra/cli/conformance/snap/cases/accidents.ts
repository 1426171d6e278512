import { NoReply } from "../../raw-call.ts";
import type { SnapCase } from "../snap-case.ts";

const CORE_NOTICED_MS = 400;
const ACTIVE_WITHIN_MS = 8_000;
const ASK_EVERY_MS = 100;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** What goes wrong between two sides that both do right; the sandbox can bring it about. */
export const ACCIDENT_CASES: readonly SnapCase[] = [
  {
    id: "snap-25-lost-answer",
    category: "accidents",
    workers: 1,
    switches: true,
    title: "an answer lost after the booking is found by the advice, booked once",
    reason: "It is the commonest accident of all; a second booking takes the worker's money twice.",
    reference: "domain.md case 1, snap-bi.md 5.2 row 10, 8.13",
    async run(bench) {
      const { check } = bench;
      const quote = await bench.quote(bench.worker());
      await bench.switches.loseAnswers(1);
      const lost = await bench.pay(quote).catch((error: unknown) => error);
      check.that(
        "no answer came",
        lost instanceof NoReply,
        "no answer",
        lost instanceof NoReply ? "none" : "one",
      );
      const told = bench.expect(await bench.status(quote), "200-00");
      check.equal("the status says booked", told.data.paymentFlagStatus, "00");
      const advice = await bench.pay(quote, { flagAdvise: "Y" });
      check.equal("the advice is answered as the payment was", advice.responseCode, "2002500");
      check.equal("its flag", advice.data.paymentFlagStatus, "00");
      const next = await bench.quote(bench.worker());
      check.that("one month is gone", next.reply.text !== quote.reply.text, "the next month", "the same");
    },
  },
  {
    id: "snap-25-core-down",
    category: "accidents",
    workers: 1,
    switches: true,
    title:
      "with the core system down money is booked all the same, and cover follows from the payment's instant",
    reason: "A silent core is our trouble; a refusal would send a worker home without cover.",
    reference: "domain.md case 13, design section 2",
    async run(bench) {
      const { check } = bench;
      const quote = await bench.quote(bench.worker());
      await bench.switches.setCore("down");
      try {
        bench.expect(await bench.pay(quote), "200-00");
        await pause(CORE_NOTICED_MS);
        const waiting = bench.expect(await bench.status(quote), "200-00");
        check.equal("booked, not active yet", waiting.additionalInfo.paymentState, "accepted");
        check.equal("no activation is claimed", waiting.additionalInfo.activatedAt, undefined);
        await bench.switches.setCore("up");
        const until = Date.now() + ACTIVE_WITHIN_MS;
        let reply = await bench.status(quote);
        while (reply.additionalInfo.paymentState !== "active" && Date.now() < until) {
          await pause(ASK_EVERY_MS);
          reply = await bench.status(quote);
        }
        check.equal("active once the core is back", reply.additionalInfo.paymentState, "active");
        check.equal(
          "from the payment's instant",
          reply.additionalInfo.inForceFrom,
          waiting.additionalInfo.inForceFrom,
        );
      } finally {
        await bench.switches.setCore("up");
      }
    },
  },
];

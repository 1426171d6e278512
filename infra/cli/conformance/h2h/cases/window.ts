import type { H2hBench } from "../h2h-bench.ts";
import type { H2hCase } from "../h2h-case.ts";
import { refusedSignature } from "./signature.ts";

const outside = ({ partner }: H2hBench) => partner.skewSeconds + 60;

/** When a signature holds. */
export const WINDOW_CASES: readonly H2hCase[] = [
  {
    id: "h2h-window-outside",
    category: "signature",
    title: "an inquiry signed outside the window is refused, on both sides",
    reason: "What was recorded yesterday must not work today, and a clock far ahead would work tomorrow.",
    reference: "RFC 9421 section 7.2.2, design 5.2",
    lookAt: "the machine's clock: it needs NTP",
    async run(bench) {
      for (const createdMoved of [-outside(bench), outside(bench), -86_400]) {
        await refusedSignature(bench, "signature-stale", { createdMoved });
      }
    },
  },
  {
    id: "h2h-window-inside",
    category: "signature",
    title: "an inquiry from just inside the window is served, on both sides",
    reason: "Tills' clocks are seconds to minutes off; a one-sided window refuses half of them.",
    reference: "RFC 9421 section 7.2.2, design 5.2",
    async run(bench) {
      const most = bench.partner.skewSeconds - 30;
      for (const createdMoved of [-most, most])
        bench.ok(await bench.inquire(bench.asked.nik, 1, { createdMoved }), 201);
    },
  },
  {
    id: "h2h-window-local-time",
    category: "signature",
    title: "local time sent as UTC is refused with a hint at the hours",
    reason: "Seven hours off is always the same mistake; told so it is found in a minute.",
    reference: "domain.md case 32",
    async run(bench) {
      const reply = await refusedSignature(bench, "signature-stale", { createdMoved: 7 * 3600 });
      bench.check.form("the hint names the hours", reply.body.detail, /7 hours/);
    },
  },
  {
    id: "h2h-window-expires",
    category: "signature",
    title: "a signature past its own `expires` is refused",
    reason: "The caller said himself until when it holds.",
    reference: "RFC 9421 section 2.3",
    async run(bench) {
      const { keyId } = bench.partner;
      const expiring = (seconds: number) => ({
        parameters: ({ created }: { created: number }) =>
          `;created=${created - 20};expires=${created + seconds};keyid="${keyId}"`,
      });
      await refusedSignature(bench, "signature-stale", expiring(-10));
      bench.ok(await bench.inquire(bench.asked.nik, 1, expiring(60)), 201);
    },
  },
  {
    id: "h2h-window-odd-times",
    category: "signature",
    title: "a time that is none is refused like one from far away",
    reason: "A number of the wrong size must not become a fault of ours.",
    reference: "RFC 9421 section 2.3",
    async run(bench) {
      const { keyId } = bench.partner;
      for (const created of [0, 1, 999_999_999_999]) {
        await refusedSignature(bench, "signature-stale", {
          parameters: () => `;created=${created};keyid="${keyId}"`,
        });
      }
    },
  },
  {
    id: "h2h-window-stale-repeat",
    category: "repeats",
    workers: 1,
    title: "a repeat from outside the window is answered as it was, when its signature is right",
    reason: "A till that was offline for an hour must not be told 401 about money that is booked.",
    reference: "design 5.1, domain.md case 1",
    async run(bench) {
      const quote = await bench.quote(bench.worker());
      const { reference, reply } = await bench.paid(quote);
      const again = await bench.pay(quote, reference, {}, { createdMoved: -outside(bench) - 3600 });
      bench.ok(again, 200);
      bench.check.equal(
        "the body is the first one's",
        { ...again.body, receipt: 0 },
        { ...reply.body, receipt: 0 },
      );
    },
  },
  {
    id: "h2h-window-stale-payment",
    category: "payment",
    workers: 1,
    title: "a new payment from outside the window is refused, and nothing of it is kept",
    reason: "The signature may be a recording; sent again in time the same payment has to pass.",
    reference: "design 5.1",
    async run(bench) {
      const quote = await bench.quote(bench.worker());
      const reference = bench.reference();
      bench.problem(
        await bench.pay(quote, reference, {}, { createdMoved: -outside(bench) }),
        401,
        "signature-stale",
      );
      await bench.expectUnseen(reference);
      bench.ok(await bench.pay(quote, reference), 201);
    },
  },
];

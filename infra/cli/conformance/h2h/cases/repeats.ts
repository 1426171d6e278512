import type { H2hBench } from "../h2h-bench.ts";
import type { H2hCase } from "../h2h-case.ts";
import type { H2hReply } from "../h2h-shop.ts";

/** A repeat of a booked payment: 200, the first body to the byte, and two headers that say what it is. */
export function expectRepeat(bench: H2hBench, first: H2hReply, again: H2hReply): void {
  bench.ok(again, 200);
  bench.check.equal("the body is the first one's", again.text, first.text);
  bench.check.equal("Kanal-Replayed", again.headers.get("kanal-replayed"), "true");
  bench.check.equal("Kanal-First-Answered", again.headers.get("kanal-first-answered"), first.body.receivedAt);
}

/** What a till sends twice, and what stands behind a second sending. */
export const REPEAT_CASES: readonly H2hCase[] = [
  {
    id: "h2h-repeat-same-body",
    category: "repeats",
    workers: 1,
    title: "a booked payment sent again is 200 with the first body, and says that it is a repeat",
    reason: "A till that got no answer must be able to ask without fear; a 409 would send the money back.",
    reference: "design 5.2, domain.md case 1",
    async run(bench) {
      const quote = await bench.quote(bench.worker());
      const { reference, reply } = await bench.paid(quote);
      for (const _ of [1, 2]) expectRepeat(bench, reply, await bench.pay(quote, reference));
    },
  },
  {
    id: "h2h-repeat-same-bytes",
    category: "repeats",
    workers: 1,
    title: "the very same request delivered twice by the network has one effect",
    reason: "Proxies repeat what they got no answer to, signature and all.",
    reference: "RFC 9421 section 7.2.2, design 5.2",
    async run(bench) {
      const quote = await bench.quote(bench.worker());
      const { reply } = await bench.paid(quote);
      expectRepeat(bench, reply, await bench.shop.send(reply.request));
    },
  },
  {
    id: "h2h-repeat-as-advice",
    category: "repeats",
    workers: 1,
    title: "an advice of a booked payment gets the first answer, whatever else it says",
    reason: "It comes from another till, later, in other words; the payment is the same.",
    reference: "design 5.2",
    async run(bench) {
      const quote = await bench.quote(bench.worker());
      const { reference, reply } = await bench.paid(quote);
      const more = {
        advice: true,
        terminal: { storeId: "HQ", tillId: "99" },
        paidAt: "2026-11-20T10:00:00+07:00",
      };
      expectRepeat(bench, reply, await bench.pay(quote, reference, more));
    },
  },
  {
    id: "h2h-repeat-other-key",
    category: "repeats",
    workers: 1,
    title: "a repeat with another Idempotency-Key, or with none, is still a repeat",
    reason: "The reference decides; a key that a library makes anew each time must not book twice.",
    reference: "design 5.2",
    async run(bench) {
      const quote = await bench.quote(bench.worker());
      const { reference, reply } = await bench.paid(quote, {}, { idempotencyKey: bench.reference() });
      for (const twist of [{ idempotencyKey: bench.reference() }, {}]) {
        expectRepeat(bench, reply, await bench.pay(quote, reference, {}, twist));
      }
    },
  },
  {
    id: "h2h-repeat-needs-signature",
    category: "repeats",
    workers: 1,
    title: "a repeat with a wrong signature is refused, booked or not",
    reason: "Otherwise anybody could read a receipt.",
    reference: "design 5.1",
    async run(bench) {
      const quote = await bench.quote(bench.worker());
      const { reference } = await bench.paid(quote);
      const twist = { signature: (genuine: Buffer) => Buffer.from(genuine.toReversed()) };
      bench.problem(await bench.pay(quote, reference, {}, twist), 401, "signature-wrong");
    },
  },
  {
    id: "h2h-key-for-another-reference",
    category: "repeats",
    workers: 1,
    months: 1,
    title: "an Idempotency-Key of another payment is 422, and nothing is booked",
    reason: "A key that names two payments would hide one of them.",
    reference: "design 5.2, IETF draft idempotency-key",
    async run(bench) {
      const idempotencyKey = bench.reference();
      const first = await bench.quote(bench.worker());
      await bench.paid(first, {}, { idempotencyKey });
      const second = await bench.quote(bench.worker());
      const reference = bench.reference();
      bench.problem(
        await bench.pay(second, reference, {}, { idempotencyKey }),
        422,
        "idempotency-key-reused",
      );
      const next = await bench.quote(bench.worker());
      bench.check.equal(
        "its month is still to be paid",
        next.reply.body.coverage,
        second.reply.body.coverage,
      );
    },
  },
  {
    id: "h2h-key-forms",
    category: "headers",
    workers: 1,
    title: "an Idempotency-Key may stand in quotes; one with other characters is malformed",
    reason: "The draft writes it in quotes, most clients do not; it becomes part of a key.",
    reference: "IETF draft idempotency-key, design 5.2",
    async run(bench) {
      const quote = await bench.quote(bench.worker());
      for (const idempotencyKey of ["a b", "x".repeat(65), "a/b", '""']) {
        const reply = bench.problem(
          await bench.pay(quote, bench.reference(), {}, { idempotencyKey }),
          400,
          "field-malformed",
        );
        bench.check.equal("the header is named", reply.body.fields, ["Idempotency-Key"]);
      }
      bench.ok(
        await bench.pay(quote, bench.reference(), {}, { idempotencyKey: `"${bench.reference()}"` }),
        201,
      );
    },
  },
  {
    id: "h2h-advice-never-seen",
    category: "repeats",
    workers: 1,
    title: "an advice of a payment that never arrived is booked",
    reason: "The till has taken the money and the first message was lost; the worker is to have his cover.",
    reference: "domain.md case 9, design section 6",
    async run(bench) {
      const quote = await bench.quote(bench.worker());
      const reference = bench.reference();
      const first = bench.ok(await bench.pay(quote, reference, { advice: true }), 201);
      expectRepeat(bench, first, await bench.pay(quote, reference, { advice: true }));
    },
  },
  {
    id: "h2h-conflict-amount",
    category: "repeats",
    workers: 1,
    title: "a booked reference with another amount is a conflict that names the field, and the first stands",
    reason: "Two payments under one reference: people have to look, and no money may go back by itself.",
    reference: "domain.md case 3, design 5.2",
    async run(bench) {
      const quote = await bench.quote(bench.worker());
      const { reference, reply } = await bench.paid(quote);
      const conflict = bench.problem(
        await bench.pay({ ...quote, amount: quote.amount + 100 }, reference),
        409,
        "reference-reused",
      );
      bench.check.equal("the field is named", conflict.body.fields, ["amount"]);
      expectRepeat(bench, reply, await bench.pay(quote, reference));
    },
  },
  {
    id: "h2h-conflict-inquiry",
    category: "repeats",
    workers: 1,
    months: 1,
    title: "a booked reference with another inquiry is a conflict that names the field",
    reason: "A till that numbers its payments anew each morning pays for somebody else.",
    reference: "domain.md case 3, design 5.2",
    async run(bench) {
      const quote = await bench.quote(bench.worker());
      const { reference, reply } = await bench.paid(quote);
      const other = await bench.quote(bench.worker());
      const conflict = bench.problem(
        await bench.pay({ ...other, amount: quote.amount }, reference),
        409,
        "reference-reused",
      );
      bench.check.equal("the field is named", conflict.body.fields, ["inquiryId"]);
      expectRepeat(bench, reply, await bench.pay(quote, reference));
    },
  },
  {
    id: "h2h-reference-per-partner",
    category: "repeats",
    workers: 1,
    months: 1,
    title: "two partners may use the same reference",
    reason: "A reference is a partner's own; both count from 1.",
    reference: "design section 6",
    async run(bench) {
      const { reference } = await bench.paid(await bench.quote(bench.worker()));
      const theirs = await bench.quote(bench.worker(), 1, bench.otherShop);
      const reply = bench.problem(
        await bench.pay({ ...theirs, amount: 1 }, reference, {}, {}, bench.otherShop),
        422,
        "amount-differs",
      );
      bench.check.equal("it is the other partner's own payment", reply.body.fields, undefined);
    },
  },
  {
    id: "h2h-refused-then-right-amount",
    category: "repeats",
    workers: 1,
    title: "a refused reference with the right amount later is a conflict, not a booking",
    reason: "A refusal is final for its reference; the customer has his money back.",
    reference: "design section 6",
    async run(bench) {
      const quote = await bench.quote(bench.worker());
      const reference = bench.reference();
      bench.problem(await bench.pay({ ...quote, amount: 1 }, reference), 422, "amount-differs");
      bench.problem(await bench.pay(quote, reference), 409, "reference-reused");
      bench.check.equal("its state", (await bench.status(reference)).body.state, "refused");
    },
  },
  {
    id: "h2h-parallel-double",
    category: "repeats",
    workers: 1,
    title: "the same payment four times at once has one effect and one answer",
    reason: "Retries overlap; the second must wait for the first, not answer by itself.",
    reference: "design section 6, invariant 3",
    async run(bench) {
      const { check } = bench;
      const quote = await bench.quote(bench.worker());
      const reference = bench.reference();
      const answers = await Promise.all(
        [1, 2, 3, 4].map(() => bench.pay(quote, reference, { advice: true })),
      );
      const booked = answers.filter(({ status }) => status === 200 || status === 201);
      check.equal("exactly one is the first", answers.filter(({ status }) => status === 201).length, 1);
      for (const answer of answers)
        check.that(
          "no answer refuses",
          answer.status < 300 || answer.status >= 500,
          "2xx, or 5xx when in doubt",
          answer.status,
        );
      for (const answer of booked)
        check.equal("all that say booked say the same", answer.text, booked[0]?.text);
      const next = await bench.quote(bench.worker());
      check.that("one month is gone", next.reply.text !== quote.reply.text, "the next month", "the same");
    },
  },
  {
    id: "h2h-parallel-two-references",
    category: "repeats",
    workers: 1,
    title: "two payments for the same month at once: exactly one is booked",
    reason: "Two tills of two chains sell the same month in the same second.",
    reference: "domain.md case 4, design section 6, invariant 2",
    async run(bench) {
      const quotes = [await bench.quote(bench.worker()), await bench.quote(bench.worker())];
      const answers = await Promise.all(quotes.map((quote) => bench.pay(quote, bench.reference())));
      bench.check.equal("the two answers", answers.map(({ status }) => status).sort(), [201, 409]);
      bench.check.equal("the refusal", answers.find(({ status }) => status === 409)?.problem, "already-paid");
    },
  },
];

import { fieldsOf } from "../../raw-call.ts";
import { expectNobody } from "../expect-h2h.ts";
import type { H2hCase } from "../h2h-case.ts";
import { H2H_PATHS } from "../h2h-shop.ts";

/** Lookups: enough to confirm, too little to harvest. */
export const LOOKUP_CASES: readonly H2hCase[] = [
  {
    id: "h2h-lookup-shape",
    category: "lookup",
    workers: 1,
    title: "a lookup tells masked name and number, programmes, and whether cover is in force",
    reason: "A worker asks at the counter until when he is covered.",
    reference: "design 5.2, domain.md 7.1",
    async run(bench) {
      const { check } = bench;
      const worker = bench.worker();
      const quote = await bench.quote(worker);
      await bench.paid(quote);
      const reply = bench.ok(await bench.lookUp(worker.nik), 200);
      check.equal("maskedName is the inquiry's", reply.body.maskedName, quote.reply.body.maskedName);
      check.equal("maskedNik is the inquiry's", reply.body.maskedNik, quote.reply.body.maskedNik);
      check.equal("programmes", reply.body.programmes, quote.reply.body.programmes);
      const coverage = fieldsOf(reply.body.coverage);
      check.oneOf("coverage.state", coverage.state, ["active", "grace", "ended"]);
      check.form("coverage.coveredTo", coverage.coveredTo, /^\d{4}-\d\d-\d\d$/);
      expectNobody(check, reply, worker);
    },
  },
  {
    id: "h2h-lookup-says-no-more",
    needs: "member-lookup",
    category: "privacy",
    title: "a lookup says neither income nor balance nor birth date",
    reason: "NIKs can be counted up; what a lookup says it says to whoever does.",
    reference: "domain.md 7.1, OWASP API3",
    async run(bench) {
      const reply = bench.ok(await bench.lookUp(bench.asked.nik), 200);
      expectNobody(bench.check, reply, bench.asked);
      const told = Object.keys(reply.body).sort();
      bench.check.equal("nothing but these", told, ["coverage", "maskedName", "maskedNik", "programmes"]);
    },
  },
  {
    id: "h2h-lookup-unknown-and-refused-alike",
    needs: "member-lookup",
    category: "privacy",
    title: "who died is as unknown as who was never registered, to the byte",
    reason: "A difference would tell a stranger of a death.",
    reference: "domain.md case 24",
    async run(bench) {
      const unknown = bench.problem(await bench.lookUp(bench.nobody), 404, "member-unknown");
      const refused = bench.problem(await bench.lookUp(bench.deceased.nik), 404, "member-unknown");
      bench.check.equal("the same body", refused.text, unknown.text);
      bench.check.without("the number", unknown.text, bench.nobody);
    },
  },
  {
    id: "h2h-lookup-malformed",
    needs: "member-lookup",
    category: "lookup",
    title: "a part of a number is malformed: only a whole NIK is looked up",
    reason: "A search by parts would give away who is registered.",
    reference: "domain.md 7.1, case 41",
    async run(bench) {
      for (const value of [bench.asked.nik.slice(0, 12), `${bench.asked.nik.slice(0, 15)}*`, ""]) {
        const reply = await bench.lookUp(value);
        bench.problem(reply, 400, value === "" ? "field-missing" : "field-malformed");
      }
      bench.problem(await bench.shop.post(H2H_PATHS.lookup, {}), 400, "field-missing");
    },
  },
  {
    id: "h2h-lookup-signed",
    needs: "member-lookup",
    category: "signature",
    title: "a lookup needs a signature like everything else",
    reason: "It is the one call that would be worth harvesting.",
    reference: "design 5.2",
    async run(bench) {
      bench.problem(
        await bench.lookUp(bench.asked.nik, { signatureHeaders: () => ({}) }),
        401,
        "signature-missing",
      );
      bench.problem(
        await bench.lookUp(bench.asked.nik, { signature: (genuine) => genuine.subarray(1) }),
        401,
        "signature-wrong",
      );
    },
  },
  {
    id: "h2h-lookup-key-does-no-more",
    needs: "lookup-only",
    category: "lookup",
    title: "a key for lookups asks no price, pays nothing and reverses nothing",
    reason: "A bank pays over its own protocol; a second way to pay would be a second way to be robbed.",
    reference: "design 5.1, OWASP API5",
    async run(bench) {
      bench.problem(await bench.inquire(bench.asked.nik), 403, "capability-missing");
      const reference = bench.reference();
      const made = { inquiryId: bench.reference(), amount: 8_400 };
      bench.problem(await bench.pay(made, reference), 403, "capability-missing");
      bench.problem(await bench.reverse(reference), 403, "capability-missing");
    },
  },
];

import { fieldsOf } from "../../raw-call.ts";
import { expectNobody } from "../expect-h2h.ts";
import type { H2hCase } from "../h2h-case.ts";
import { H2H_PATHS } from "../h2h-shop.ts";

const ACTIVE_WITHIN_MS = 5_000;
const ASK_EVERY_MS = 60;

/** What became of a payment. */
export const STATUS_CASES: readonly H2hCase[] = [
  {
    id: "h2h-status-becomes-active",
    category: "status",
    workers: 1,
    title: "the status has the receipt to print again, and tells when cover is in force, within seconds",
    reason: "The worker stands at the counter and asks.",
    reference: "design 5.2 and section 9",
    async run(bench) {
      const { check } = bench;
      const { reference, reply: paid } = await bench.paid(await bench.quote(bench.worker()));
      const until = Date.now() + ACTIVE_WITHIN_MS;
      let reply = bench.ok(await bench.status(reference), 200);
      while (reply.body.state !== "active" && Date.now() < until) {
        await new Promise((resolve) => setTimeout(resolve, ASK_EVERY_MS));
        reply = await bench.status(reference);
      }
      bench.ok(reply, 200);
      check.equal("state", reply.body.state, "active");
      check.form("activatedAt", reply.body.activatedAt, /^\d{4}-\d\d-\d\dT.*\+07:00$/);
      for (const name of [
        "paymentReference",
        "gatewayReference",
        "amount",
        "receipt",
        "slip",
        "months",
        "inForceFrom",
      ]) {
        check.equal(`${name} is the receipt's`, reply.body[name], paid.body[name]);
      }
      expectNobody(check, reply, bench.worker());
    },
  },
  {
    id: "h2h-status-unseen",
    category: "status",
    title: "a payment that was never seen is `payment-not-seen`, which is not failed",
    reason: "Read as failed, money that is still on its way goes back.",
    reference: "domain.md case 9, design 5.2",
    async run(bench) {
      const reply = bench.problem(await bench.status(bench.reference()), 404, "payment-not-seen");
      const { english, indonesia } = fieldsOf(reply.body.cashier);
      bench.check.form("the cashier is told to send it as an advice", english, /advice/);
      bench.check.form("in Indonesian as well", indonesia, /advice/);
    },
  },
  {
    id: "h2h-status-of-another",
    category: "status",
    workers: 1,
    title: "another partner's payment is as unseen as none",
    reason: "References can be guessed; a receipt is its partner's own.",
    reference: "OWASP API1, design 5.2",
    async run(bench) {
      const { reference } = await bench.paid(await bench.quote(bench.worker()));
      bench.problem(await bench.status(reference, bench.otherShop), 404, "payment-not-seen");
    },
  },
  {
    id: "h2h-status-refused",
    category: "status",
    workers: 1,
    title: "a refused payment is told as refused, with the problem it was refused by",
    reason: "The till that asks later has to hand the money back, and to know why.",
    reference: "design section 6",
    async run(bench) {
      const quote = await bench.quote(bench.worker());
      const reference = bench.reference();
      const refused = bench.problem(
        await bench.pay({ ...quote, amount: 1 }, reference),
        422,
        "amount-differs",
      );
      const { body } = bench.ok(await bench.status(reference), 200);
      bench.check.equal("state", body.state, "refused");
      bench.check.equal("amount is what was sent", body.amount, 1);
      bench.check.equal("refusal", fieldsOf(body.refusal).type, refused.body.type);
    },
  },
  {
    id: "h2h-status-reversed",
    category: "status",
    workers: 1,
    title: "a reversed payment is told as reversed",
    reason: "A slip printed again after a reversal would be proof of cover that is gone.",
    reference: "design section 6",
    async run(bench) {
      const { reference } = await bench.paid(await bench.quote(bench.worker()));
      bench.ok(await bench.reverse(reference), 200);
      const { body } = bench.ok(await bench.status(reference), 200);
      bench.check.equal("state", body.state, "reversed");
      bench.check.equal("no slip any more", body.slip, undefined);
    },
  },
  {
    id: "h2h-status-odd-references",
    category: "status",
    title: "a reference in the path that is none is malformed or no route, never a fault",
    reason: "What the path may hold decides what a key may hold.",
    reference: "design section 2",
    async run(bench) {
      const odd = {
        "a%20b": "field-malformed",
        "a%2Fb": "field-malformed",
        [`${"x".repeat(65)}`]: "field-malformed",
        "a/b": "route-unknown",
      };
      for (const [reference, problem] of Object.entries(odd)) {
        const reply = await bench.shop.get(`${H2H_PATHS.payments}/${reference}`);
        bench.problem(reply, problem === "route-unknown" ? 404 : 400, problem);
      }
    },
  },
  {
    id: "h2h-status-path-signed",
    category: "signature",
    workers: 1,
    title: "a status signed for one reference does not serve for another",
    reason: "The reference stands in the path alone; only the signed path says whose it is.",
    reference: "RFC 9421 section 2.2.6",
    async run(bench) {
      const { reference } = await bench.paid(await bench.quote(bench.worker()));
      const other = `${H2H_PATHS.payments}/${bench.reference()}`;
      bench.problem(
        await bench.shop.get(`${H2H_PATHS.payments}/${reference}`, { signed: { '"@path"': other } }),
        401,
        "signature-wrong",
      );
    },
  },
];

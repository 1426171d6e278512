import type { SnapBench, SnapQuote } from "../snap-bench.ts";
import type { SnapCase } from "../snap-case.ts";

/** A payment with an amount that is no amount: refused as malformed, and the reference stays free for the right one. */
async function malformed(bench: SnapBench, quote: SnapQuote, paidAmount: unknown): Promise<void> {
  const reply = bench.expect(await bench.pay(quote, { paidAmount }), "400-01");
  bench.check.form("the field is named", reply.body.responseMessage, /paidAmount/);
}

const idr = (value: unknown) => ({ value, currency: "IDR" });

/** The forms of money, and money that is not what was quoted. */
export const AMOUNT_CASES: readonly SnapCase[] = [
  {
    id: "snap-25-amount-differs",
    cash: "in-hand",
    category: "amounts",
    workers: 1,
    title: "another amount than the quoted one is 13 with flag 01, for ever",
    reason:
      "A closed bill is paid in full or not; the reference stays refused, because the bank gave the money back.",
    reference: "SNAP BI response codes, SIT 11.12, snap-bi.md 4.2",
    async run(bench) {
      const quote = await bench.quote(bench.worker());
      const less = { ...quote, amount: `${Number(quote.amount) - 100}.00` };
      const refused = bench.expect(await bench.pay(less), "404-13");
      bench.check.equal("nothing is billed", refused.data.billDetails, []);
      bench.check.equal("the same refusal again", (await bench.pay(less)).text, refused.text);
      const status = bench.expect(await bench.status(quote), "200-00");
      bench.check.equal("the status says refused", status.data.paymentFlagStatus, "01");
      const next = await bench.quote(bench.worker());
      bench.check.equal(
        "the month is still to be paid",
        next.reply.data.billDetails,
        quote.reply.data.billDetails,
      );
    },
  },
  {
    id: "snap-25-amount-more",
    cash: "in-hand",
    category: "amounts",
    workers: 1,
    title: "more than the quoted amount is refused as well",
    reason: "Money beyond the price would buy something nobody asked for.",
    reference: "snap-bi.md 4.2, design 5.1",
    async run(bench) {
      const quote = await bench.quote(bench.worker());
      bench.expect(await bench.pay({ ...quote, amount: `${Number(quote.amount) + 2500}.00` }), "404-13");
    },
  },
  {
    id: "snap-25-amount-sen",
    category: "amounts",
    workers: 1,
    title: "50 sen are malformed, and the right amount is still booked under the same id",
    reason: "A rounding there would take a sen that no ledger has; what is malformed is not kept.",
    reference: "domain.md case 48, snap-bi.md 8.19",
    async run(bench) {
      const quote = await bench.quote(bench.worker());
      await malformed(bench, quote, idr(quote.amount.replace(".00", ".50")));
      await malformed(bench, quote, idr(quote.amount.replace(".00", ".01")));
      bench.expect(await bench.pay(quote), "200-00");
    },
  },
  {
    id: "snap-25-amount-forms",
    category: "amounts",
    workers: 1,
    title: "an amount without its two decimals, or with thousands, signs or exponents, is malformed",
    reason: "8.400 is eight thousand in Jakarta and eight in New York.",
    reference: "domain.md case 48, SNAP BI amounts, snap-bi.md 8.19",
    async run(bench) {
      const quote = await bench.quote(bench.worker());
      const whole = quote.amount.slice(0, -3);
      const thousands = (mark: string) => whole.replace(/(\d)(\d{3})$/, `$1${mark}$2`);
      const forms = [
        whole,
        `${whole}.0`,
        `${whole}.000`,
        `${whole},00`,
        `${thousands(".")}.00`,
        `${thousands(",")}.00`,
        `-${quote.amount}`,
        `+${quote.amount}`,
        `0${quote.amount}`,
        ` ${quote.amount}`,
        `${Number(whole) / 1000}e3`,
        "",
      ];
      for (const form of forms.filter((text) => text !== "")) await malformed(bench, quote, idr(form));
      await malformed(bench, quote, idr(Number(quote.amount)));
      bench.expect(await bench.pay(quote), "200-00");
    },
  },
  {
    id: "snap-25-amount-currency",
    category: "amounts",
    workers: 1,
    title: "another currency is malformed, a missing one is missing",
    reason: "All amounts are rupiah; a dollar sign is a configuration of somebody else's.",
    reference: "snap-bi.md 8.19, design section 5",
    async run(bench) {
      const quote = await bench.quote(bench.worker());
      await malformed(bench, quote, { value: quote.amount, currency: "USD" });
      await malformed(bench, quote, { value: quote.amount, currency: "idr" });
      bench.expect(await bench.pay(quote, { paidAmount: { value: quote.amount } }), "400-02");
    },
  },
];

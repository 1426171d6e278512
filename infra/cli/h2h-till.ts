import { randomBytes } from "node:crypto";
import * as z from "zod/mini";
import type { H2hClient, H2hReply } from "./h2h-client.ts";
import { NoAnswer } from "./snap-client.ts";
import type { TillAnswer, TillPort, TillQuote, TillReceipt } from "./till-port.ts";
import { amountLine, textLine } from "./till-slip.ts";

const Text = z.object({ indonesia: z.string(), english: z.string() });

const Quoted = z.object({
  inquiryId: z.string(),
  maskedName: z.string(),
  maskedNik: z.string(),
  months: z.array(z.object({ name: Text, amount: z.number() })),
  discount: z.nullable(z.object({ amount: z.number(), legalBasis: z.string() })),
  totalAmount: z.number(),
  feeAmount: z.number(),
  coversToday: z.boolean(),
  monthsToCoverToday: z.number(),
});

const Paid = z.object({
  state: z.string(),
  activatedAt: z.nullish(z.string()),
  receivedAt: z.string(),
  slip: z.object({ columns42: z.string() }),
});

const Problem = z.object({ title: z.string(), reason: Text, cashier: Text });

/** From here on an answer says nothing of the payment. */
const FIRST_FAULT = 500;

/** A till of the post office or a minimarket. The slip is the gateway's own, ready for the printer. */
export function h2hTill(client: H2hClient): TillPort {
  return {
    async inquire({ nik, months }): Promise<TillAnswer<TillQuote>> {
      const reply = settled(await client.inquiry({ nik, months }));
      const read = z.safeParse(Quoted, reply.body);
      if (!read.success) return { kind: "no", reason: reasonOf(reply) };
      const { inquiryId, totalAmount: totalRupiah } = read.data;
      const reference = `TILL-${randomBytes(8).toString("hex").toUpperCase()}`;
      return { kind: "yes", value: { reference, nik, inquiryId, totalRupiah, text: quoteText(read.data) } };
    },
    async pay({ reference, inquiryId, totalRupiah }, how) {
      const payment = { paymentReference: reference, inquiryId, amount: totalRupiah, ...how };
      const reply = settled(await client.payment(payment));
      const value = receiptOf(reply);
      return value ? { kind: "yes", value } : { kind: "no", reason: reasonOf(reply) };
    },
    async status({ reference }) {
      return receiptOf(settled(await client.status(reference)));
    },
  };
}

/** A fault is no answer: what became of the payment is unknown. */
function settled(reply: H2hReply): H2hReply {
  if (reply.status >= FIRST_FAULT) throw new NoAnswer(`${reply.status}: ${reasonOf(reply)}`);
  return reply;
}

function receiptOf({ body }: H2hReply): TillReceipt | undefined {
  const read = z.safeParse(Paid, body);
  if (!read.success) return undefined;
  const { state, activatedAt, receivedAt, slip } = read.data;
  return { slip: slip.columns42, isActive: state === "active", activeSince: activatedAt ?? receivedAt };
}

function quoteText(quote: z.infer<typeof Quoted>): string {
  const { discount, totalAmount, feeAmount, monthsToCoverToday } = quote;
  return [
    textLine("NIK", quote.maskedNik),
    textLine("Nama / Name", quote.maskedName),
    quote.coversToday
      ? "Terlindungi sejak dibayar / Covered from today's payment"
      : `Belum aktif, perlu ${monthsToCoverToday} bulan / Not active, needs ${monthsToCoverToday} months`,
    "",
    ...quote.months.map(({ name, amount }) => amountLine(`  ${name.indonesia}`, amount)),
    ...(discount ? [amountLine(`  (diskon ${discount.legalBasis})`, discount.amount)] : []),
    amountLine("Iuran / Contribution", totalAmount),
    amountLine("Biaya / Fee", feeAmount),
    amountLine("Total", totalAmount + feeAmount),
  ].join("\n");
}

/** Why not, and what the cashier does now, in both languages. */
function reasonOf({ status, body }: H2hReply): string {
  const read = z.safeParse(Problem, body);
  if (!read.success) return String(status);
  const { reason, cashier } = read.data;
  return `${reason.indonesia} / ${reason.english} (${status})\n${cashier.indonesia} / ${cashier.english}`;
}

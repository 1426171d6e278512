import { randomBytes } from "node:crypto";
import * as z from "zod/mini";
import type { H2hClient, H2hReply } from "./h2h-client.ts";
import { NoAnswer } from "./snap-client.ts";
import type { TillAnswer, TillPort, TillQuote, TillReceipt, TillRefusal } from "./till-port.ts";
import { amountLine, textLine } from "./till-slip.ts";

const Text = z.object({ indonesia: z.string(), english: z.string() });

const Quoted = z.object({
  inquiryId: z.string(),
  maskedName: z.string(),
  maskedNik: z.string(),
  programmes: z.array(z.string()),
  months: z.array(
    z.object({
      name: Text,
      amount: z.number(),
      lines: z.array(
        z.object({
          programme: z.string(),
          fullAmount: z.number(),
          amount: z.number(),
          legalBasis: z.nullable(z.string()),
        }),
      ),
    }),
  ),
  discount: z.nullable(z.object({ amount: z.number(), legalBasis: z.string() })),
  coverage: z.nullable(z.object({ from: z.string(), to: z.string() })),
  creditUsed: z.number(),
  totalAmount: z.number(),
  feeAmount: z.number(),
  coversToday: z.boolean(),
  monthsToCoverToday: z.number(),
});
type Quoted = z.infer<typeof Quoted>;

const Paid = z.object({
  state: z.string(),
  activatedAt: z.nullish(z.string()),
  receivedAt: z.string(),
  slip: z.object({ columns32: z.string(), columns42: z.string() }),
});

const Reversed = z.object({ reversal: z.object({ reversedAt: z.string() }) });

const Problem = z.object({ type: z.string(), title: z.string(), reason: Text, cashier: Text });

/** From here on an answer says nothing of the payment. */
const FIRST_FAULT = 500;

/** A till of the post office or a minimarket. The slip is the gateway's own, ready for the printer. */
export function h2hTill(client: H2hClient): TillPort {
  return {
    async inquire({ nik, months }): Promise<TillAnswer<TillQuote>> {
      const reply = settled(await client.inquiry({ nik, months }));
      const read = z.safeParse(Quoted, reply.body);
      return read.success ? { kind: "yes", value: quoteOf(read.data, nik) } : refused(reply);
    },
    async pay({ reference, inquiryId, totalRupiah }, how) {
      const payment = { paymentReference: reference, inquiryId, amount: totalRupiah, ...how };
      const reply = settled(await client.payment(payment));
      const value = receiptOf(reply);
      return value ? { kind: "yes", value } : refused(reply);
    },
    async status({ reference }) {
      return receiptOf(settled(await client.status(reference)));
    },
    async reverse({ reference }, why) {
      const reply = settled(await client.reversal(reference, why));
      const read = z.safeParse(Reversed, reply.body);
      return read.success ? { kind: "yes", value: read.data.reversal } : refused(reply);
    },
  };
}

/** A fault is no answer: what became of the payment is unknown. */
function settled(reply: H2hReply): H2hReply {
  if (reply.status >= FIRST_FAULT) throw new NoAnswer(`answered ${h2hRefusal(reply).code}`);
  return reply;
}

function receiptOf({ body }: H2hReply): TillReceipt | undefined {
  const read = z.safeParse(Paid, body);
  if (!read.success) return undefined;
  const { state, activatedAt, receivedAt, slip } = read.data;
  return { slip, isActive: state === "active", activeSince: activatedAt ?? receivedAt };
}

function quoteOf(quoted: Quoted, nik: string): TillQuote {
  const { inquiryId, maskedName, maskedNik, totalAmount, feeAmount, ...price } = quoted;
  return {
    reference: `TILL-${randomBytes(8).toString("hex").toUpperCase()}`,
    ...{ nik, inquiryId, maskedName, maskedNik, price },
    totalRupiah: totalAmount,
    feeRupiah: feeAmount,
    text: quoteText(quoted),
  };
}

function quoteText(quote: Quoted): string {
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

const refused = (reply: H2hReply): TillAnswer<never> => ({ kind: "no", refusal: h2hRefusal(reply) });

/** Why not, and what the cashier does now: both stand in the problem itself. */
function h2hRefusal({ status, body }: H2hReply): TillRefusal {
  const read = z.safeParse(Problem, body);
  if (!read.success) {
    const unknown = { indonesia: "Jawaban tidak terbaca", english: "The answer is not readable" };
    const ask = { indonesia: "Tanyakan status dahulu.", english: "Ask for the status first." };
    return { code: String(status), reason: unknown, cashier: ask };
  }
  const { type, reason, cashier } = read.data;
  return { code: `${status} ${type.split("/").at(-1)}`, reason, cashier };
}

import { randomBytes } from "node:crypto";
import { formatInstant, instant } from "../../shared/calendar/calendar.ts";
import { billOf, type SnapBill } from "./snap-bill.ts";
import { NoAnswer, type SnapClient, type SnapReply } from "./snap-client.ts";
import { isSilent, snapRefusal } from "./snap-refusal.ts";
import type { TillAnswer, TillPort, TillQuote, TillReceipt } from "./till-port.ts";
import { quoteText, slipText } from "./till-slip.ts";

const maskOf = (nik: string) => `${"*".repeat(12)}${nik.slice(-4)}`;

/** What a bank's till remembers of an inquiry; the answers to payment and status do not repeat it. */
interface Asked {
  readonly customerNo: string;
  readonly bill: SnapBill;
  paidAt: string;
}

/** A till at a bank's agent: NIK and months are one number, and the inquiry's id is the payment's reference. */
export function snapTill(bank: SnapClient, channel: string): TillPort {
  const asked = new Map<string, Asked>();

  const receiptOf = ({ reference, maskedNik }: TillQuote, reply: SnapReply): TillReceipt | undefined => {
    const bill = billOf(reply);
    // A reversed or refused payment is a success of the question, with no bill in it.
    if (!bill || bill.lines.length === 0) return undefined;
    const { paidAt, bill: quoted } = askedFor(reference);
    const slip = { channel, bill, feeRupiah: quoted.feeRupiah, maskedNik, reference, paidAt };
    return {
      slip: { columns32: slipText(slip, 32), columns42: slipText(slip, 42) },
      isActive: bill.paymentState === "active",
      activeSince: bill.activeSince,
    };
  };

  const askedFor = (reference: string): Asked => {
    const known = asked.get(reference);
    if (!known) throw new RangeError("this till has not asked for the bill that it wants to pay");
    return known;
  };

  return {
    async inquire({ nik, months }): Promise<TillAnswer<TillQuote>> {
      const customerNo = nik + String(months).padStart(2, "0");
      const reference = `TILL-${randomBytes(8).toString("hex").toUpperCase()}`;
      const reply = await bank.inquiry({ customerNo, inquiryRequestId: reference });
      const bill = billOf(reply);
      if (!bill) return { kind: "no", refusal: snapRefusal("inquiry", reply) };
      asked.set(reference, { customerNo, bill, paidAt: formatInstant(instant(Date.now())) });
      return { kind: "yes", value: quoteOf(bill, reference, nik) };
    },
    async pay(quote, { paidAt, advice }) {
      const known = askedFor(quote.reference);
      known.paidAt = formatInstant(paidAt);
      const reply = await bank.payment({
        customerNo: known.customerNo,
        paymentRequestId: quote.reference,
        amount: `${quote.totalRupiah}.00`,
        paidAt,
        advice,
      });
      if (isSilent(reply))
        throw new NoAnswer(`the payment was answered ${reply.responseCode || reply.status}`);
      const value = receiptOf(quote, reply);
      return value ? { kind: "yes", value } : { kind: "no", refusal: snapRefusal("payment", reply) };
    },
    async status(quote) {
      const { customerNo } = askedFor(quote.reference);
      return receiptOf(quote, await bank.status({ customerNo, paymentRequestId: quote.reference }));
    },
  };
}

function quoteOf(bill: SnapBill, reference: string, nik: string): TillQuote {
  const maskedNik = maskOf(nik);
  return {
    ...{ reference, nik, inquiryId: reference, maskedNik, price: undefined },
    totalRupiah: bill.totalRupiah,
    feeRupiah: bill.feeRupiah,
    maskedName: bill.name,
    text: quoteText(bill, maskedNik),
  };
}

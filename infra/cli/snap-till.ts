import { randomBytes } from "node:crypto";
import { billOf, reasonOf, type SnapBill } from "./snap-bill.ts";
import type { SnapClient, SnapReply } from "./snap-client.ts";
import type { TillAnswer, TillPort, TillQuote, TillReceipt } from "./till-port.ts";
import { quoteText, slipText } from "./till-slip.ts";

const maskedNik = (nik: string) => `${"*".repeat(12)}${nik.slice(-4)}`;

/** A till at a bank's agent: NIK and months are one number, and the inquiry's id is the payment's reference. */
export function snapTill(bank: SnapClient, channel: string): TillPort {
  const asked = new Map<string, { readonly customerNo: string; readonly bill: SnapBill }>();

  const receiptOf = (quote: TillQuote, reply: SnapReply): TillReceipt | undefined => {
    const bill = billOf(reply);
    if (!bill) return undefined;
    const feeRupiah = asked.get(quote.reference)?.bill.feeRupiah ?? 0;
    const { nik, reference } = quote;
    return {
      slip: slipText({ channel, bill, feeRupiah, maskedNik: maskedNik(nik), reference }),
      isActive: bill.paymentState === "active",
      activeSince: bill.activeSince,
    };
  };

  const customerNoOf = ({ reference }: TillQuote) => asked.get(reference)?.customerNo ?? "";

  return {
    async inquire({ nik, months }): Promise<TillAnswer<TillQuote>> {
      const customerNo = nik + String(months).padStart(2, "0");
      const reference = `TILL-${randomBytes(8).toString("hex").toUpperCase()}`;
      const reply = await bank.inquiry({ customerNo, inquiryRequestId: reference });
      const bill = billOf(reply);
      if (!bill) return { kind: "no", reason: reasonOf(reply) };
      asked.set(reference, { customerNo, bill });
      const text = quoteText(bill, maskedNik(nik));
      return {
        kind: "yes",
        value: { reference, nik, inquiryId: reference, totalRupiah: bill.totalRupiah, text },
      };
    },
    async pay(quote, { paidAt, advice }) {
      const reply = await bank.payment({
        customerNo: customerNoOf(quote),
        paymentRequestId: quote.reference,
        amount: `${quote.totalRupiah}.00`,
        paidAt,
        advice,
      });
      const value = receiptOf(quote, reply);
      return value ? { kind: "yes", value } : { kind: "no", reason: reasonOf(reply) };
    },
    async status(quote) {
      const customerNo = customerNoOf(quote);
      return receiptOf(quote, await bank.status({ customerNo, paymentRequestId: quote.reference }));
    },
  };
}

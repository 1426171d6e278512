import { randomUUID } from "node:crypto";
import * as z from "zod/mini";
import { NoAnswer, type SnapClient, type SnapReply } from "../../snap-client.ts";
import { type Bill, type Counter, type Told, unknown } from "./counter.ts";

const Data = z.object({
  virtualAccountData: z.object({
    totalAmount: z.optional(z.object({ value: z.string() })),
    paymentFlagStatus: z.optional(z.string()),
  }),
});

/** A bank's counter: what SNAP's codes and flags mean for the money. */
export function snapCounter(bank: SnapClient): Counter {
  /** A token that has ended is replaced once; the message itself goes out again, with a new X-EXTERNAL-ID. */
  const answered = async (call: () => Promise<SnapReply>): Promise<SnapReply | undefined> => {
    try {
      const reply = await call();
      if (!/^401..01$/.test(reply.responseCode)) return reply;
      await bank.token();
      return await call();
    } catch (error) {
      if (error instanceof NoAnswer) return undefined;
      throw error;
    }
  };
  return {
    async inquire({ nik, months }) {
      const reference = randomUUID();
      const reply = await answered(() =>
        bank.inquiry({ customerNo: numberOf({ nik, months }), inquiryRequestId: reference }),
      );
      const total = dataOf(reply)?.totalAmount?.value;
      if (reply?.responseCode === "2002400" && total !== undefined) {
        return {
          kind: "yes",
          value: { reference, inquiryId: reference, nik, months, rupiah: Number(total) },
        };
      }
      return refusalOf(reply);
    },
    async pay(bill, how) {
      const { reference: paymentRequestId, rupiah } = bill;
      const payment = { customerNo: numberOf(bill), paymentRequestId, amount: `${rupiah}.00`, ...how };
      const reply = await answered(() => bank.payment(payment));
      return dataOf(reply)?.paymentFlagStatus === "00" ? { kind: "yes", value: "booked" } : refusalOf(reply);
    },
    async status(bill) {
      const ask = { customerNo: numberOf(bill), paymentRequestId: bill.reference };
      const reply = await answered(() => bank.status(ask));
      const flag = dataOf(reply)?.paymentFlagStatus;
      if (flag === "00") return { kind: "yes", value: "booked" };
      if (reply?.responseCode === "4042601") return { kind: "yes", value: "not-seen" };
      return flag === "01" ? { kind: "no", code: reply?.responseCode ?? "" } : unknown(reply?.headers);
    },
  };
}

const numberOf = ({ nik, months }: Pick<Bill, "nik" | "months">): string =>
  nik + String(months).padStart(2, "0");

function dataOf(reply: SnapReply | undefined) {
  const read = z.safeParse(Data, reply?.body);
  return read.success ? read.data.virtualAccountData : undefined;
}

/** Only a code of SNAP's own that begins with 4 refuses; 429, 5xx and what is no SNAP at all say nothing. */
function refusalOf(reply: SnapReply | undefined): Told<never> {
  const code = reply?.responseCode ?? "";
  const isRefusal = code.startsWith("4") && !code.startsWith("429");
  return isRefusal ? { kind: "no", code } : unknown(reply?.headers);
}

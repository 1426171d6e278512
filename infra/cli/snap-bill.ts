import * as z from "zod/mini";
import type { SnapReply } from "./snap-client.ts";

const Text = z.object({ indonesia: z.string(), english: z.string() });
export type BilingualText = z.infer<typeof Text>;

const Amount = z.object({ value: z.string() });

const AdditionalInfo = z._default(
  z.object({ paymentState: z.optional(z.string()), activatedAt: z.optional(z.string()) }),
  {},
);

/** What a till shows of an answer to an inquiry, a payment or a status question; what is missing stays empty. */
const Answer = z.object({
  virtualAccountData: z.object({
    virtualAccountName: z._default(z.string(), ""),
    totalAmount: z.optional(Amount),
    feeAmount: z.optional(Amount),
    billDetails: z._default(
      z.array(
        z.object({
          billName: z._default(z.string(), ""),
          billAmount: Amount,
          billerReferenceId: z.optional(z.string()),
        }),
      ),
      [],
    ),
    freeTexts: z._default(z.array(Text), []),
    transactionDate: z.optional(z.string()),
    paymentFlagStatus: z.nullish(z.string()),
    additionalInfo: AdditionalInfo,
  }),
  additionalInfo: AdditionalInfo,
});

export interface SnapBill {
  readonly name: string;
  readonly lines: readonly { readonly name: string; readonly rupiah: number }[];
  readonly totalRupiah: number;
  readonly feeRupiah: number;
  readonly texts: readonly BilingualText[];
  readonly gatewayReference: string;
  /** `active` once cover is confirmed; only a status answer says it. */
  readonly paymentState: string;
  /** When cover was confirmed, or else when the payment was taken. */
  readonly activeSince: string;
}

/**
 * Reads the bill in a successful answer. Flag 00 is a success under any code: a bank that is told of a double flagging gets 404xx18 with the first flag
 * (snap-bi.md 5.2), and `additionalInfo` stands in either of two places (8.20).
 * @returns undefined when there is none
 */
export function billOf(reply: SnapReply): SnapBill | undefined {
  const read = z.safeParse(Answer, reply.body);
  if (!read.success) return undefined;
  const { virtualAccountData: data } = read.data;
  if (reply.status !== 200 && data.paymentFlagStatus !== "00") return undefined;
  const additionalInfo = { ...data.additionalInfo, ...read.data.additionalInfo };
  return {
    name: data.virtualAccountName,
    lines: data.billDetails.map((bill) => ({ name: bill.billName, rupiah: Number(bill.billAmount.value) })),
    totalRupiah: Number(data.totalAmount?.value ?? 0),
    feeRupiah: Number(data.feeAmount?.value ?? 0),
    texts: data.freeTexts,
    gatewayReference: data.billDetails[0]?.billerReferenceId ?? "",
    paymentState: additionalInfo.paymentState ?? "",
    activeSince: additionalInfo.activatedAt ?? data.transactionDate ?? "",
  };
}

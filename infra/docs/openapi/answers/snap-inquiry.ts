import * as z from "zod";
import {
  AnyInfo,
  additionalInfo,
  echoedNumbers,
  responseCode,
  responseMessage,
  SnapAmount,
  SnapText,
  virtualAccountName,
} from "./snap-words.ts";

const bill = {
  billCode: z.string().meta({ description: "01, 02 ...: its place." }),
  billNo: z.string().meta({
    description: "The contribution month; `202702-202704` where several are folded into the last bill.",
  }),
  billName: z.string(),
  billShortName: z.string(),
  billDescription: SnapText,
  billAmount: SnapAmount,
};

export const SnapBill = z
  .object(bill)
  .meta({ description: "One contribution month, the oldest first; the amounts add up to the total." });

export const SnapPaidBill = z
  .object({
    ...bill,
    billerReferenceId: z
      .string()
      .meta({ description: "Our reference, the same for all bills of a payment." }),
    status: z.string().meta({ description: "Equals `paymentFlagStatus`." }),
    reason: SnapText,
  })
  .meta({ description: "A month that was bought." });

const idApp = z.optional(z.string()).meta({ description: "Yours, if you sent one (BRI)." });
export const InquiryInfo = z.looseObject({ idApp });

const inquiryRequestId = z.string().meta({ description: "Yours." });

/** The answer to an inquiry that has a price. */
export const SnapInquiry = z
  .object({
    responseCode,
    responseMessage,
    virtualAccountData: z.object({
      inquiryStatus: z.literal("00"),
      inquiryReason: SnapText,
      ...echoedNumbers,
      virtualAccountName,
      inquiryRequestId,
      totalAmount: SnapAmount.meta({ description: "What the payment has to be, no less and no more." }),
      subCompany: z.literal("00000"),
      billDetails: z.array(SnapBill),
      freeTexts: z.array(SnapText).meta({
        description: "For the screen: the months, the days they cover, and whether they reach today.",
      }),
      virtualAccountTrxType: z.literal("C").meta({ description: "Closed amount." }),
      feeAmount: SnapAmount.meta({
        description: "The channel's fee, on top of the total and never inside it.",
      }),
      additionalInfo: additionalInfo(InquiryInfo),
    }),
    additionalInfo: additionalInfo(InquiryInfo),
  })
  .meta({ description: "The price, good for the rest of the business day (WIB)." });

/** An inquiry that gave no price. */
export const SnapRefusedInquiry = z
  .object({
    responseCode,
    responseMessage,
    virtualAccountData: z.object({
      inquiryStatus: z.literal("01"),
      inquiryReason: SnapText.meta({ description: "Show it at the till." }),
      ...echoedNumbers,
      virtualAccountName,
      inquiryRequestId: z.optional(inquiryRequestId),
      totalAmount: SnapAmount,
      additionalInfo: additionalInfo(AnyInfo),
    }),
    additionalInfo: additionalInfo(AnyInfo),
  })
  .meta({ description: "No price. Nothing is told about the worker." });

/** An answer without a customer in it: a caller who is not let in, a fault, a payment never seen. */
export const SnapRefusal = z
  .object({ responseCode, responseMessage })
  .meta({ description: "A code and its words, nothing else. No flag: money must not move on this answer." });

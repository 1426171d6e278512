import * as z from "zod";
import { SnapPaidBill } from "./snap-inquiry.ts";
import {
  additionalInfo,
  echoedNumbers,
  responseCode,
  responseMessage,
  SnapAmount,
  SnapText,
  virtualAccountName,
} from "./snap-words.ts";
import { instant } from "./words.ts";

const repeated = (description: string) => z.optional(z.string()).meta({ description });

/** What services 25 and 26 say of a payment. */
const payment = {
  paymentFlagReason: SnapText,
  ...echoedNumbers,
  virtualAccountName: z.optional(virtualAccountName),
  paymentRequestId: z.optional(z.string()).meta({ description: "Yours, equal to the inquiry's id." }),
  paidAmount: z.optional(SnapAmount),
  totalAmount: z.optional(SnapAmount),
  trxId: repeated("Of your first request."),
  paidBills: repeated("Of your first request."),
  trxDateTime: repeated("Of your first request."),
  referenceNo: repeated("Of your first request."),
  journalNum: repeated("Of your first request."),
  paymentType: repeated("Of your first request."),
  flagAdvise: repeated("Of your first request."),
  billDetails: z.optional(z.array(SnapPaidBill)).meta({ description: "Empty when nothing is booked." }),
  freeTexts: z.optional(z.array(SnapText)).meta({ description: "For the slip." }),
};

export const PaymentInfo = z.looseObject({
  idApp: z.optional(z.string()).meta({ description: "Yours, if you sent one (BRI)." }),
});

/** The answer to a payment. */
export const SnapPayment = z
  .object({
    responseCode,
    responseMessage,
    virtualAccountData: z.object({
      paymentFlagStatus: z
        .enum(["00", "01"])
        .meta({ description: "00 booked, 01 not booked and never will be." }),
      ...payment,
      additionalInfo: additionalInfo(PaymentInfo),
    }),
    additionalInfo: additionalInfo(PaymentInfo),
  })
  .meta({ description: "A payment, booked or refused. A repeat has the same body, byte for byte." });

const StatusInfo = z.looseObject({
  idApp: z.optional(z.string()),
  paymentState: z.enum(["accepted", "active", "credited", "refused", "reversed", "tombstone"]).meta({
    description:
      "accepted: booked, cover follows by itself. active: the core has confirmed. credited: no month was free, the money waits. tombstone: reversed before it arrived.",
  }),
  inForceFrom: z.optional(instant("Cover counts from here.")),
  activatedAt: z.optional(instant("When the core confirmed.")),
});

/** What a status answer says of one payment. */
export const SnapTransaction = z
  .object({
    paymentFlagStatus: z.enum(["00", "01"]).meta({ description: "00 booked, 01 refused or reversed." }),
    ...payment,
    inquiryRequestId: z.optional(z.string()),
    transactionDate: instant("When the payment reached us."),
    additionalInfo: additionalInfo(StatusInfo),
  })
  .meta({ description: "A payment as it stands by now." });

/** The answer to a status question. */
export const SnapStatus = z
  .object({
    responseCode,
    responseMessage,
    virtualAccountData: z.union([SnapTransaction, z.array(SnapTransaction)]).meta({
      description: "The payment that was named; without an id all of the number's, the newest first.",
    }),
    additionalInfo: additionalInfo(StatusInfo),
  })
  .meta({ description: "What became of the payment by now." });

/** The answer to a token call. */
export const SnapToken = z
  .object({
    responseCode,
    responseMessage,
    accessToken: z.string().meta({
      description: "A JWT, ES256; send it as `Authorization: Bearer`.",
      examples: ["eyJhbGciOiJFUzI1NiJ9.e30.c2ln"],
    }),
    tokenType: z.string().meta({ examples: ["Bearer"] }),
    expiresIn: z.string().meta({ description: "Seconds, as text.", examples: ["900"] }),
    additionalInfo: z.object({}),
  })
  .meta({ description: "A token. A new one does not end an older one." });

import * as z from "zod";
import * as request from "../../../../shared/protocol/snap/request.ts";
import type { DescribedRequest, FieldNotes } from "../field-notes.ts";

const numbers: FieldNotes = {
  partnerServiceId: {
    description:
      "Your company code with us, padded on the left with spaces to 8. The padding is signed and echoed as it is sent.",
    examples: ["   77210"],
  },
  customerNo: {
    description:
      "16 digits: a NIK, one month. 18 digits: a NIK and two digits of months. 13 digits: a billing code. Which forms you may send is in your profile.",
    examples: ["999999150385000103"],
  },
  virtualAccountNo: {
    description: "The two joined, padding included.",
    examples: ["   77210999999150385000103"],
  },
};

const amountOf = (field: string, description: string): FieldNotes => ({
  [field]: { description },
  [`${field}.value`]: { description: "Whole rupiah and `.00`.", examples: ["33600.00"] },
  [`${field}.currency`]: { description: "Rupiah." },
});

const additionalInfo = {
  description:
    "`months` (1-12) sets the months of a 16-digit number; `idApp` is repeated in the answer. The rest is not read.",
  optional: true,
} as const;

/** The bodies that SNAP takes, as the running schemas read them. A JSON number stands for a text as well; unknown fields are ignored. */
export const SNAP_REQUESTS = {
  SnapTokenRequest: {
    // The token call reads this one field by hand: its body is not signed.
    schema: z.object({ grantType: z.literal("client_credentials") }),
    description: "Asks for a token. The signature does not cover the body.",
    notes: {
      grantType: { description: "The only grant there is. By profile `grant_type` is taken as well." },
    },
  },
  SnapInquiryRequest: {
    schema: request.InquiryRequest,
    description: "Service 24: what would this worker pay?",
    notes: {
      ...numbers,
      inquiryRequestId: {
        description:
          "Yours, new for each inquiry. The payment's `paymentRequestId` will be the same. No worker's number in it.",
        examples: ["INQ-20261120-000431"],
      },
      ...amountOf("amount", "Not read: the amount is ours to say."),
      additionalInfo,
    },
  },
  SnapPaymentRequest: {
    schema: request.PaymentRequest,
    description:
      "Service 25: the money was taken. `trxId`, `paidBills`, `referenceNo`, `journalNum` and `paymentType` are repeated in every answer about the payment, if you send them.",
    notes: {
      ...numbers,
      paymentRequestId: {
        description: "The inquiry's `inquiryRequestId`; what a repeat is known by.",
        examples: ["INQ-20261120-000431"],
      },
      ...amountOf("paidAmount", "The inquiry's `totalAmount`; the fee is not in it."),
      flagAdvise: {
        description: "`Y`: a payment sent again because no answer came.",
        type: "string",
        examples: ["N"],
      },
      trxDateTime: {
        description: "When the till took the money.",
        type: "string",
        format: "date-time",
        examples: ["2026-11-20T09:15:11+07:00"],
      },
      ...amountOf("totalAmount", "The inquiry's, if you send it."),
      additionalInfo,
    },
  },
  SnapStatusRequest: {
    schema: request.StatusRequest,
    description:
      "Service 26: what became of it? Either id names the payment, since both are one; without one all of the number's payments are told.",
    notes: {
      ...numbers,
      inquiryRequestId: { description: "Of the inquiry.", examples: ["INQ-20261120-000431"] },
      paymentRequestId: {
        description: "Of the payment; wins over the other.",
        examples: ["INQ-20261120-000431"],
      },
    },
  },
} as const satisfies Record<string, DescribedRequest>;

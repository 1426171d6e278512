import * as z from "zod";
import * as request from "../../../../shared/protocol/h2h/request.ts";
import { RegistrationForm } from "../../../../shared/registration/registration-form.ts";
import type { DescribedRequest, FieldNotes } from "../field-notes.ts";
import { REGISTRATION_NOTES } from "./registration-notes.ts";

const NIK_EXAMPLE = "9999991503850001";

const customerNumber: FieldNotes = {
  customerNumber: { description: "What the worker showed or said." },
  "customerNumber.type": {
    description:
      "NIK: the 16 digits of the identity card. BILLING_CODE: a 13-digit code that was issued for a member.",
  },
  "customerNumber.value": { description: "Digits only.", examples: [NIK_EXAMPLE] },
};

const terminal: FieldNotes = {
  terminal: { description: "Where the cashier stands." },
  "terminal.storeId": { description: "Your store or office.", examples: ["T0AB"] },
  "terminal.tillId": { description: "Your till in it.", examples: ["02"] },
};

/** The bodies that H2H takes, as the running schemas read them. */
export const H2H_REQUESTS = {
  H2hInquiryRequest: {
    schema: request.InquiryRequest,
    description: "What would this worker pay for so many months?",
    notes: {
      ...customerNumber,
      months: { description: "How many of the next unpaid months.", examples: [3] },
      ...terminal,
    },
  },
  H2hPaymentRequest: {
    schema: request.PaymentRequest,
    description: "The till took the money. Reference, inquiry and amount are what a repeat is known by.",
    notes: {
      paymentReference: {
        description:
          "Yours, for ever: one reference, one payment. 1-64 letters, digits, `.`, `_` and `-`; no worker's number in it.",
        examples: ["INV-20261120-0001"],
      },
      inquiryId: {
        description: "Of the inquiry that named the price.",
        examples: ["9FXAYFE5GZDW5J3VX4AHZR2XVX"],
      },
      amount: {
        description: "The inquiry's `totalAmount`, whole rupiah as a JSON number; the fee is not in it.",
        examples: [33_600],
      },
      paidAt: {
        description: "When the till took the money, RFC 3339 with its offset.",
        format: "date-time",
        examples: ["2026-11-20T10:00:01+07:00"],
      },
      ...terminal,
      advice: { description: "True when this repeats a payment that got no answer." },
    },
  },
  H2hReversalRequest: {
    schema: request.ReversalRequest,
    description: "You gave the money back. For the full amount, on the same business day (WIB).",
    notes: {
      reason: {
        description: "Why, for people; no names and no numbers.",
        examples: ["CUSTOMER_CHANGED_MIND"],
      },
      reversedAt: {
        description: "When the money went back, RFC 3339 with its offset.",
        format: "date-time",
        examples: ["2026-11-20T10:01:00+07:00"],
      },
      amount: { description: "The full amount, if you send one.", examples: [8_400] },
    },
  },
  H2hLookupRequest: {
    schema: request.LookupRequest,
    description: "Who is this, and covered until when?",
    notes: { ...customerNumber, ...terminal },
  },
  H2hRegistrationRequest: {
    // The function reads the form and the till one after the other.
    schema: z.object({ ...RegistrationForm.shape, ...request.Till.shape }),
    description: "What a worker says of himself at the counter. Send it once; it is kept sealed.",
    notes: {
      ...REGISTRATION_NOTES,
      ...terminal,
    },
  },
  H2hBillingCodeRequest: {
    schema: request.BillingCodeRequest,
    description: "Asks for a number to pay with; only a NIK can have one.",
    notes: {
      ...customerNumber,
      months: { description: "How many months it shall be good for.", examples: [3] },
      ...terminal,
    },
  },
} as const satisfies Record<string, DescribedRequest>;

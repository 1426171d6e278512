import * as z from "zod";
import { boughtMonths } from "./bought-months.ts";
import { H2hProblem } from "./h2h-problem.ts";
import { Receipt, Slip } from "./receipt.ts";
import { instant, maskedName, maskedNik, Programme, proofCode, rupiah } from "./words.ts";

const paymentReference = z.string().meta({ description: "Yours." });
const gatewayReference = z.string().meta({ description: "Ours, printed on the slip." });

const accepted = {
  paymentReference,
  gatewayReference,
  proofCode,
  inquiryId: z.string(),
  amount: rupiah("What was taken as contribution."),
  feeAmount: rupiah("The channel's fee, apart."),
  currency: z.literal("IDR"),
  maskedName,
  maskedNik,
  programmes: z.array(Programme),
  ...boughtMonths,
  creditUsed: rupiah("Credit that the months used up besides the amount."),
  creditGiven: rupiah("What of the amount bought no month and waits as credit."),
  coversToday: z.boolean(),
  monthsToCoverToday: z.int().min(0),
  receivedAt: instant("When the payment reached us."),
  inForceFrom: instant("Cover counts from here, not from its activation."),
  receipt: Receipt,
  slip: Slip,
};

/** The answer to an H2H payment. */
export const H2hPayment = z.object({ ...accepted, state: z.literal("accepted") }).meta({
  description: "The money is booked. A repeat has the same body, byte for byte, for ever.",
});

const review = z.optional(
  z.object({
    cause: z.enum(["later-claim", "credit-spent", "day-over"]),
    reversedAt: instant("When you gave the money back."),
  }),
);

/** What status says of money that is booked. */
export const H2hBookedPayment = z.object({
  ...accepted,
  state: z.enum(["accepted", "active", "credited"]).meta({
    description:
      "accepted: booked, cover follows by itself. active: the core has confirmed. credited: no month was free, all of it is credit.",
  }),
  activatedAt: z.nullable(instant("When the core confirmed; null so far.")),
  review: review.meta({ description: "A reversal of this payment waits for a person." }),
});

export const H2hRefusedPayment = z
  .object({
    paymentReference,
    state: z.literal("refused"),
    inquiryId: z.string(),
    amount: rupiah("What the payment said."),
    refusal: H2hProblem.meta({ description: "The problem that the payment was answered with." }),
    receivedAt: instant("When it reached us."),
  })
  .meta({ description: "Refused for good: nothing is booked under this reference and never will be." });

const reversal = z.object({
  reversedAt: instant("When you gave the money back, as you said it."),
  receivedAt: instant("When the reversal reached us."),
  reason: z.string().meta({ description: "Your reason; long numbers are starred out." }),
});

const reversed = {
  paymentReference,
  state: z.literal("reversed"),
  wasBooked: z
    .boolean()
    .meta({ description: "False when the reversal came before its payment: there was nothing to undo." }),
  gatewayReference: z.optional(gatewayReference),
  amount: z.optional(rupiah("What went back.")),
  reversal,
};

/** The answer to an H2H reversal. */
export const H2hReversal = z.object(reversed).meta({
  description: "The payment is undone; one that still arrives under this reference is refused.",
});

export const H2hReversedPayment = z.object({
  ...reversed,
  inquiryId: z.optional(z.string()),
  receivedAt: instant("When the first message about this reference reached us."),
});

/** The answer to an H2H status question. */
export const H2hPaymentStatus = z
  .discriminatedUnion("state", [H2hBookedPayment, H2hRefusedPayment, H2hReversedPayment])
  .meta({ description: "What became of the reference by now; go by `state`." });

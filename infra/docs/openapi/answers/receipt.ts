import * as z from "zod";
import {
  Discount,
  InTwoLanguages,
  instant,
  maskedName,
  maskedNik,
  Programme,
  proofCode,
  rupiah,
  Span,
} from "./words.ts";

export const PrintedMonth = z.object({
  month: z.string(),
  name: InTwoLanguages,
  amount: rupiah("What the month cost."),
});

/** A receipt as data; the slips are made from it. */
export const Receipt = z.object({
  channel: z.string().meta({ description: "The kind of place.", examples: ["INDOMARET"] }),
  place: z.string().meta({ description: "The same in words." }),
  storeId: z.optional(z.string()),
  tillId: z.optional(z.string()),
  paidAt: instant("As the till said it."),
  receivedAt: instant("When the payment reached us."),
  status: z.enum(["DITERIMA", "DICATAT"]).meta({
    description: "DITERIMA: months were bought. DICATAT: the money waits as credit for the next ones.",
  }),
  maskedNik,
  maskedName,
  programmes: z.array(Programme),
  months: z.array(PrintedMonth),
  lines: z
    .array(z.object({ programme: Programme, amount: rupiah("The full price.") }))
    .meta({ description: "Full prices by programme; `discount` comes off their sum." }),
  discount: z.nullable(Discount),
  creditUsed: rupiah("Credit that the months used up besides the money."),
  creditGiven: rupiah("What of the money bought no month and waits as credit."),
  contribution: rupiah("What was taken as contribution."),
  fee: rupiah("The channel's fee."),
  total: rupiah("Both."),
  coverage: z.nullable(Span),
  coversToday: z.boolean(),
  monthsToCoverToday: z.int().min(0),
  paymentReference: z.string(),
  proofCode,
  gatewayReference: z.string().meta({ description: "Ours, printed on the slip." }),
});

export const Slip = z
  .object({
    columns32: z.string().meta({ description: "For 58 mm paper, lines joined by a line feed." }),
    columns42: z.string().meta({ description: "For 80 mm paper." }),
  })
  .meta({ description: "The receipt as text, ready for the printer. Print it as it is." });

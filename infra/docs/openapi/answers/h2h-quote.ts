import * as z from "zod";
import { boughtMonths } from "./bought-months.ts";
import { instant, maskedName, maskedNik, Programme, rupiah } from "./words.ts";

/** The answer to an H2H inquiry. */
export const H2hQuote = z
  .object({
    inquiryId: z.string().meta({ description: "Ours; the payment names it." }),
    maskedName,
    maskedNik,
    programmes: z.array(Programme),
    ...boughtMonths,
    creditUsed: rupiah("Credit of the worker that goes into these months."),
    totalAmount: rupiah("What the till takes as contribution, and the payment's `amount`."),
    feeAmount: rupiah("The channel's fee, on top of `totalAmount` and never inside it."),
    currency: z.literal("IDR"),
    coversToday: z
      .boolean()
      .meta({ description: "False when the months are arrears that do not reach today." }),
    monthsToCoverToday: z
      .int()
      .min(0)
      .meta({ description: "How many months would have to be bought to be covered today." }),
    expiresAt: instant("The first instant at which the price no longer holds: midnight in Jakarta."),
  })
  .meta({ description: "A price promise for the rest of the business day (WIB)." });

import * as z from "zod";
import { billingCode, InTwoLanguages, instant, maskedName, maskedNik, Programme } from "./words.ts";

const months = z.int().min(1).max(12).meta({ description: "How many months it is good for." });
const validUntil = instant("Until when it can be paid with.");

/** The answer to a registration that is done, or was long ago. */
export const Registration = z
  .object({
    status: z.literal("REGISTERED"),
    maskedName,
    maskedNik,
    programmes: z.array(Programme),
    billingCode,
    months,
    validUntil,
  })
  .meta({
    description:
      "A member and the code to pay with. Who was a member before is answered in the same way, with nothing of what another partner told us of him.",
  });

/** The answer while the core decides. */
export const PendingRegistration = z
  .object({ status: z.literal("PENDING"), reason: InTwoLanguages, cashier: InTwoLanguages })
  .meta({ description: "Not decided yet: send the same form again in a few minutes." });

/** The answer to a wish for a number to pay with. */
export const BillingCode = z
  .object({ billingCode, maskedName, months, validUntil })
  .meta({ description: "A number that stands for this worker and so many months." });

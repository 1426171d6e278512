import * as z from "zod";

/** What several answers are made of. Descriptions are the reference's own text; amounts are whole rupiah. */

export const InTwoLanguages = z
  .object({ english: z.string(), indonesia: z.string() })
  .meta({ description: "The same text in both languages." });

export const rupiah = (description: string) =>
  z
    .int()
    .min(0)
    .meta({ description: `${description} Whole rupiah.`, examples: [8_400] });

/** RFC 3339 with its offset. */
export const instant = (description: string) =>
  z.string().meta({ description, format: "date-time", examples: ["2026-11-20T10:00:00+07:00"] });

export const date = (description: string) =>
  z.string().meta({ description, format: "date", examples: ["2026-11-20"] });

export const Programme = z.enum(["JKK", "JKM", "JHT"]).meta({
  description: "JKK work accident, JKM death, JHT old-age saving.",
});

export const Span = z
  .object({ from: date("First day covered."), to: date("Last day covered.") })
  .meta({ description: "Days, both included." });

export const Discount = z.object({
  amount: rupiah("What comes off the full prices of all months."),
  legalBasis: z.string().meta({ description: "The regulation that says so.", examples: ["PP 50/2025"] }),
});

export const maskedName = z.string().meta({
  description: "First letter of each word; the worker confirms it before cash changes hands.",
  examples: ["S*** R*****"],
});
export const maskedNik = z.string().meta({
  description: "Last four digits of the NIK behind stars.",
  examples: ["************0001"],
});

export const proofCode = z.string().meta({
  description: "A short code that the worker can read out on the phone to prove this payment.",
  examples: ["7M3N-834K-C"],
});
export const billingCode = z.string().meta({
  description:
    "13 digits, the last a check digit; a bank or a till that cannot type a NIK takes it as the customer's number.",
  examples: ["9990000000013"],
});

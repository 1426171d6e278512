import * as z from "zod";

/** What SNAP answers are made of (snap-bi.md 3). Everything is text, amounts and codes included. */

export const SnapText = z
  .object({ english: z.string(), indonesia: z.string() })
  .meta({ description: "The same text in both languages." });

export const SnapAmount = z
  .object({
    value: z.string().meta({
      description: "Whole rupiah with the two decimals of the standard.",
      pattern: "^(?:0|[1-9]\\d*)\\.00$",
      examples: ["33600.00"],
    }),
    currency: z.literal("IDR"),
  })
  .meta({ description: "An amount." });

export const responseCode = z.string().meta({
  description: "HTTP status, service and case in seven digits.",
  pattern: "^\\d{7}$",
  examples: ["2002400"],
});
export const responseMessage = z
  .string()
  .meta({ description: "The standard's words; for a field at fault its name in braces." });

/** The caller's own numbers, character by character, padding included. */
export const echoedNumbers = {
  partnerServiceId: z.optional(z.string()).meta({
    description: "Yours, as sent, padding included.",
    examples: ["   77210"],
  }),
  customerNo: z
    .optional(z.string())
    .meta({ description: "Yours, as sent.", examples: ["999999150385000103"] }),
  virtualAccountNo: z.optional(z.string()).meta({
    description: "Yours, as sent.",
    examples: ["   77210999999150385000103"],
  }),
};

export const virtualAccountName = z.string().meta({
  description: "First letter of each word of the worker's name; empty where there is none to tell.",
  examples: ["S*** R*****"],
});

/** BRI and most banks read it beside `virtualAccountData`, BCA inside. */
export const additionalInfo = (of: z.ZodType) =>
  z.optional(of).meta({ description: "Beside `virtualAccountData` or inside it, as your profile says." });

export const AnyInfo = z.record(z.string(), z.unknown());

import * as z from "zod";
import { InTwoLanguages, instant } from "./words.ts";

/** Every refusal and fault of H2H: Problem Details (RFC 9457). */
export const H2hProblem = z
  .object({
    type: z.string().meta({
      description: "Names the problem. Go by it, never by the status alone: several problems share one.",
      format: "uri",
    }),
    title: z.string().meta({ description: "The reason in English." }),
    status: z.int().meta({ description: "The HTTP status again." }),
    reason: InTwoLanguages.meta({ description: "What is the matter." }),
    cashier: InTwoLanguages.meta({
      description: "The one thing that the person at the till does now. Show it.",
    }),
    fields: z.optional(z.array(z.string())).meta({
      description: "The fields, headers or signature components at fault, by name; never their values.",
    }),
    detail: z.optional(z.string()).meta({ description: "A hint, such as a clock that is seven hours off." }),
    monthsToReachFloor: z.optional(z.nullable(z.int())).meta({
      description:
        "With `below-floor`: how many months the place could take; null when not even twelve are enough.",
    }),
    monthsUnderCeiling: z.optional(z.nullable(z.int())).meta({
      description: "With `above-ceiling`: how many months the place could take; null when not even one.",
    }),
    opensAt: z.optional(instant("With `service-closed`: when it opens.")),
    cause: z.optional(z.enum(["later-claim", "credit-spent", "day-over"])).meta({
      description: "With `reversal-needs-review`: why a person has to decide.",
    }),
  })
  .meta({ description: "Problem Details (RFC 9457) with both languages and the line for the cashier." });

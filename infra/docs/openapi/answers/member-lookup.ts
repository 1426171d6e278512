import * as z from "zod";
import { date, maskedName, maskedNik, Programme } from "./words.ts";

/** The answer to a member lookup. */
export const MemberLookup = z
  .object({
    maskedName,
    maskedNik,
    programmes: z.array(Programme),
    coverage: z.object({
      state: z.enum(["never-paid", "active", "grace", "ended"]).meta({
        description: "grace: not covered, but the unpaid months can still be made good until `graceUntil`.",
      }),
      coveredTo: z.optional(date("Last day covered; absent when nothing was ever paid.")),
      graceUntil: z.optional(date("Last day on which arrears can be paid.")),
    }),
  })
  .meta({
    description:
      "Who, masked, in which programmes, covered until when. No income, no balance, no birth date.",
  });

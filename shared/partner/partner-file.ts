import * as z from "zod/mini";
import { PartnerProfile } from "./partner.ts";
import { SettlementTerms } from "./settlement-terms.ts";

/** A profile where it enters, from a file or a sample: everything is parsed, also what requests only carry along. */
export const PartnerFile = z.extend(PartnerProfile, {
  settlement: SettlementTerms,
  // Said of a restored ledger, never of a partner.
  forgotten: z.optional(z.never()),
  addresses: z.optional(z.array(z.cidrv4()).check(z.minLength(1), z.maxLength(64))),
});

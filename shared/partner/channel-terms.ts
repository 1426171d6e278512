import * as z from "zod/mini";
import type { BusinessDate } from "../calendar/calendar.ts";
import { BusinessDateText } from "../calendar/calendar-schema.ts";
import { LookupLimits } from "../limit/lookup-limits.ts";

/** The kind of place at which the worker hands over cash; CREDIT is no place: a month that earlier money pays. */
export const Channel = z.enum([
  "BRILINK",
  "BNI_AGEN46",
  "KANTOR_POS",
  "INDOMARET",
  "ALFAMART",
  "BANK_OTHER",
  "CREDIT",
]);
export type Channel = z.infer<typeof Channel>;

/** What a place may do. Which places take payments and which register workers is contradicted by the field's own sources, so all of it is dated data (domain.md 6.1). */
export const Capability = z.enum(["payments", "member-lookup", "registration", "billing-codes"]);
export type Capability = z.infer<typeof Capability>;

/** A capability from a business date on, until another (its last day) or for good. */
export const DatedCapability = z.strictObject({
  name: Capability,
  from: BusinessDateText,
  until: z.optional(BusinessDateText),
});

/** The terms under which a partner works at one kind of place. */
export const ChannelTerms = z.strictObject({
  channel: Channel.check(z.refine((channel) => channel !== "CREDIT")),
  /** CHANNEL-ID values by which a bank names this place; the partner's first terms hold for every other value. */
  channelIds: z.array(z.string().check(z.regex(/^[A-Za-z0-9]{1,16}$/))),
  capabilities: z.array(DatedCapability),
  /** What the channel takes on top of the contribution, never out of it (domain.md 0.10). */
  feeRupiah: z.number().check(z.int(), z.minimum(0), z.maximum(25_000)),
  /** The least and the most contribution that the place can take at once; a discounted month of Rp8,400 lies under a usual floor (domain.md 6.4, case 20). */
  floorRupiah: z.number().check(z.int(), z.minimum(0), z.maximum(100_000)),
  ceilingRupiah: z.number().check(z.int(), z.minimum(100_000), z.maximum(1_000_000_000)),
  /** How often people may be asked about here; the usual numbers where the contract is silent. */
  lookups: z.optional(LookupLimits),
});
export type ChannelTerms = z.infer<typeof ChannelTerms>;

/** Whether a place may do something on a business date. */
export function hasCapability(
  { capabilities }: Pick<ChannelTerms, "capabilities">,
  name: Capability,
  today: BusinessDate,
): boolean {
  return capabilities.some(
    (capability) =>
      capability.name === name &&
      capability.from <= today &&
      (capability.until === undefined || today <= capability.until),
  );
}

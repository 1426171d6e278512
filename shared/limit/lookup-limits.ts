import * as z from "zod/mini";

/**
 * How often somebody may be asked about. A worker is asked for once or twice at a till, a few times when he compares places; a till serves one person in
 * two minutes. What an honest place never reaches is where counting people up begins. A contract may say other numbers.
 */
export const LookupLimits = z.strictObject({
  /** The same number, by one partner on one business day. */
  perNumberAndDay: z.number().check(z.int(), z.minimum(1), z.maximum(1_000_000)),
  /** All numbers of one family (place of first issue and birth date, 12 digits of a NIK), by one partner on one business day. */
  perFamilyAndDay: z.number().check(z.int(), z.minimum(1), z.maximum(1_000_000)),
  /** All numbers, at one till within one hour; only where the caller names his till. */
  perTillAndHour: z.number().check(z.int(), z.minimum(1), z.maximum(1_000_000)),
});
export type LookupLimits = z.infer<typeof LookupLimits>;

const USUAL_LIMITS: LookupLimits = { perNumberAndDay: 50, perFamilyAndDay: 200, perTillAndHour: 300 };

/** The limits of a channel's terms, the usual ones where its contract says none. */
export const lookupLimitsOf = ({ lookups }: { readonly lookups?: LookupLimits | undefined }): LookupLimits =>
  lookups ?? USUAL_LIMITS;

/** From so many different numbers of one family on one day an alarm goes out: nobody has so many customers born on one day in one district. */
export const FAMILY_ALARM_NUMBERS = 10;

/** From so many unknown numbers in one hour at one till (or in a sixteenth of a bank's traffic) an alarm goes out: typing errors are fewer. */
export const UNKNOWN_ALARM_NUMBERS = 20;

import { businessDate } from "../../shared/calendar/calendar.ts";
import type { Capability, ChannelTerms } from "../../shared/partner/channel-terms.ts";
import type { PartnerProfile } from "../../shared/partner/partner.ts";

/** Terms of a place that may do what is named, from long ago and for good. */
export function placeOf(
  channel: ChannelTerms["channel"],
  {
    capabilities = ["payments", "member-lookup"],
    ...more
  }: { readonly capabilities?: readonly Capability[] } & Partial<Omit<ChannelTerms, "capabilities">> = {},
): ChannelTerms {
  const from = businessDate("2020-01-01");
  return {
    channel,
    channelIds: [],
    capabilities: capabilities.map((name) => ({ name, from })),
    feeRupiah: 2_500,
    floorRupiah: 0,
    ceilingRupiah: 5_000_000,
    // Tests ask about a few numbers over and over; the limits have tests of their own.
    lookups: { perNumberAndDay: 1_000_000, perFamilyAndDay: 1_000_000, perTillAndHour: 1_000_000 },
    ...more,
  };
}

/** What a profile has to say besides, where a test does not care. */
export const USUAL_TERMS = {
  standing: "active",
  closings: [],
  settlement: { afterWorkingDays: 1, fileDueAt: "09:00" },
} as const satisfies Partial<PartnerProfile>;

/** The settings of a bank that follows the standard and BRI's way with repeats. */
export const STANDARD_SNAP = {
  signature: "symmetric-with-token",
  signatureEncoding: "base64",
  padding: "space",
  skewSeconds: 300,
  customerNumberForms: ["NIK", "NIK_MONTHS"],
  grantTypeAliases: [],
  repeatedInquiry: "stored-quote",
  repeatedPayment: "bri",
  paysWithoutInquiry: false,
  codes: {},
  messages: {},
  timestampForm: "seconds",
  tokenType: "Bearer",
  additionalInfoPlace: "top-level",
  sends: { nameCharactersMax: 255, billsMax: 5, freeTextsMax: 25 },
  answerWithinMs: 7_500,
} satisfies Partial<PartnerProfile["snap"]>;

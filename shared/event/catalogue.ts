import * as z from "zod/mini";

/**
 * The events of this system, with the schema of their data. They carry the member's key and what is needed to act; no NIK and no name
 * ever (design section 7). Times are RFC 3339 in WIB, amounts whole rupiah. What is optional was added later, so older messages lack it.
 */
const paymentRef = {
  /** `<partner>#<reference>`, parts escaped. */
  paymentKey: z.string(),
  partnerId: z.string(),
  /** Keyed hash of the NIK. */
  memberKey: z.string(),
};

const month = z.object({ month: z.string(), from: z.string(), to: z.string() });

export const EVENT_DATA = {
  /** Money is booked and owns these months. */
  "ContributionAccepted.v1": z.object({
    ...paymentRef,
    channel: z.string(),
    payer: z.string(),
    programmes: z.array(z.string()),
    months: z.array(month),
    amountRupiah: z.number(),
    /** What of the amount bought no month yet, and earlier credit that these months used; added later, so older messages lack them. */
    creditGivenRupiah: z.optional(z.number()),
    creditUsedRupiah: z.optional(z.number()),
    businessDate: z.string(),
    /** Cover counts from here. */
    inForceFrom: z.string(),
  }),
  /** Money was taken for which no month was free: all of it waits as credit for the next one. */
  "ContributionCredited.v1": z.object({
    ...paymentRef,
    channel: z.string(),
    amountRupiah: z.number(),
    creditGivenRupiah: z.number(),
    businessDate: z.string(),
  }),
  /** The partner gave the money back; the months are free again and cover ends from its original start. */
  "ContributionReversed.v1": z.object({
    ...paymentRef,
    programmes: z.array(z.string()),
    months: z.array(month),
    amountRupiah: z.number(),
    reversedAt: z.string(),
    channel: z.optional(z.string()),
  }),
  /** The core knows of the reversal; nothing of the payment is in force. */
  "CoverageRevoked.v1": z.object({
    ...paymentRef,
    programmes: z.array(z.string()),
    months: z.array(month),
    revokedAt: z.string(),
    channel: z.optional(z.string()),
  }),
  /** The core has confirmed; the slices are in force. */
  "CoverageActivated.v1": z.object({
    ...paymentRef,
    programmes: z.array(z.string()),
    months: z.array(month),
    inForceFrom: z.string(),
    activatedAt: z.string(),
    channel: z.optional(z.string()),
    /** When the payment reached us: cover may count from the till's earlier time, a report's waiting time does not. */
    receivedAt: z.optional(z.string()),
  }),
  /** The core has made somebody a member who registered through a partner. */
  "MemberRegistered.v1": z.object({
    registrationId: z.string(),
    /** Keyed hash of the NIK. */
    memberKey: z.string(),
    partnerId: z.string(),
    registeredAt: z.string(),
  }),
  /** Somebody may be counting people up: many numbers of one birth date and district, or many that belong to nobody. Once a window. */
  "LookupsInSequence.v1": z.object({
    partnerId: z.string(),
    sign: z.enum(["one-family", "unknown-numbers"]),
    /** A business date, or one hour of it. */
    period: z.string(),
    /** The till, where the partner names one. */
    place: z.nullable(z.string()),
    /** How many there were when this was said. */
    numbers: z.number(),
    countedFrom: z.string(),
  }),
  /** Somebody asked for failures to be tried again; who and why stands in the replay itself. */
  "ReplayRequested.v1": z.object({ replayId: z.string(), requestedAt: z.string() }),
  /** Something went wrong after the money was taken; a person has to look. */
  "ActivationFailed.v1": z.object({
    failureId: z.string(),
    cause: z.string(),
    paymentKey: z.nullable(z.string()),
    openedAt: z.string(),
  }),
  /** A partner's file of a business date has been matched with the ledger, item by item. A higher revision of the day takes the place of a lower one. */
  "SettlementReconciled.v1": z.object({
    fileId: z.string(),
    partnerId: z.string(),
    businessDate: z.string(),
    says: z.enum(["collected", "suspect"]),
    revision: z.number(),
    lines: z.number(),
    /** What the file adds up to, reversals taken off, and what the ledger holds for the day. */
    partnerRupiah: z.number(),
    ledgerRupiah: z.number(),
    classes: z.array(
      z.object({
        class: z.string(),
        count: z.number(),
        theirsRupiah: z.number(),
        oursRupiah: z.number(),
      }),
    ),
    reconciledAt: z.string(),
  }),
} as const;

export type EventType = keyof typeof EVENT_DATA;
export type EventData<T extends EventType = EventType> = z.infer<(typeof EVENT_DATA)[T]>;

/** What reaches a consumer: an EventBridge envelope whose detail is a CloudEvent of one type. */
export function envelopeOf<T extends EventType>(type: T) {
  return z.object({
    "detail-type": z.literal(type),
    detail: z.object({
      specversion: z.literal("1.0"),
      id: z.string(),
      type: z.literal(type),
      subject: z.string(),
      /** When what it tells of happened. */
      time: z.string(),
      data: EVENT_DATA[type],
    }),
  });
}

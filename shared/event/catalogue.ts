import * as z from "zod/mini";

/**
 * The events of this system, with the schema of their data. They carry the member's key and what is needed to act; no NIK and no name
 * ever (design section 7). Times are RFC 3339 in WIB, amounts whole rupiah.
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
    businessDate: z.string(),
    /** Cover counts from here. */
    inForceFrom: z.string(),
  }),
  /** The core has confirmed; the slices are in force. */
  "CoverageActivated.v1": z.object({
    ...paymentRef,
    programmes: z.array(z.string()),
    months: z.array(month),
    inForceFrom: z.string(),
    activatedAt: z.string(),
  }),
  /** Something went wrong after the money was taken; a person has to look. */
  "ActivationFailed.v1": z.object({
    failureId: z.string(),
    cause: z.string(),
    paymentKey: z.nullable(z.string()),
    openedAt: z.string(),
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
      data: EVENT_DATA[type],
    }),
  });
}

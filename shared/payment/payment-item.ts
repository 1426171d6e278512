import * as z from "zod/mini";
import { formatInstant } from "../calendar/calendar.ts";
import { BusinessDateText, InstantMs } from "../calendar/calendar-schema.ts";
import { Payer, Programme } from "../contribution/programme.ts";
import { PaymentKeyText, RunSchema } from "../coverage/coverage-item.ts";
import { decodeItem } from "../ledger/decode-item.ts";
import { joinKey, shardOf } from "../ledger/key.ts";
import type { LedgerItem } from "../ledger/write.ts";
import { MemberKey } from "../member/member.ts";
import { memberPartition } from "../member/member-item.ts";
import { RupiahAmount } from "../money/rupiah-schema.ts";
import { Channel } from "../partner/channel-terms.ts";
import { PartnerId } from "../partner/partner.ts";
import type { Payment } from "./payment.ts";
import { paymentLedgerKey } from "./payment-key.ts";
import { QuotedMonthSchema } from "./quote-item.ts";

const reference = {
  schemaVersion: z.literal(1),
  partnerId: PartnerId,
  reference: z.string(),
  paymentKey: PaymentKeyText,
  receivedAt: InstantMs,
  businessDate: BusinessDateText,
};

const facts = {
  ...reference,
  channel: Channel,
  inquiryId: z.string(),
  amountRupiah: RupiahAmount,
  monthsNamed: z.optional(z.number()),
  echo: z.record(z.string(), z.string()),
};

const reversal = z.object({ reversedAt: InstantMs, receivedAt: InstantMs, reason: z.string() });

const successor = z.optional(
  z.object({ to: PaymentKeyText, correctionId: z.string(), returned: z.nullable(reversal) }),
);

const booked = {
  ...facts,
  memberKey: MemberKey,
  gatewayReference: z.string(),
  maskedName: z.string(),
  maskedNik: z.string(),
  payer: Payer,
  programmes: z.array(Programme),
  months: z.array(QuotedMonthSchema),
  feeRupiah: RupiahAmount,
  creditUsedRupiah: RupiahAmount,
  creditGivenRupiah: RupiahAmount,
  advised: z.boolean(),
  coversToday: z.boolean(),
  monthsToCoverToday: z.number(),
  inForceFrom: InstantMs,
  runAfter: z.nullable(RunSchema),
  activatedAt: z.nullable(InstantMs),
  review: z.nullable(
    z.object({
      cause: z.enum(["later-claim", "credit-spent", "day-over"]),
      reversedAt: InstantMs,
      keptBy: z.optional(z.string()),
    }),
  ),
  recovered: z.optional(
    z.object({ source: z.enum(["settlement", "failure", "wrong-nik"]), correctionId: z.string() }),
  ),
  origin: z.optional(PaymentKeyText),
};

const PaymentItem = z.discriminatedUnion("state", [
  z.object({ ...booked, state: z.literal("accepted") }),
  z.object({ ...booked, state: z.literal("active") }),
  z.object({ ...booked, state: z.literal("credited") }),
  z.object({
    ...booked,
    state: z.literal("reversed"),
    reversal,
    revokedAt: z.nullable(InstantMs),
    successor,
  }),
  z.object({ ...reference, state: z.literal("tombstone"), reversal }),
  z.object({
    ...facts,
    state: z.literal("refused"),
    memberKey: z.nullable(MemberKey),
    reason: z.enum([
      "quote-unknown",
      "quote-expired",
      "quote-overtaken",
      "number-differs",
      "months-differ",
      "amount-differs",
      "already-paid",
      "advice-too-late",
      "external-id-reused",
      "service-closed",
      "capability-missing",
      "partner-suspended",
    ]),
    opensAt: z.optional(InstantMs),
    successor,
  }),
]);

const HOUR_MS = 3_600_000;

/** The sparse index of what still waits for its activation: by hour and shard, removed by activation or reversal (design section 6). */
function pendingKeys(payment: Payment) {
  if (payment.state !== "accepted") return {};
  const hour = new Date(Math.floor(payment.receivedAt / HOUR_MS) * HOUR_MS).toISOString().slice(0, 13);
  return {
    pendingActivationPK: joinKey("PENDING", hour, shardOf(payment.paymentKey)),
    pendingActivationSK: payment.paymentKey,
  };
}

/** The index from a member to his payments. A tombstone names no worker, because the reversal that made it does not. */
function memberKeys(payment: Payment, moment: string) {
  if (payment.state === "tombstone" || payment.memberKey === null) return {};
  return { memberPaymentsPK: memberPartition(payment.memberKey), memberPaymentsSK: moment };
}

/** The index from a partner's day to its payments. Money that stands under a key of ours lies in the shard of the reference that it came by. */
function partnerDayKeys(payment: Payment, moment: string) {
  const { partnerId, businessDate, paymentKey } = payment;
  const own = ("origin" in payment ? payment.origin : undefined) ?? paymentKey;
  return { partnerDayPK: joinKey("DAY", partnerId, businessDate, shardOf(own)), partnerDaySK: moment };
}

/** A payment as stored. It is money, so it never expires. */
export function paymentItem(payment: Payment): LedgerItem {
  const { paymentKey } = payment;
  const moment = joinKey(formatInstant(payment.receivedAt, "milliseconds"), paymentKey);
  return {
    ...paymentLedgerKey(paymentKey),
    schemaVersion: 1,
    ...payment,
    ...memberKeys(payment, moment),
    ...partnerDayKeys(payment, moment),
    ...pendingKeys(payment),
  };
}

/** Reads a payment. @throws LedgerFault */
export function paymentOf(item: LedgerItem): Payment {
  const { schemaVersion: _, ...payment } = decodeItem("payment", PaymentItem, item);
  return payment;
}

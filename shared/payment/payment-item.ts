import * as z from "zod/mini";
import { formatInstant } from "../calendar/calendar.ts";
import { BusinessDateText, InstantMs } from "../calendar/calendar-schema.ts";
import { Payer, Programme } from "../contribution/programme.ts";
import { PaymentKeyText } from "../coverage/coverage-item.ts";
import { decodeItem } from "../ledger/decode-item.ts";
import { joinKey, shardOf } from "../ledger/key.ts";
import type { LedgerItem } from "../ledger/write.ts";
import { MemberKey } from "../member/member.ts";
import { memberPartition } from "../member/member-item.ts";
import { RupiahAmount } from "../money/rupiah-schema.ts";
import { Channel, PartnerId } from "../partner/partner.ts";
import type { Payment } from "./payment.ts";
import { paymentLedgerKey } from "./payment-key.ts";
import { QuotedMonthSchema } from "./quote-item.ts";

const facts = {
  schemaVersion: z.literal(1),
  partnerId: PartnerId,
  reference: z.string(),
  paymentKey: PaymentKeyText,
  channel: Channel,
  inquiryId: z.string(),
  memberKey: MemberKey,
  amountRupiah: RupiahAmount,
  receivedAt: InstantMs,
  businessDate: BusinessDateText,
  echo: z.record(z.string(), z.string()),
};

const accepted = {
  ...facts,
  gatewayReference: z.string(),
  maskedName: z.string(),
  maskedNik: z.string(),
  payer: Payer,
  programmes: z.array(Programme),
  months: z.array(QuotedMonthSchema),
  feeRupiah: RupiahAmount,
  coversToday: z.boolean(),
  monthsToCoverToday: z.number(),
  inForceFrom: InstantMs,
  activatedAt: z.nullable(InstantMs),
};

const PaymentItem = z.discriminatedUnion("state", [
  z.object({ ...accepted, state: z.literal("accepted") }),
  z.object({ ...accepted, state: z.literal("active") }),
  z.object({
    ...facts,
    state: z.literal("refused"),
    reason: z.enum([
      "quote-unknown",
      "quote-expired",
      "quote-overtaken",
      "number-differs",
      "amount-differs",
      "already-paid",
      "external-id-reused",
      "partner-suspended",
    ]),
  }),
]);

const HOUR_MS = 3_600_000;

/** The sparse index of what still waits for its activation: by hour and shard, removed by the activation (design section 6). */
function pendingKeys(payment: Payment) {
  if (payment.state !== "accepted") return {};
  const hour = new Date(Math.floor(payment.receivedAt / HOUR_MS) * HOUR_MS).toISOString().slice(0, 13);
  return {
    pendingActivationPK: joinKey("PENDING", hour, shardOf(payment.paymentKey)),
    pendingActivationSK: payment.paymentKey,
  };
}

/** A payment as stored. It is money, so it never expires. */
export function paymentItem(payment: Payment): LedgerItem {
  const { paymentKey, memberKey, partnerId, businessDate } = payment;
  const moment = joinKey(formatInstant(payment.receivedAt, "milliseconds"), paymentKey);
  return {
    ...paymentLedgerKey(paymentKey),
    schemaVersion: 1,
    ...payment,
    memberPaymentsPK: memberPartition(memberKey),
    memberPaymentsSK: moment,
    partnerDayPK: joinKey("DAY", partnerId, businessDate, shardOf(paymentKey)),
    partnerDaySK: moment,
    ...pendingKeys(payment),
  };
}

/** Reads a payment. @throws LedgerFault */
export function paymentOf(item: LedgerItem): Payment {
  const { schemaVersion: _, ...payment } = decodeItem("payment", PaymentItem, item);
  return payment;
}

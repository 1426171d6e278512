import { createSecretKey, type KeyObject } from "node:crypto";
import {
  addDays,
  addMonths,
  businessDateOf,
  type Instant,
  instant,
} from "../../../../shared/calendar/calendar.ts";
import { coverageEndKeys } from "../../../../shared/coverage/coverage-item.ts";
import { joinKey, shardOf } from "../../../../shared/ledger/key.ts";
import type { LedgerIndexName } from "../../../../shared/ledger/table.ts";
import type { Nik } from "../../../../shared/member/member.ts";
import { memberPartition } from "../../../../shared/member/member-item.ts";
import { memberKeyOf } from "../../../../shared/member/member-key.ts";
import { PartnerId } from "../../../../shared/partner/partner.ts";
import { paymentItem } from "../../../../shared/payment/payment-item.ts";
import { paymentLedgerKey, quoteLedgerKey } from "../../../../shared/payment/payment-key.ts";
import { reportPartitions } from "../../../../shared/report/counter-item.ts";
import { madePayment } from "../../settlement/made-payment.ts";
import { TRAFFIC } from "../limits/traffic.ts";

/** One write of a simulated payment: where, and how many units. */
export interface SimulatedWrite {
  readonly place: "table" | LedgerIndexName;
  readonly partition: string;
  readonly units: number;
}

/** Units that the writes of one payment were measured to take, by kind of item. */
export type UnitsByKind = Readonly<Record<string, number>>;

const ANCHOR_DAYS = 28;
const KEY: KeyObject = createSecretKey(Buffer.alloc(32, 7));

export interface SimulatedPayment {
  readonly partner: string;
  /** Which of the members pays. */
  readonly member: number;
  readonly reference: string;
  readonly at: Instant;
}

/** A NIK of right form for a number below 20 million: 400 districts, born on any of 15,000 days. */
export function nikOf(member: number): Nik {
  const district = 110_101 + (member % 400) * 1_979;
  const born = new Date(Date.UTC(1962, 0, 1) + (Math.floor(member / 400) % 15_000) * 86_400_000);
  const [year = "", month = "", day = ""] = born.toISOString().slice(0, 10).split("-");
  const serial = 1 + Math.floor(member / 6_000_000);
  return `${String(district).slice(0, 6)}${day}${month}${year.slice(2)}${String(serial).padStart(4, "0")}` as Nik;
}

/** The writes of one payment's whole life that fall on keys, by the code's own key functions, with the units that were measured. */
export function writesOfPayment(pay: SimulatedPayment, units: UnitsByKind): readonly SimulatedWrite[] {
  const partnerId = PartnerId.parse(pay.partner);
  const memberKey = memberKeyOf(KEY, nikOf(pay.member));
  const payment = {
    ...madePayment({ partnerId, reference: pay.reference, receivedAt: pay.at, state: "accepted" }),
    memberKey,
  };
  const item = paymentItem(payment);
  const day = businessDateOf(pay.at);
  const of = (kind: string) => units[kind] ?? 0;
  const table = (partition: string, kind: string) => ({
    place: "table" as const,
    partition,
    units: of(kind),
  });
  const index = (place: LedgerIndexName, partition: unknown) => {
    return { place, partition: String(partition), units: of(place) };
  };
  // Runs end on their own day of the month, whenever their worker began.
  const anchor = addDays(addMonths(day, -1), pay.member % ANCHOR_DAYS);
  const [oldEnd, newEnd] = [1, 2].map((sliceCount) => coverageEndKeys(memberKey, { anchor, sliceCount }));
  return [
    table(paymentLedgerKey(payment.paymentKey).PK, "PAYMENT"),
    table(quoteLedgerKey(partnerId, pay.reference).PK, "QUOTE"),
    table(joinKey("EXTERNAL", partnerId, "inquiry", day, `${pay.reference}1`), "EXTERNAL"),
    table(joinKey("EXTERNAL", partnerId, "payment", day, `${pay.reference}2`), "EXTERNAL"),
    table(memberPartition(memberKey), "MEMBER"),
    table(`COUNTED#${pay.reference}a`, "COUNTED"),
    table(`COUNTED#${pay.reference}b`, "COUNTED"),
    table(reportPartitions(day)[Number(shardOf(pay.reference))] ?? "", "REPORT"),
    index("member-payments", item.memberPaymentsPK),
    index("partner-day", item.partnerDayPK),
    index("pending-activation", item.pendingActivationPK),
    index("gateway-reference", item.gatewayReference),
    { ...index("coverage-end", oldEnd?.coverageEndPK), units: of("coverage-end") / 2 },
    { ...index("coverage-end", newEnd?.coverageEndPK), units: of("coverage-end") / 2 },
  ];
}

/** Payments of so many seconds at this pace, partners by their shares, members by chance. */
export function* simulatedPayments(
  random: () => number,
  {
    perSecond,
    seconds,
    begin,
  }: { readonly perSecond: number; readonly seconds: number; readonly begin: Instant },
): Generator<SimulatedPayment & { readonly second: number }, void, void> {
  for (let n = 0; n < perSecond * seconds; n++) {
    const second = Math.floor(n / perSecond);
    yield {
      ...{ partner: partnerAt(random()), member: Math.floor(random() * TRAFFIC.members), second },
      reference: `${Math.floor(random() * 2 ** 32).toString(16)}-${n.toString(16).padStart(8, "0")}`,
      at: instant(begin + second * 1000 + 137),
    };
  }
}

function partnerAt(point: number): string {
  let left = point;
  for (const [partner, share] of TRAFFIC.shares) {
    left -= share;
    if (left < 0) return partner;
  }
  return TRAFFIC.shares[0][0];
}

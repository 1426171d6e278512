import {
  businessDate,
  businessDateOf,
  formatInstant,
  type Instant,
  instant,
  startOf,
} from "../calendar/calendar.ts";
import { INDEX_SHARDS, joinKey } from "../ledger/key.ts";
import type { Ledger, LedgerCursor } from "../ledger/ledger.ts";
import type { LedgerItem } from "../ledger/write.ts";
import { readProfiles } from "../partner/partner-store.ts";
import type { Payment } from "../payment/payment.ts";
import { paymentOf } from "../payment/payment-item.ts";
import { outletOf } from "./payment-row.ts";

/** What the slip, or the worker, still tells of a payment whose reference is lost. */
export interface FourFacts {
  /** Store or till; empty where the worker does not know it. */
  readonly outlet: string;
  readonly amountRupiah: number;
  /** Any instant of the minute; two minutes before and after are looked through as well. */
  readonly minute: Instant;
  /** The last digits of the NIK: two to four. */
  readonly lastDigits: string;
  readonly partnerId?: string | undefined;
}

const MINUTE_MS = 60_000;
/** No payment is of another time, and at the ends of the calendar the minutes around would not exist. */
const CENTURY = [startOf(businessDate("2000-01-01")), startOf(businessDate("2100-01-01"))] as const;
const MINUTES_AROUND = 2;
/** Index rows looked through of one partner, day and shard: five minutes of 50 payments a second. */
const PAGE = 200;
const PAGES_MAX = 5;
/** Payments that are read because minute and amount fit. */
const CANDIDATES_MAX = 200;
const PARTITIONS_AT_ONCE = 16;

/**
 * Finds payments by outlet, amount, minute and last digits: the rows of those minutes in the index of the partner's day, those of the amount read and looked at. An
 * outlet decides only where the payment names one. Bounded: at most 5 Queries a shard and two BatchGetItem; `isCapped` where that was not enough.
 * @throws LedgerFault
 */
export async function findByFourFacts(
  ledger: Ledger,
  facts: FourFacts,
): Promise<{ readonly payments: readonly Payment[]; readonly isCapped: boolean }> {
  const isOfOurTime = facts.minute >= CENTURY[0] && facts.minute < CENTURY[1];
  if (!isOfOurTime || !/^\d{2,4}$/.test(facts.lastDigits)) return { payments: [], isCapped: false };
  const minute = Math.floor(facts.minute / MINUTE_MS) * MINUTE_MS;
  const from = instant(minute - MINUTES_AROUND * MINUTE_MS);
  const before = instant(minute + (MINUTES_AROUND + 1) * MINUTE_MS);
  const partnerIds = facts.partnerId
    ? [facts.partnerId]
    : (await readProfiles(ledger)).map(({ partnerId }) => partnerId);
  const partitions = partnerIds.flatMap((partnerId) => partitionsOf(partnerId, from, before));

  const rows: LedgerItem[] = [];
  let isCapped = false;
  for (let at = 0; at < partitions.length; at += PARTITIONS_AT_ONCE) {
    const some = partitions.slice(at, at + PARTITIONS_AT_ONCE);
    for (const found of await Promise.all(some.map((of) => rowsBetween(ledger, of, from, before)))) {
      rows.push(...found.rows.filter(({ amountRupiah }) => amountRupiah === facts.amountRupiah));
      isCapped ||= found.isCapped;
    }
  }
  const candidates = rows.slice(0, CANDIDATES_MAX);
  const items = await ledger.readTogether(candidates.map(({ PK, SK }) => ({ PK, SK })));
  const payments = items.flatMap((item) => (item ? [paymentOf(item)] : []));
  return {
    payments: payments.filter((payment) => fits(payment, facts)).sort((a, b) => b.receivedAt - a.receivedAt),
    isCapped: isCapped || rows.length > CANDIDATES_MAX,
  };
}

/** The minutes around midnight lie in two days. */
function partitionsOf(partnerId: string, from: Instant, before: Instant): readonly string[] {
  const days = new Set([businessDateOf(from), businessDateOf(instant(before - 1))]);
  return [...days].flatMap((day) =>
    Array.from({ length: INDEX_SHARDS }, (_, shard) =>
      joinKey("DAY", partnerId, day, String(shard).padStart(2, "0")),
    ),
  );
}

async function rowsBetween(ledger: Ledger, partition: string, from: Instant, before: Instant) {
  const rows: LedgerItem[] = [];
  const first = formatInstant(from, "milliseconds");
  let after: LedgerCursor | undefined;
  for (let page = 0; page < PAGES_MAX; page++) {
    const { items, next } = await ledger.readIndexPage({
      ...{ index: "partner-day", partition, newestFirst: true, limit: PAGE, after },
      upTo: formatInstant(before, "milliseconds"),
    });
    const within = items.filter(({ partnerDaySK }) => String(partnerDaySK) >= first);
    rows.push(...within);
    if (!next || within.length < items.length) return { rows, isCapped: false };
    after = next;
  }
  return { rows, isCapped: true };
}

function fits(payment: Payment, { outlet, lastDigits }: FourFacts): boolean {
  if (!("maskedNik" in payment) || !payment.maskedNik.endsWith(lastDigits)) return false;
  const named = outletOf(payment);
  const asked = outlet.trim().toLowerCase();
  return asked === "" || named === null || named.toLowerCase().includes(asked);
}

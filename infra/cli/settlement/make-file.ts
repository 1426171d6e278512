import type { BusinessDate, Instant } from "../../../shared/calendar/calendar.ts";
import { joinKey } from "../../../shared/ledger/key.ts";
import type { Ledger, LedgerCursor } from "../../../shared/ledger/ledger.ts";
import { memberOf, memberProfileKey } from "../../../shared/member/member-item.ts";
import type { PartnerProfile } from "../../../shared/partner/partner.ts";
import type { Payment } from "../../../shared/payment/payment.ts";
import { paymentOf } from "../../../shared/payment/payment-item.ts";
import type { Keyring } from "../../../shared/seal/keyring.ts";
import { SHARDS } from "../../../shared/settlement/errand.ts";
import type { WrittenLine } from "../../../shared/settlement/write-file.ts";

const PAGE = 100;

/** What the partner's own book would say of a day: the sandbox plays the partner, so it is made from what the ledger holds, reversals as the partner made them. */
export async function linesOfDay(
  deps: { readonly ledger: Ledger; readonly keys: Pick<Keyring, "dataKey"> },
  profile: PartnerProfile,
  date: BusinessDate,
): Promise<readonly WrittenLine[]> {
  const payments = await paymentsOfDay(deps.ledger, profile.partnerId, date);
  const lines: WrittenLine[] = [];
  for (const payment of payments) {
    if (payment.state === "refused" || payment.state === "tombstone") continue;
    const line = await lineOf(deps, profile, payment);
    lines.push(line);
    if (payment.state === "reversed" || payment.review) lines.push({ ...line, type: "reversal" });
  }
  return lines.sort((a, b) => a.paidAt - b.paidAt);
}

async function paymentsOfDay(
  ledger: Ledger,
  partnerId: string,
  date: BusinessDate,
): Promise<readonly Payment[]> {
  const found: Payment[] = [];
  for (const shard of SHARDS) {
    const range = { index: "partner-day", partition: joinKey("DAY", partnerId, date, shard) } as const;
    let after: LedgerCursor | undefined;
    do {
      const page = await ledger.readIndexPage({ ...range, limit: PAGE, newestFirst: false, after });
      const items = await ledger.readTogether(page.items.map(({ PK, SK }) => ({ PK, SK })));
      found.push(...items.flatMap((item) => (item ? [paymentOf(item)] : [])));
      after = page.next;
    } while (after);
  }
  return found;
}

type Booked = Exclude<Payment, { state: "refused" | "tombstone" }>;

async function lineOf(
  { ledger, keys }: { readonly ledger: Ledger; readonly keys: Pick<Keyring, "dataKey"> },
  { snap }: PartnerProfile,
  payment: Booked,
): Promise<WrittenLine> {
  const { reference, amountRupiah, receivedAt, months, echo } = payment;
  const item = await ledger.read(memberProfileKey(payment.memberKey));
  const nik = item && memberOf(keys, item).identity.nik;
  return {
    type: "payment",
    reference,
    amountRupiah,
    paidAt: receivedAt,
    customerNumber: nik && snap ? `${snap.partnerServiceId.padStart(8, " ")}${nik}` : nik,
    months: months.length,
    store: echo["terminal.storeId"],
    till: echo["terminal.tillId"],
  };
}

/** A day with something wrong in it: for each kind of difference one, as far as the day has lines. What is only ours is left out, what is only theirs is invented. */
export function withDifferences(lines: readonly WrittenLine[], now: Instant): readonly WrittenLine[] {
  const payments = lines.filter(({ type }) => type === "payment");
  const [left, other, twice] = payments;
  const changed = lines
    .filter((line) => line !== left)
    .map((line) => (line === other ? { ...line, amountRupiah: line.amountRupiah + 1_000 } : line));
  const invented: WrittenLine = {
    type: "payment",
    reference: `HANYA-MITRA-${now}`,
    amountRupiah: 8_400,
    paidAt: left?.paidAt ?? now,
    // Of a worker that is registered, so that its correction can be tried; otherwise invented: no district has the code 999999.
    customerNumber: left?.customerNumber ?? "9999991503850001",
    months: 1,
  };
  return [...changed, ...(twice ? [twice] : []), invented];
}

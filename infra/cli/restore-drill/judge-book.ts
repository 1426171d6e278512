import type { LedgerBook } from "./ledger-book.ts";
import { isBooked, isHeld } from "./sums.ts";

/**
 * What is wrong with a ledger by the invariants of money that its items show (design section 6: 1, 2, 5, 6), a line each. The sums of the first one are made for `members`:
 * those whose whole history is in the table.
 */
export function judgeBook(
  { payments, coverages, slices }: LedgerBook,
  members: ReadonlySet<string>,
): readonly string[] {
  const found: string[] = [];
  const owners = new Map<string, string>();
  const inForce = new Map(slices.map(({ place, paymentKey }) => [place, paymentKey]));
  const byKey = new Map<string, (typeof payments)[number]>(payments.map((each) => [each.paymentKey, each]));
  for (const payment of payments) {
    if (!isHeld(payment)) continue;
    for (const { month } of payment.months) {
      for (const programme of payment.programmes) {
        const place = `MEMBER#${payment.memberKey} SLICE#${month}#${programme}`;
        const other = owners.get(place);
        if (other !== undefined) found.push(`${month} ${programme}: ${other}, ${payment.paymentKey}`);
        owners.set(place, payment.paymentKey);
        if (payment.state === "active" && inForce.get(place) !== payment.paymentKey) {
          found.push(`${payment.paymentKey}: ${month} ${programme} tidak berlaku / not in force`);
        }
      }
    }
    if (payment.state === "accepted") found.push(`${payment.paymentKey}: belum aktif / not active`);
  }
  for (const { place, paymentKey } of slices) {
    const owner = byKey.get(paymentKey);
    if (!owner || !isHeld(owner))
      found.push(`${paymentKey}: ${place.split(" ")[1]} tanpa uang / without money`);
  }
  for (const coverage of coverages) {
    if (!members.has(coverage.memberKey)) continue;
    const own = payments.filter(isBooked).filter(({ memberKey }) => memberKey === coverage.memberKey);
    const accepted = own.reduce((sum, { amountRupiah }) => sum + amountRupiah, 0);
    const back = own.filter((each) => !isHeld(each)).reduce((sum, { amountRupiah }) => sum + amountRupiah, 0);
    const claimed = Object.values(coverage.claims).reduce((sum, { rupiah }) => sum + rupiah, 0);
    if (accepted !== claimed + coverage.creditRupiah + back) {
      found.push(`Rp${accepted} != ${claimed} + ${coverage.creditRupiah} + ${back}`);
    }
  }
  return found;
}

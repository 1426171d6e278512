import { type Rupiah, rupiah, sumRupiah } from "../../money/rupiah.ts";
import type { SnapProfile } from "../../partner/snap-profile.ts";
import type { QuotedMonth } from "../../payment/quote.ts";
import { joined, monthName, shortMonthName } from "./month-name.ts";
import { type Bilingual, wireAmount } from "./wire.ts";

/** What a quote or an accepted payment buys, and the credit that came in or stays over. */
export interface Bought {
  readonly months: readonly QuotedMonth[];
  readonly creditUsedRupiah?: Rupiah;
  readonly creditGivenRupiah?: Rupiah;
}

/** Lengths that the standard allows us to send: billNo 18, billName 20, billShortName 10, descriptions 18 (snap-bi.md 3.3). */
export interface WireBill {
  readonly billCode: string;
  readonly billNo: string;
  readonly billName: string;
  readonly billShortName: string;
  readonly billDescription: Bilingual;
  readonly billAmount: ReturnType<typeof wireAmount>;
}

type Month = Pick<QuotedMonth, "month" | "amount">;

/**
 * One bill for each contribution month, the oldest first, and one for money that waits for the next month. What the bank shows no more of is folded into the last
 * month's, and credit is taken off the oldest months, so that the amounts always add up to the total (snap-bi.md 3.3, 8.22).
 */
export function billDetails(
  { months, creditUsedRupiah, creditGivenRupiah }: Bought,
  { billsMax }: Pick<SnapProfile["sends"], "billsMax">,
): readonly WireBill[] {
  const waiting = creditGivenRupiah ? [creditBill(creditGivenRupiah)] : [];
  const room = Math.max(1, billsMax - waiting.length);
  const due = lessCredit(months, creditUsedRupiah ?? 0);
  const alone = due.length > room ? room - 1 : due.length;
  const groups = due.slice(0, alone).map((month) => [month]);
  if (due.length > alone) groups.push(due.slice(alone));
  return [...groups.map(monthBill), ...waiting].map((bill, index) => ({
    billCode: String(index + 1).padStart(2, "0"),
    ...bill,
  }));
}

function lessCredit(months: readonly QuotedMonth[], credit: number): readonly Month[] {
  let left = credit;
  return months.map(({ month, amount }) => {
    const used = Math.min(left, amount);
    left -= used;
    return { month, amount: rupiah(amount - used) };
  });
}

type UncodedBill = Omit<WireBill, "billCode">;

function creditBill(credit: Rupiah): UncodedBill {
  return {
    billNo: "SALDO",
    billName: "Saldo iuran",
    billShortName: "Saldo",
    billDescription: { english: "Kept as credit", indonesia: "Saldo iuran" },
    billAmount: wireAmount(credit),
  };
}

function monthBill(group: readonly Month[], index: number): UncodedBill {
  const [first] = group;
  const last = group.at(-1);
  if (!first || !last) throw new RangeError("a bill of no month");
  const digits = ({ month }: Month) => month.replace("-", "");
  const billAmount = wireAmount(sumRupiah(group.map(({ amount }) => amount)));
  if (group.length === 1) {
    const name = monthName(first.month);
    return {
      billNo: digits(first),
      billName: name.indonesia,
      billShortName: shortMonthName(first.month).indonesia,
      billDescription: name,
      billAmount,
    };
  }
  return {
    billNo: `${digits(first)}-${digits(last)}`,
    billName: index === 0 ? `${group.length} bulan` : `${group.length} bulan berikutnya`,
    billShortName: `${group.length} bulan`,
    billDescription: joined(shortMonthName(first.month), "-", shortMonthName(last.month)),
    billAmount,
  };
}

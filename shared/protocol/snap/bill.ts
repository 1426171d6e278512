import { sumRupiah } from "../../money/rupiah.ts";
import type { Quote, QuotedMonth } from "../../payment/quote.ts";
import { joined, monthName, shortDate, shortMonthName } from "./month-name.ts";
import { type Bilingual, wireAmount } from "./wire.ts";

/** What a quote and an accepted payment tell about the months bought. */
export type Bought = Pick<Quote, "months" | "coversToday" | "monthsToCoverToday">;

/** Banks show five bills (snap-bi.md 3.3); from the fifth on, months are folded into the last one. */
const BILLS_MAX = 5;

/** Lengths that the standard allows us to send: billNo 18, billName 20, billShortName 10, descriptions 18 (snap-bi.md 3.3). */
export interface WireBill {
  readonly billCode: string;
  readonly billNo: string;
  readonly billName: string;
  readonly billShortName: string;
  readonly billDescription: Bilingual;
  readonly billAmount: ReturnType<typeof wireAmount>;
}

/** One bill for each contribution month, the oldest first; their amounts add up to the total. */
export function billDetails({ months }: Pick<Bought, "months">): readonly WireBill[] {
  const alone = months.length > BILLS_MAX ? BILLS_MAX - 1 : months.length;
  const groups: (readonly QuotedMonth[])[] = months.slice(0, alone).map((month) => [month]);
  if (months.length > alone) groups.push(months.slice(alone));
  return groups.map(billOf);
}

function billOf(group: readonly QuotedMonth[], index: number): WireBill {
  const { first, last } = ends(group);
  const digits = (month: QuotedMonth) => month.month.replace("-", "");
  const bill = {
    billCode: String(index + 1).padStart(2, "0"),
    billAmount: wireAmount(sumRupiah(group.map(({ amount }) => amount))),
  };
  if (group.length === 1) {
    const name = monthName(first.month);
    return {
      ...bill,
      billNo: digits(first),
      billName: name.indonesia,
      billShortName: shortMonthName(first.month).indonesia,
      billDescription: name,
    };
  }
  return {
    ...bill,
    billNo: `${digits(first)}-${digits(last)}`,
    billName: `${group.length} bulan berikutnya`,
    billShortName: `${group.length} bulan`,
    billDescription: joined(shortMonthName(first.month), "-", shortMonthName(last.month)),
  };
}

/** The months by name and the days they cover; each line fits the 32 characters of a free text. */
export function boughtTexts({ months }: Pick<Bought, "months">): readonly Bilingual[] {
  const { first, last } = ends(months);
  const days = joined(shortDate(first.from), "-", shortDate(last.to));
  return [
    months.length === 1
      ? monthName(first.month)
      : joined(monthName(first.month), " - ", monthName(last.month)),
    { english: `Cover ${days.english}`, indonesia: `Aktif ${days.indonesia}` },
  ];
}

/** Says at the till, before cash changes hands, whether these months reach today (design section 6). */
export function todayText({ coversToday, monthsToCoverToday }: Bought): Bilingual {
  if (coversToday) return { english: "Covered from today's payment", indonesia: "Terlindungi sejak dibayar" };
  return {
    english: `Not active, needs ${monthsToCoverToday} months`,
    indonesia: `Belum aktif, perlu ${monthsToCoverToday} bulan`,
  };
}

function ends(months: readonly QuotedMonth[]): { readonly first: QuotedMonth; readonly last: QuotedMonth } {
  const [first] = months;
  const last = months.at(-1);
  if (!first || !last) throw new RangeError("a quote buys at least one month");
  return { first, last };
}

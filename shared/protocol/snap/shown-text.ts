import { rupiahText } from "../../money/rupiah-text.ts";
import type { SnapProfile } from "../../partner/snap-profile.ts";
import type { AcceptedPayment } from "../../payment/payment.ts";
import type { Quote } from "../../payment/quote.ts";
import { proofCodeOf } from "../../receipt/proof-code.ts";
import type { Bought } from "./bill.ts";
import { joined, monthName, shortDate } from "./month-name.ts";
import type { Bilingual } from "./wire.ts";

type Sends = SnapProfile["sends"];

/** What an agent reads out before cash changes hands: the months, the days, the credit that is used up, and whether today is covered. */
export function quoteTexts(quote: Quote, sends: Sends): readonly Bilingual[] {
  return shownTexts([...boughtTexts(quote), ...creditText(quote), todayText(quote)], sends);
}

/** What stands on a bank's slip: the months, the days, and the code by which the worker proves this payment on the phone. */
export function paymentTexts(payment: AcceptedPayment, sends: Sends): readonly Bilingual[] {
  const code = proofCodeOf(payment.gatewayReference);
  const proof = { english: `Proof code ${code}`, indonesia: `Kode bukti ${code}` };
  return shownTexts([...boughtTexts(payment), ...creditText(payment), proof], sends);
}

/** The months by name and the days they cover; each line fits the 32 characters of a free text. */
export function boughtTexts({ months }: Pick<Bought, "months">): readonly Bilingual[] {
  const [first, last] = [months[0], months.at(-1)];
  // Money of an advice whose months were gone, and that reaches no other (design section 6).
  if (!first || !last)
    return [{ english: "Kept for your next month", indonesia: "Disimpan untuk bulan berikutnya" }];
  const days = joined(shortDate(first.from), "-", shortDate(last.to));
  return [
    months.length === 1
      ? monthName(first.month)
      : joined(monthName(first.month), " - ", monthName(last.month)),
    { english: `Cover ${days.english}`, indonesia: `Aktif ${days.indonesia}` },
  ];
}

/** Why the bills are less than the months' prices. */
function creditText({ creditUsedRupiah }: Bought): readonly Bilingual[] {
  if (!creditUsedRupiah) return [];
  const amount = rupiahText(creditUsedRupiah);
  return [{ english: `Credit used ${amount}`, indonesia: `Saldo dipakai ${amount}` }];
}

/** Says at the till, before cash changes hands, whether these months reach today (design section 6). */
export function todayText({
  coversToday,
  monthsToCoverToday,
  months,
  businessDate,
}: Pick<Quote, "coversToday" | "monthsToCoverToday" | "months" | "businessDate">): Bilingual {
  const first = months[0];
  // Months ahead: whoever reads "from today's payment" beside a later day would not know which holds.
  if (coversToday && first && first.from > businessDate) {
    return { english: "Covered; these months follow on", indonesia: "Sudah aktif; bulan menyambung" };
  }
  if (coversToday) return { english: "Covered from today's payment", indonesia: "Terlindungi sejak dibayar" };
  return {
    english: `Not active, needs ${monthsToCoverToday} months`,
    indonesia: `Belum aktif, perlu ${monthsToCoverToday} bulan`,
  };
}

/** The name in as many characters as the bank shows. */
export function shownName(
  maskedName: string,
  { nameCharactersMax }: Pick<Sends, "nameCharactersMax">,
): string {
  return [...maskedName].slice(0, nameCharactersMax).join("");
}

/** As many lines as the bank shows. The last ones say most; what the first says, the bills say as well. */
export function shownTexts(
  lines: readonly Bilingual[],
  { freeTextsMax }: Pick<Sends, "freeTextsMax">,
): readonly Bilingual[] {
  return lines.slice(Math.max(0, lines.length - freeTextsMax));
}

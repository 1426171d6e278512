import { monthInWords } from "../../../shared/calendar/month-name.ts";
import { rupiahText } from "../../../shared/money/rupiah-text.ts";
import type { QuotedMonth } from "../../../shared/payment/quote.ts";
import type { Html, Piece } from "../../html.ts";
import type { Say } from "../../say.ts";
import { table } from "./table.ts";

/** Months that a payment bought or would buy: by name, from when to when, at what price. */
export function monthsTable(
  say: Say,
  months: readonly Pick<QuotedMonth, "month" | "from" | "to" | "amount">[],
  foot?: readonly Piece[],
): Html {
  return table({
    caption: say("Bulan", "Months"),
    columns: [
      { head: say("Bulan", "Month") },
      { head: say("Terlindungi", "Covered") },
      { head: say("Harga", "Price"), kind: "number" },
    ],
    rows: months.map(({ month, from, to, amount }) => [
      say.of(monthInWords(month)),
      `${from} - ${to}`,
      rupiahText(amount),
    ]),
    ...(foot && { foot }),
    empty: say("Tidak ada bulan: semuanya kredit.", "No month: all of it is credit."),
  });
}

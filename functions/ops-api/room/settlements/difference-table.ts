import { rupiahText } from "../../../../shared/money/rupiah-text.ts";
import type { ShownDifference } from "../../../../shared/settlement/list-differences.ts";
import type { DifferenceClass } from "../../../../shared/settlement/settlement.ts";
import { classInWords } from "../../../../shared/settlement/statement.ts";
import { type Html, html, type Piece } from "../../../html.ts";
import type { Say } from "../../../say.ts";
import { badge } from "../../page/mark.ts";
import { moment } from "../../page/moment.ts";
import { paymentLink, paymentPath } from "../../page/payment-link.ts";
import { table } from "../../page/table.ts";
import { causeOfDifference } from "./day-words.ts";

/** Money that the partner holds and that no payment of ours says: a correction books it. */
const TO_BE_BOOKED: readonly DifferenceClass[] = ["theirs-only"];

interface TableView {
  readonly settlement: { readonly partnerId: string };
  readonly mayPropose: boolean;
}

/** Items that are not simply matched, each with the way to its payment and to its correction. */
export function differenceTable(say: Say, differences: readonly ShownDifference[], view: TableView): Html {
  return table({
    caption: say("Butir yang tidak cocok", "Items that do not match"),
    columns: [
      { head: say("Golongan", "Class") },
      { head: say("Referensi", "Reference"), kind: "code" },
      { head: say("Baris", "Line"), kind: "number" },
      { head: say("Mitra", "Partner"), kind: "number" },
      { head: say("Kami", "Ours"), kind: "number" },
      { head: say("Keterangan", "Remarks") },
    ],
    rows: differences.map((difference) => rowOf(say, difference, view)),
    empty: say("Tidak ada: kedua buku sama.", "None: the two books agree."),
  });
}

function rowOf(say: Say, difference: ShownDifference, { settlement: { partnerId }, mayPropose }: TableView) {
  const { class: name, reference, line, theirsRupiah, oursRupiah, differenceId, bookedAs } = difference;
  const isToBeBooked = TO_BE_BOOKED.includes(name) && bookedAs === null;
  return [
    badge(isToBeBooked || name === "ours-only" ? "bad" : "warn", say.of(classInWords(name))),
    html`<a href="/ops${paymentPath({ partnerId, reference })}">${reference}</a>`,
    line ?? "-",
    signed(theirsRupiah),
    signed(oursRupiah),
    html`${remarks(say, difference)}${
      mayPropose &&
      isToBeBooked &&
      html` <a href="/ops/corrections/new?difference=${differenceId}">${say("Ajukan koreksi", "Propose a correction")}</a>`
    }`,
  ];
}

/** What else is known of an item, part after part. */
function remarks(say: Say, difference: ShownDifference): Html {
  const { cause, otherDate, firstLine, paidAt, months, terminal, answer, bookedAs } = difference;
  const parts: readonly Piece[] = [
    cause !== null && causeOfDifference(say, cause),
    otherDate,
    firstLine !== null && say(`baris ${firstLine} yang dihitung`, `line ${firstLine} counts`),
    paidAt !== null && moment(say, paidAt),
    months !== null && `${months} ${say("bulan", "months")}`,
    terminal,
    bookedAs && html`<b>${say("dibukukan sejak itu", "booked since")}</b>: ${paymentLink(bookedAs)}`,
    answer && html`${say("kata bank", "the bank says")}: <code>${answer.says}</code>`,
  ];
  const known = parts.filter((part) => part !== false && part !== null);
  return html`${known.map((part, at) => (at === 0 ? part : html` · ${part}`))}`;
}

const signed = (amount: number): string => (amount < 0 ? `-${rupiahText(-amount)}` : rupiahText(amount));

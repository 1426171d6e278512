import { type Html, html } from "../../../../../functions/html.ts";
import type { Say } from "../../../../../functions/say.ts";
import { type BusinessDate, parseBusinessDate } from "../../../../../shared/calendar/calendar.ts";
import { shortDateInWords } from "../../../../../shared/calendar/month-name.ts";
import { rupiahText } from "../../../../../shared/money/rupiah-text.ts";
import type { TillPrice } from "../../../../cli/till-port.ts";
import type { ShownBill } from "../visit.ts";
import { accidentButtons } from "./accident-buttons.ts";
import { benefitOf } from "./benefits.ts";
import { stepHead } from "./layout.ts";

/** The second screen: the masked name, the price month by month, what it buys, and the two ways to go on. */
export function quotedPage(
  say: Say,
  {
    bill,
    action,
    today,
    otherPartner,
  }: {
    readonly bill: ShownBill;
    readonly action: string;
    readonly today: BusinessDate;
    /** Who plays the second till. */
    readonly otherPartner: string | undefined;
  },
): Html {
  const { quote, price } = bill;
  const total = rupiahText(quote.totalRupiah + quote.feeRupiah);
  return html`${stepHead(say, 2, say("Benar ini orangnya?", "Is this the right person?"))}
<div class="person"><p class="name">${quote.maskedName}</p><p class="number">NIK ${quote.maskedNik}</p></div>
${price && coverNote(say, price, { action, today })}
${price && priceTable(say, price)}
<dl class="sums">
${price?.discount && sum(say("Potongan, sudah dihitung", "Discount, already taken off"), `-${rupiahText(price.discount.amount)}`, `${say("dasar", "basis")}: ${price.discount.legalBasis}`)}
${price && price.creditUsed > 0 && sum(say("Saldo dipakai", "Credit used"), `-${rupiahText(price.creditUsed)}`)}
${sum(say("Iuran", "Contribution"), rupiahText(quote.totalRupiah))}
${sum(say("Biaya layanan", "Service fee"), rupiahText(quote.feeRupiah), say("milik tempat bayar, terpisah dari iuran", "the till's own, apart from the contribution"))}
<div class="sum total"><dt>Total</dt><dd>${total}</dd></div>
</dl>
<form method="post" action="${action}" class="stack">
<button class="primary" name="act" value="pay">${say(`Uang diterima, bayar ${total}`, `Money taken, pay ${total}`)}</button>
<button class="quiet" name="act" value="back">${say("Bukan, kembali", "No, go back")}</button>
</form>
${price && benefits(say, price)}
${accidentButtons(say, action, otherPartner)}`;
}

function sum(label: string, amount: string, note?: string): Html {
  return html`<div class="sum"><dt>${label}${note && html` <small class="why">${note}</small>`}</dt><dd>${amount}</dd></div>`;
}

/** A day in words; as it came when it is not one. */
export function dayIn(say: Say, text: string): string {
  const day = parseBusinessDate(text);
  return day ? say.of(shortDateInWords(day)) : text;
}

/** Whether these months cover today; if not, how many would, as a button. */
function coverNote(
  say: Say,
  price: TillPrice,
  { action, today }: { readonly action: string; readonly today: BusinessDate },
): Html {
  const { coverage, coversToday, monthsToCoverToday } = price;
  const days =
    coverage && html`<span class="days">${dayIn(say, coverage.from)} - ${dayIn(say, coverage.to)}</span>`;
  if (coversToday) {
    const isExtension = coverage !== null && coverage.from > today;
    const told = isExtension
      ? say(
          "Sudah terlindungi hari ini; bulan-bulan ini menyambung",
          "Covered today already; these months follow on",
        )
      : say("Terlindungi hari ini juga", "Covered from today");
    return html`<div class="note good"><p><b>${told}</b> ${days}</p></div>`;
  }
  return html`<div class="note warn"><p><b>${say("Belum melindungi hari ini.", "Does not cover today.")}</b> ${days}</p>
<p>${say(
    `Bulan ini melunasi tunggakan; perlu ${monthsToCoverToday} bulan agar terlindungi hari ini.`,
    `These months make good arrears; it takes ${monthsToCoverToday} months to be covered today.`,
  )}</p>
<form method="post" action="${action}"><input type="hidden" name="months" value="${monthsToCoverToday}">
<button name="act" value="more-months">${say(
    `Hitung untuk ${monthsToCoverToday} bulan`,
    `Price ${monthsToCoverToday} months`,
  )}</button></form></div>`;
}

/** An amount in a column that says what it is: `10.000`. */
const figures = (amount: number) => rupiahText(amount).replace("Rp", "");

function priceTable(say: Say, { programmes, months, discount }: TillPrice): Html {
  return html`<table class="price">
<caption>${say("Harga per bulan iuran", "Price by contribution month")} <small class="soft">${say("dalam rupiah", "in rupiah")}</small></caption>
<thead><tr><th scope="col">${say("Bulan", "Month")}</th>${programmes.map(
    (programme) => html`<th scope="col">${programme}</th>`,
  )}<th scope="col">${say("Jumlah", "Sum")}</th></tr></thead>
<tbody>${months.map(
    ({ name, amount, lines }) =>
      html`<tr><th scope="row">${say.of(name)}</th>${programmes.map((programme) =>
        priceCell(
          say,
          lines.find((line) => line.programme === programme),
        ),
      )}<td><b>${figures(amount)}</b></td></tr>`,
  )}</tbody></table>
${
  discount &&
  html`<p class="basis">${say(
    `Harga yang dicoret adalah harga penuh; potongan menurut ${discount.legalBasis}. Manfaat tetap penuh. Tiap bulan dihargai menurut bulannya sendiri, jadi bulan di luar masa potongan berharga penuh.`,
    `Struck out is the full price; the discount is by ${discount.legalBasis}. Benefits stay whole. Each month is priced by its own date, so months outside the discount cost the full price.`,
  )}</p>`
}`;
}

function priceCell(say: Say, line: TillPrice["months"][number]["lines"][number] | undefined): Html {
  if (!line) return html`<td>-</td>`;
  const full =
    line.fullAmount === line.amount
      ? undefined
      : html`<del><span class="unseen">${say("harga penuh", "full price")} </span>${figures(line.fullAmount)}</del> `;
  return html`<td>${full}${figures(line.amount)}</td>`;
}

function benefits(say: Say, { programmes }: TillPrice): Html {
  const known = programmes.flatMap((programme) => {
    const benefit = benefitOf(programme);
    return benefit ? [{ programme, ...benefit }] : [];
  });
  return html`<section class="benefits"><h2>${say("Yang dibeli", "What it buys")}</h2><dl>${known.map(
    ({ programme, name, gives }) =>
      html`<div><dt>${programme} <small class="soft">${say.of(name)}</small></dt><dd>${say.of(gives)}</dd></div>`,
  )}</dl></section>`;
}

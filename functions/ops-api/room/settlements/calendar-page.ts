import { addDays, type BusinessDate } from "../../../../shared/calendar/calendar.ts";
import { rupiahText } from "../../../../shared/money/rupiah-text.ts";
import type { Settlement } from "../../../../shared/settlement/read-settlement.ts";
import { type Html, html } from "../../../html.ts";
import type { Say } from "../../../say.ts";
import { searchForm, selectField, textField } from "../../page/form.ts";
import { figures, panel } from "../../page/mark.ts";
import { countText } from "../../page/moment.ts";
import { table } from "../../page/table.ts";
import { dayBadge, dayPath, differenceCount } from "./day-words.ts";

export interface CalendarView {
  readonly days: readonly Settlement[];
  readonly partners: readonly { readonly partnerId: string; readonly partnerName: string }[];
  readonly partnerId: string | undefined;
  readonly from: BusinessDate;
  readonly to: BusinessDate;
}

/** Every partner's business dates, the latest first: what has come, what is late, what does not add up. */
export function calendarPage(say: Say, view: CalendarView): Html {
  const { days, partnerId, from, to } = view;
  const late = days.filter(({ state }) => state === "late").length;
  const refused = days.filter(({ state }) => state === "refused").length;
  const open = days.reduce((sum, { collected }) => sum + differenceCount(collected?.totals), 0);
  return html`${figures([
    { label: say("Terlambat", "Late"), value: countText(say, late), tone: late > 0 ? "bad" : "good" },
    {
      label: say("Berkas ditolak", "Files refused"),
      value: countText(say, refused),
      tone: refused > 0 ? "bad" : "good",
    },
    { label: say("Selisih", "Differences"), value: countText(say, open), tone: open > 0 ? "warn" : "good" },
  ])}
${panel(
  say("Tanggal transaksi", "Business dates"),
  html`${filter(say, view)}${partnerId === undefined ? grid(say, view) : lines(say, days)}<p class="row">
<a class="button" href="/ops/settlements${queryText(addDays(from, -1), partnerId)}">${say("Lebih lama", "Older")}</a></p>`,
  `${from} - ${to}`,
)}`;
}

const queryText = (until: BusinessDate, partnerId: string | undefined): string =>
  `?${new URLSearchParams({ until, ...(partnerId !== undefined && { partner: partnerId }) })}`;

function filter(say: Say, { partners, partnerId, to }: CalendarView): Html {
  return searchForm({
    action: "/settlements",
    submit: say("Tampilkan", "Show"),
    fields: html`${selectField({
      name: "partner",
      label: say("Mitra", "Partner"),
      value: partnerId ?? "",
      isOptional: true,
      options: [
        ["", say("semua", "all")],
        ...partners.map(({ partnerId: id, partnerName }) => [id, partnerName] as const),
      ],
    })}${textField({ name: "until", label: say("Sampai tanggal", "Up to"), value: to, type: "date", isOptional: true })}`,
  });
}

/** One row a date, one column a partner. */
function grid(say: Say, { days, partners }: CalendarView): Html {
  const byDate = Map.groupBy(days, ({ businessDate }) => businessDate);
  const content = table({
    caption: say("Keadaan rekonsiliasi per tanggal dan mitra", "State of settlement by date and partner"),
    columns: [
      { head: say("Tanggal", "Date") },
      // By its id: eight names side by side are wider than a screen.
      ...partners.map(({ partnerId }) => ({ head: partnerId })),
    ],
    rows: [...byDate].map(([date, of]) => [
      html`<time datetime="${date}">${date}</time>`,
      ...partners.map(({ partnerId }) => {
        const day = of.find((each) => each.partnerId === partnerId);
        return (
          day &&
          html`<a href="/ops${dayPath(day)}">${dayBadge(say, day)}<span class="unseen"> ${day.partnerName} ${date}</span></a>`
        );
      }),
    ]),
    empty: say("Belum ada mitra.", "There is no partner yet."),
  });
  return html`<div class="scroll">${content}</div>`;
}

/** One partner's dates with what they add up to. */
function lines(say: Say, days: readonly Settlement[]): Html {
  return table({
    caption: say("Rekonsiliasi satu mitra per tanggal", "One partner's settlement by date"),
    columns: [
      { head: say("Tanggal", "Date") },
      { head: say("Keadaan", "State") },
      { head: say("Baris", "Lines"), kind: "number" },
      { head: say("Cocok", "Matched"), kind: "number" },
      { head: say("Menurut mitra", "Partner's total"), kind: "number" },
      { head: say("Menurut kami", "Our total"), kind: "number" },
    ],
    rows: days.map((day) => {
      const { collected } = day;
      const theirs = collected && collected.control.paymentRupiah - collected.control.reversalRupiah;
      return [
        html`<a href="/ops${dayPath(day)}">${day.businessDate}</a>`,
        dayBadge(say, day),
        collected ? countText(say, collected.control.lines) : "-",
        collected?.totals ? countText(say, collected.totals.matched?.count ?? 0) : "-",
        theirs === null ? "-" : rupiahText(theirs),
        collected?.ledger ? rupiahText(collected.ledger.rupiah) : "-",
      ];
    }),
    empty: say("Mitra ini tidak terdaftar.", "This partner is not registered."),
  });
}

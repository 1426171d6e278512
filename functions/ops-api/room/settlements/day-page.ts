import { rupiahText } from "../../../../shared/money/rupiah-text.ts";
import type { SettlementDay } from "../../../../shared/settlement/day-item.ts";
import type { DifferencePage } from "../../../../shared/settlement/list-differences.ts";
import type { FileSummary, Settlement } from "../../../../shared/settlement/read-settlement.ts";
import { refusalInWords } from "../../../../shared/settlement/refusal.ts";
import { DifferenceClass } from "../../../../shared/settlement/settlement.ts";
import {
  classInWords,
  type StatementRow,
  settlementStatement,
  suspectStatement,
} from "../../../../shared/settlement/statement.ts";
import { type Html, html } from "../../../html.ts";
import type { Say } from "../../../say.ts";
import { badge, facts, notice, panel } from "../../page/mark.ts";
import { countText, moment } from "../../page/moment.ts";
import { pager, table } from "../../page/table.ts";
import { dayBadge, dayPath } from "./day-words.ts";
import { differenceTable } from "./difference-table.ts";

export interface DayView {
  readonly settlement: Settlement;
  readonly revisions: SettlementDay["revisions"];
  readonly differences: DifferencePage;
  /** Of the suspect file, which the partner does not count anywhere. */
  readonly suspects: DifferencePage;
  readonly class: DifferenceClass | undefined;
  readonly mayPropose: boolean;
  /** The form to hand in a file, for who may. */
  readonly handIn: Html | false;
}

/** One business date of a partner: the statement both ways, what does not match, and the files that came. */
export function dayPage(say: Say, view: DayView): Html {
  const { settlement, suspects } = view;
  const { refusal, collected } = settlement;
  const suspect = suspectStatement(settlement);
  return html`${
    refusal &&
    notice(
      "bad",
      html`<p><b>${refusal.name}</b> ${say("ditolak seluruhnya; tidak ada yang berubah.", "was refused whole; nothing has changed.")}</p><p>${say.of(refusalInWords(refusal))} · ${moment(say, refusal.receivedAt)}</p>`,
    )
  }${panel(say("Berkas", "File"), fileFacts(say, settlement, collected))}
${collected && panel(say("Laporan rekonsiliasi", "Statement"), statement(say, settlement, settlementStatement(settlement)), download(say, settlement, "statement"))}
${collected?.state === "reconciled" && panel(say("Yang tidak cocok", "What does not match"), differences(say, view), download(say, settlement, "differences"))}
${
  suspect &&
  panel(
    say("Transaksi ragu dari mitra", "The partner's suspect lines"),
    html`${rowsOf(say, suspect)}${differenceTable(say, suspects.differences, view)}`,
  )
}
${panel(say("Berkas yang pernah datang", "Files that have come"), revisions(say, view))}
${view.handIn && panel(say("Serahkan berkas mitra", "Hand in a file for the partner"), view.handIn)}`;
}

function fileFacts(say: Say, settlement: Settlement, file: FileSummary | null): Html {
  const common = [[say("Keadaan", "State"), dayBadge(say, settlement)] as const];
  if (!file) {
    return facts([
      ...common,
      [say("Ditunggu sampai", "Due by"), moment(say, settlement.dueAt)],
      [
        say("Cara mengirim", "How it is sent"),
        html`<code>s3://.../${settlement.partnerId}/${settlement.businessDate}/...csv</code>`,
      ],
    ]);
  }
  return facts([
    ...common,
    [say("Nama", "Name"), html`<code>${file.name}</code>`],
    [say("Revisi", "Revision"), file.revision],
    [say("Datang", "Received"), moment(say, file.receivedAt)],
    [
      say("Selesai dicocokkan", "Matched at"),
      file.reconciledAt === null ? "-" : moment(say, file.reconciledAt),
    ],
    [say("Baris menurut penutup", "Lines by the trailer"), countText(say, file.control.lines)],
    [say("Diterima", "Collected"), rupiahText(file.control.paymentRupiah)],
    [
      say("Dikembalikan", "Returned"),
      `${rupiahText(file.control.reversalRupiah)} (${countText(say, file.control.reversalLines)})`,
    ],
  ]);
}

function statement(say: Say, { state }: Settlement, rows: readonly StatementRow[] | undefined): Html {
  if (rows) return rowsOf(say, rows);
  return html`<p class="empty">${
    state === "matching"
      ? say("Sedang dicocokkan; muat ulang sebentar lagi.", "It is being matched; load again in a moment.")
      : say("Belum ada.", "None yet.")
  }</p>`;
}

/** Adds up both ways: the last row is what the two books say by themselves, and the rows above explain all of it. */
function rowsOf(say: Say, rows: readonly StatementRow[]): Html {
  const total = rows.find(({ row }) => row === "total");
  const written = ({ words, count, theirsRupiah, oursRupiah }: StatementRow) => [
    say.of(words),
    countText(say, count),
    signed(theirsRupiah),
    signed(oursRupiah),
    signed(oursRupiah - theirsRupiah),
  ];
  return table({
    caption: say("Jumlah menurut golongan, dalam kedua buku", "Totals by class in both books"),
    columns: [
      { head: say("Golongan", "Class") },
      { head: say("Jumlah", "Count"), kind: "number" },
      { head: say("Menurut mitra", "Partner's book"), kind: "number" },
      { head: say("Menurut kami", "Our book"), kind: "number" },
      { head: say("Selisih", "Difference"), kind: "number" },
    ],
    rows: rows.filter(({ row }) => row !== "total").map(written),
    ...(total && { foot: written(total) }),
    empty: say("Berkas tanpa baris.", "A file without lines."),
  });
}

const signed = (amount: number): string => (amount < 0 ? `-${rupiahText(-amount)}` : rupiahText(amount));

function download(say: Say, settlement: Settlement, what: "statement" | "differences"): Html {
  return html`<a href="/ops${dayPath(settlement)}/${what}.csv">${say("Unduh CSV", "Download CSV")}</a>`;
}

function differences(say: Say, view: DayView): Html {
  const { settlement, differences: page, class: chosen } = view;
  const here = `/ops${dayPath(settlement)}`;
  const classes = DifferenceClass.options.filter(
    (name) => name !== "matched" && settlement.collected?.totals?.[name],
  );
  const choice = (name: DifferenceClass | undefined, text: string) =>
    html`<a class="button" href="${here}${name === undefined ? "" : `?class=${name}`}"${name === chosen && html` aria-current="true"`}>${text}</a>`;
  const more = new URLSearchParams({ ...(chosen && { class: chosen }), after: page.next ?? "" });
  return html`${
    classes.length > 1 &&
    html`<p class="row">${choice(undefined, say("semua", "all"))}${classes.map((name) => choice(name, `${say.of(classInWords(name))} (${settlement.collected?.totals?.[name]?.count ?? 0})`))}</p>`
  }${differenceTable(say, page.differences, view)}${pager(say("Berikutnya", "Next"), page.next && `${here}?${more}`)}`;
}

function revisions(say: Say, { revisions: all, settlement }: DayView): Html {
  const current = [settlement.collected?.fileId, settlement.suspect?.fileId];
  return table({
    caption: say("Semua berkas yang sah untuk tanggal ini", "All sound files of this date"),
    columns: [
      { head: say("Nama", "Name"), kind: "code" },
      { head: say("Isi", "Says") },
      { head: say("Datang", "Received") },
      { head: say("Berlaku", "Counts") },
    ],
    rows: all
      .toReversed()
      .map(({ fileId, name, says, receivedAt }) => [
        name,
        says === "collected" ? say("penerimaan", "collected") : say("ragu", "suspect"),
        moment(say, receivedAt),
        current.includes(fileId)
          ? badge("good", say("ya", "yes"))
          : badge("plain", say("digantikan", "replaced")),
      ]),
    empty: say("Belum ada berkas yang sah.", "No sound file has come."),
  });
}

import { shortDateInIndonesian } from "../calendar/month-name.ts";
import { rupiahText } from "../money/rupiah-text.ts";
import { localTimeText } from "./local-time-text.ts";
import { type PaperLines, paperLines, type SlipColumns } from "./paper-lines.ts";
import type { Receipt } from "./receipt.ts";

/**
 * The worker's slip for a thermal printer, in Indonesian, no line wider than the paper, amounts at the right edge (domain.md 6.3). Plain text: a till
 * prints it as it is.
 */
export function slipText(receipt: Receipt, columns: SlipColumns): string {
  const paper = paperLines(columns);
  const { rule, centred, wrapped, pair } = paper;
  return [
    ...centred("BPJS KETENAGAKERJAAN - BPU"),
    ...wrapped([receipt.place, receipt.storeId, receipt.tillId].filter(Boolean).join(" ")),
    ...wrapped(localTimeText(receipt.paidAt)),
    ...rule,
    ...pair("NIK", receipt.maskedNik),
    ...pair("Nama", receipt.maskedName),
    ...pair("Program", receipt.programmes.join(", ")),
    ...bought(receipt, paper),
    ...rule,
    ...money(receipt, paper),
    ...rule,
    ...pair("Ref. mitra", receipt.paymentReference),
    ...pair("Ref. Kanal", receipt.gatewayReference),
    ...pair("Kode bukti", receipt.proofCode),
    ...pair("Status", receipt.status),
    ...wrapped(todayInWords(receipt)),
    ...wrapped("Simpan struk ini sebagai bukti pembayaran yang sah."),
    ...wrapped("Info: 175 atau aplikasi JMO"),
  ].join("\n");
}

function bought({ months, coverage }: Receipt, { pair, wrapped }: PaperLines): readonly string[] {
  if (!coverage) return wrapped("Belum ada bulan iuran; uang menjadi saldo untuk bulan berikutnya.");
  return [
    "Bulan iuran",
    ...months.flatMap(({ name, amount }) => pair(`  ${name.indonesia}`, rupiahText(amount))),
    ...pair("Berlaku dari", shortDateInIndonesian(coverage.from)),
    ...pair("Berlaku s.d.", shortDateInIndonesian(coverage.to)),
  ];
}

function money(receipt: Receipt, { pair }: PaperLines): readonly string[] {
  const { discount, creditUsed, creditGiven } = receipt;
  return [
    ...receipt.lines.flatMap(({ programme, amount }) => pair(programme, rupiahText(amount))),
    ...(discount ? pair(`Diskon ${discount.legalBasis}`, `-${rupiahText(discount.amount)}`) : []),
    ...(creditUsed > 0 ? pair("Saldo dipakai", `-${rupiahText(creditUsed)}`) : []),
    ...(creditGiven > 0 ? pair("Menjadi saldo", rupiahText(creditGiven)) : []),
    ...pair("Iuran", rupiahText(receipt.contribution)),
    ...pair("Biaya layanan", rupiahText(receipt.fee)),
    ...pair("TOTAL", rupiahText(receipt.total)),
  ];
}

function todayInWords({ coverage, coversToday, monthsToCoverToday, receivedAt }: Receipt): string {
  if (!coverage) return "Uang sudah tercatat.";
  // Our times are in WIB, so that their first ten characters are the business date.
  if (coversToday && coverage.from > receivedAt.slice(0, 10)) {
    return `Sudah terlindungi; bulan ini berlaku mulai ${shortDateInIndonesian(coverage.from)}.`;
  }
  if (coversToday) return "Terlindungi sejak pembayaran ini.";
  return `Belum aktif hari ini, perlu ${monthsToCoverToday} bulan.`;
}

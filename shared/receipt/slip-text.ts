import { shortDateInIndonesian } from "../calendar/month-name.ts";
import type { Receipt } from "./receipt.ts";

/** Characters a thermal printer puts on a line: paper of 58 mm or of 80 mm. */
export type SlipColumns = 32 | 42;

/**
 * The worker's slip for a thermal printer, in Indonesian, no line wider than the paper, amounts at the right edge (domain.md 6.3). Plain text: a till
 * prints it as it is.
 */
export function slipText(receipt: Receipt, columns: SlipColumns): string {
  const rule = ["-".repeat(columns)];
  return [
    ...centred("BPJS KETENAGAKERJAAN - BPU", columns),
    ...wrapped([receipt.place, receipt.storeId, receipt.tillId].filter(Boolean).join(" "), columns),
    ...wrapped(localTime(receipt.paidAt), columns),
    ...rule,
    ...pair("NIK", receipt.maskedNik, columns),
    ...pair("Nama", receipt.maskedName, columns),
    ...pair("Program", receipt.programmes.join(", "), columns),
    ...bought(receipt, columns),
    ...rule,
    ...money(receipt, columns),
    ...rule,
    ...pair("Ref. mitra", receipt.paymentReference, columns),
    ...pair("Ref. Kanal", receipt.gatewayReference, columns),
    ...pair("Status", receipt.status, columns),
    ...wrapped(todayInWords(receipt), columns),
    ...wrapped("Simpan struk ini sebagai bukti pembayaran yang sah.", columns),
    ...wrapped("Info: 175 atau aplikasi JMO", columns),
  ].join("\n");
}

function bought({ months, coverage }: Receipt, columns: number): readonly string[] {
  if (!coverage) return wrapped("Belum ada bulan iuran; uang menjadi saldo untuk bulan berikutnya.", columns);
  return [
    "Bulan iuran",
    ...months.flatMap(({ name, amount }) => pair(`  ${name.indonesia}`, inRupiah(amount), columns)),
    ...pair("Berlaku dari", shortDateInIndonesian(coverage.from), columns),
    ...pair("Berlaku s.d.", shortDateInIndonesian(coverage.to), columns),
  ];
}

function money(receipt: Receipt, columns: number): readonly string[] {
  const { discount, creditUsed, creditGiven } = receipt;
  return [
    ...receipt.lines.flatMap(({ programme, amount }) => pair(programme, inRupiah(amount), columns)),
    ...(discount ? pair(`Diskon ${discount.legalBasis}`, `-${inRupiah(discount.amount)}`, columns) : []),
    ...(creditUsed > 0 ? pair("Saldo dipakai", `-${inRupiah(creditUsed)}`, columns) : []),
    ...(creditGiven > 0 ? pair("Menjadi saldo", inRupiah(creditGiven), columns) : []),
    ...pair("Iuran", inRupiah(receipt.contribution), columns),
    ...pair("Biaya layanan", inRupiah(receipt.fee), columns),
    ...pair("TOTAL", inRupiah(receipt.total), columns),
  ];
}

function todayInWords({ coverage, coversToday, monthsToCoverToday }: Receipt): string {
  if (!coverage) return "Uang sudah tercatat.";
  if (coversToday) return "Terlindungi sejak pembayaran ini.";
  return `Belum aktif hari ini, perlu ${monthsToCoverToday} bulan.`;
}

/** Rupiah as people write it: Rp33.600. */
const inRupiah = (amount: number): string => `Rp${String(amount).replace(/\B(?=(\d{3})+$)/g, ".")}`;

const ZONES: Readonly<Record<string, string>> = { "+07:00": "WIB", "+08:00": "WITA", "+09:00": "WIT" };

/** The till's own clock with its zone by name: `20-11-2026 10:00:01 WIB`. */
function localTime(paidAt: string): string {
  const [, year, month, day, time, offset = ""] =
    /^(\d{4})-(\d{2})-(\d{2})T([\d:]{8})(?:\.\d+)?(.*)$/.exec(paidAt) ?? [];
  return `${day}-${month}-${year} ${time} ${ZONES[offset] ?? `UTC${offset.replace("Z", "")}`}`;
}

/** Label at the left, value at the right edge; on lines of their own when they do not fit on one. */
function pair(label: string, value: string, columns: number): readonly string[] {
  const room = columns - label.length;
  if (value.length < room) return [label + value.padStart(room)];
  return [...wrapped(label, columns), ...wrapped(value, columns).map((line) => line.padStart(columns))];
}

function centred(text: string, columns: number): readonly string[] {
  return wrapped(text, columns).map((line) => " ".repeat((columns - line.length) >> 1) + line);
}

/** Breaks at spaces, and inside a word only when it is wider than the paper. */
function wrapped(text: string, columns: number): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ").flatMap((long) => pieces(long, columns))) {
    if (line !== "" && line.length + 1 + word.length > columns) {
      lines.push(line);
      line = word;
    } else {
      line = line === "" ? word : `${line} ${word}`;
    }
  }
  return [...lines, line];
}

function pieces(word: string, columns: number): readonly string[] {
  return word.match(new RegExp(`.{1,${columns}}`, "gu")) ?? [""];
}

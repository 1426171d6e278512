import { rupiahText } from "../../shared/money/rupiah-text.ts";
import { localTimeText } from "../../shared/receipt/local-time-text.ts";
import { paperLines, type SlipColumns } from "../../shared/receipt/paper-lines.ts";
import { placeOf } from "../../shared/receipt/receipt.ts";
import type { SnapBill } from "./snap-bill.ts";

const WIDTH = 60;
const LABEL = 30;

/** A line with its value at the right edge. */
export const textLine = (label: string, value: string): string =>
  `${label.padEnd(LABEL)}${value.padStart(WIDTH - LABEL)}`;

export const amountLine = (label: string, amount: number): string => textLine(label, rupiahText(amount));

/** What the cashier reads out before money changes hands. Indonesian first, English beside it. */
export function quoteText(bill: SnapBill, maskedNik: string): string {
  return [
    textLine("NIK", maskedNik),
    textLine("Nama / Name", bill.name),
    ...bill.texts.map(({ indonesia, english }) => both(indonesia, english)),
    "",
    ...bill.lines.map(({ name, rupiah }) => amountLine(`  ${name}`, rupiah)),
    amountLine("Iuran / Contribution", bill.totalRupiah),
    amountLine("Biaya / Fee", bill.feeRupiah),
    amountLine("Total", bill.totalRupiah + bill.feeRupiah),
  ].join("\n");
}

/** What a bank's agent prints from the answer to its payment. */
export interface BankSlip {
  readonly channel: string;
  readonly bill: SnapBill;
  readonly feeRupiah: number;
  readonly maskedNik: string;
  readonly reference: string;
  /** RFC 3339, the till's own clock. */
  readonly paidAt: string;
}

/** The worker's slip: no full NIK, no income, no agent's fee (domain.md 6.3). In Indonesian, like the slips that the gateway itself lays out for H2H. */
export function slipText(
  { channel, bill, feeRupiah, maskedNik, reference, paidAt }: BankSlip,
  columns: SlipColumns,
): string {
  const { rule, wrapped, centred, pair } = paperLines(columns);
  const amount = (label: string, rupiah: number) => pair(label, rupiahText(rupiah));
  return [
    ...centred("BPJS KETENAGAKERJAAN - BPU"),
    ...wrapped(placeOf(channel)),
    ...wrapped(localTimeText(paidAt)),
    ...rule,
    ...pair("NIK", maskedNik),
    ...pair("Nama", bill.name),
    ...bill.texts.flatMap(({ indonesia }) => wrapped(indonesia)),
    "Bulan iuran",
    ...bill.lines.flatMap(({ name, rupiah }) => amount(`  ${name}`, rupiah)),
    ...rule,
    ...amount("Iuran", bill.totalRupiah),
    ...amount("Biaya layanan", feeRupiah),
    ...amount("TOTAL", bill.totalRupiah + feeRupiah),
    ...rule,
    ...pair("Ref. mitra", reference),
    ...pair("Ref. Kanal", bill.gatewayReference),
    ...pair("Status", "DITERIMA"),
    ...wrapped("Simpan struk ini sebagai bukti pembayaran yang sah."),
    ...wrapped("Info: 175 atau aplikasi JMO"),
  ].join("\n");
}

function both(indonesia: string, english: string): string {
  return indonesia === english ? indonesia : `${indonesia} / ${english}`;
}
